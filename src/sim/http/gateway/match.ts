import { fieldOf, itemOf } from '../../api/index.ts';
import { hasPrefix, matchesWhole } from '../paths.ts';
import { headerOf, parametersOf, pathOf } from '../request.ts';
import type { HttpRequest, Miss } from '../types.ts';
import type { GrpcMatch, HttpMatch, ValueMatch } from './kinds.ts';

/** What in a match stands against a request: its field, as a path below the match. */
export interface Mismatch {
  readonly why: Miss['why'];
  readonly path: string;
}

/** The first condition of an HTTPRouteMatch that a request does not meet. */
export function httpMismatch(match: HttpMatch, request: HttpRequest): Mismatch | undefined {
  if (!takesPath(match, pathOf(request))) return { why: 'path', path: 'path' };
  if (match.method !== undefined && match.method !== request.method)
    return { why: 'method', path: 'method' };
  const parameters = parametersOf(request);
  return (
    headerMismatch(match.headers, request) ??
    valueMismatch(match.queryParams, 'query', 'queryParams', (name) => parameters.get(name))
  );
}

function takesPath({ path = {} }: HttpMatch, asked: string): boolean {
  const { type = 'PathPrefix', value = '/' } = path;
  if (type === 'Exact') return asked === value;
  return type === 'PathPrefix' ? hasPrefix(asked, value) : matchesWhole(value, asked);
}

/**
 * The first condition of a GRPCRouteMatch that a request does not meet. A call of gRPC is a POST to `/service/method` (PROTOCOL-HTTP2 of
 * grpc/grpc).
 */
export function grpcMismatch(match: GrpcMatch, request: HttpRequest): Mismatch | undefined {
  const [, service = '', method = ''] = /^\/([^/]+)\/([^/]+)$/.exec(pathOf(request)) ?? [];
  if (service === '' || !isGrpc(request)) return { why: 'method', path: 'method' };
  const { type = 'Exact', service: wantedService, method: wantedMethod } = match.method ?? {};
  const takes = (wanted: string | undefined, value: string): boolean =>
    wanted === undefined || (type === 'Exact' ? wanted === value : matchesWhole(wanted, value));
  if (!takes(wantedService, service)) return { why: 'method', path: 'method.service' };
  if (!takes(wantedMethod, method)) return { why: 'method', path: 'method.method' };
  return headerMismatch(match.headers, request);
}

/** Whether a request is a call of gRPC. */
function isGrpc({ method, headers }: HttpRequest): boolean {
  const type = headerOf(headers, 'content-type') ?? '';
  return method === 'POST' && type.startsWith('application/grpc');
}

function headerMismatch(
  wanted: readonly ValueMatch[] | undefined,
  { headers }: HttpRequest,
): Mismatch | undefined {
  return valueMismatch(wanted, 'header', 'headers', (name) => headerOf(headers, name));
}

function valueMismatch(
  wanted: readonly ValueMatch[] = [],
  why: Miss['why'],
  list: string,
  valueOf: (name: string) => string | undefined,
): Mismatch | undefined {
  const index = wanted.findIndex(({ type = 'Exact', name, value }) => {
    const actual = valueOf(name);
    if (actual === undefined) return true;
    return type === 'Exact' ? actual !== value : !matchesWhole(value, actual);
  });
  return index < 0 ? undefined : { why, path: fieldOf(itemOf(list, index), 'value') };
}

/**
 * How specific a match is, for comparing: an exact path, then the longest prefix, a method, the number of headers and of query parameters
 * (HTTPRouteRule.matches). Where regular expressions stand is left open; here, between the two.
 */
export function httpRank({
  path = {},
  method,
  headers,
  queryParams,
}: HttpMatch): readonly number[] {
  const { type = 'PathPrefix', value = '/' } = path;
  return [
    { Exact: 2, RegularExpression: 1, PathPrefix: 0 }[type],
    value.length,
    method === undefined ? 0 : 1,
    headers?.length ?? 0,
    queryParams?.length ?? 0,
  ];
}

/** The same for calls of gRPC: characters of the service, of the method, and the number of headers (GRPCRouteRule.matches). */
export function grpcRank({ method = {}, headers }: GrpcMatch): readonly number[] {
  return [method.service?.length ?? 0, method.method?.length ?? 0, headers?.length ?? 0];
}
