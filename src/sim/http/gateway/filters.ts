import { itemOf, joinPath, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { replacePrefix } from '../paths.ts';
import { changeHeaders, hostnameOf, pathOf, queryOf } from '../request.ts';
import type { HeaderChange, HttpRequest, Mirror } from '../types.ts';
import { resolve } from './backends.ts';
import type { AnyRoute, Filter, PathModifier, Redirect } from './kinds.ts';

/** What filters make of a request. */
export interface Filtered {
  readonly request: HttpRequest;
  readonly mirrors: readonly Mirror[];
  readonly answerChanges: readonly HeaderChange[];
  readonly redirect?: { readonly status: number; readonly location: string };
  /** A filter that nobody knows. */
  readonly unknown?: true;
  /** The filters that did something. */
  readonly because: readonly Ref[];
}

/** Where filters stand, and what they have to know of the match and the listener. */
export interface Filtering {
  readonly store: Store;
  readonly route: AnyRoute;
  /** The place of the list of filters. */
  readonly at: string;
  /** The prefix that matched; absent where the path was matched otherwise. */
  readonly prefix: string | undefined;
  /** The port of the listener. */
  readonly port: number;
}

/** A request as it comes in, before any filter. */
export function unfiltered(request: HttpRequest): Filtered {
  return { request, mirrors: [], answerChanges: [], because: [] };
}

/** Lets filters act, in their order (HTTPRouteFilter of Gateway API). After a redirect or an unknown one, nothing more happens. */
export function applyFilters(
  before: Filtered,
  filters: readonly Filter[],
  filtering: Filtering,
): Filtered {
  let filtered = before;
  for (const [index, filter] of filters.entries()) {
    if (filtered.redirect || filtered.unknown) break;
    const at = itemOf(filtering.at, index);
    const because = [...filtered.because, refTo(filtering.route, at)];
    filtered = { ...applyFilter(filtered, filter, { ...filtering, at }), because };
  }
  return filtered;
}

function applyFilter(filtered: Filtered, filter: Filter, filtering: Filtering): Filtered {
  const { request } = filtered;
  const { requestHeaderModifier, responseHeaderModifier, requestRedirect, urlRewrite } = filter;
  if (requestHeaderModifier) {
    const headers = changeHeaders(request.headers, requestHeaderModifier);
    return { ...filtered, request: { ...request, headers } };
  }
  if (responseHeaderModifier)
    return { ...filtered, answerChanges: [...filtered.answerChanges, responseHeaderModifier] };
  if (urlRewrite) {
    const path = `${modified(pathOf(request), urlRewrite.path, filtering.prefix)}${queryOf(request)}`;
    return {
      ...filtered,
      request: { ...request, host: urlRewrite.hostname ?? request.host, path },
    };
  }
  if (requestRedirect)
    return { ...filtered, redirect: redirected(request, requestRedirect, filtering) };
  if (filter.requestMirror) return withMirror(filtered, filter.requestMirror, filtering);
  return { ...filtered, unknown: true };
}

function modified(path: string, modifier: PathModifier | undefined, prefix = '/'): string {
  switch (modifier?.type) {
    case 'ReplaceFullPath':
      return modifier.replaceFullPath ?? '';
    case 'ReplacePrefixMatch':
      return replacePrefix(path, prefix, modifier.replacePrefixMatch ?? '');
    default:
      return path;
  }
}

const wellKnownPorts = { http: 80, https: 443 };

/** As HTTPRequestRedirectFilter says: what is not given stays, and a port that goes without saying is not written. */
function redirected(
  request: HttpRequest,
  { scheme, hostname, path, port, statusCode = 302 }: Redirect,
  { prefix, port: listenerPort }: Filtering,
): { readonly status: number; readonly location: string } {
  const newScheme = scheme ?? request.scheme;
  const newPort = port ?? (scheme === undefined ? listenerPort : wellKnownPorts[scheme]);
  const shownPort = newPort === wellKnownPorts[newScheme] ? '' : `:${newPort}`;
  const host = hostname ?? hostnameOf(request.host);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const newPath = `${modified(pathOf(request), path, prefix)}${queryOf(request)}`;
  return { status: statusCode, location: `${newScheme}://${shownHost}${shownPort}${newPath}` };
}

/** A mirror whose backend is not valid gets nothing, and the request goes on. */
function withMirror(
  filtered: Filtered,
  { backendRef, percent, fraction }: NonNullable<Filter['requestMirror']>,
  { store, route, at }: Filtering,
): Filtered {
  const found = resolve(store, route, backendRef, joinPath(at, 'requestMirror.backendRef'));
  const share = fraction
    ? fraction.numerator / (fraction.denominator ?? 100)
    : (percent ?? 100) / 100;
  if ('problem' in found || share === 0) return filtered;
  return { ...filtered, mirrors: [...filtered.mirrors, { backend: found.backend, share }] };
}
