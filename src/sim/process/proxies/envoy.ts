import {
  changeHeaders,
  containerPortOf,
  envoyControllerName,
  gatewayOfProxy,
  routeGateway,
  type Timeouts,
} from '../../http/index.ts';
import {
  destinationPortOf,
  type HttpHeaders,
  type HttpRequest,
  type HttpResponse,
} from '../../net/index.ts';
import type { Asking, Server } from '../types.ts';
import { withoutTls } from './parts/withoutTls.ts';
import { inTurn } from './parts/upstreams.ts';
import { podOf } from './parts/pod.ts';

/** Envoy with the configuration that Envoy Gateway makes of a Gateway and the routes attached to it. */
const proxy: Server = {
  name: 'envoy',
  serve(packet, serving) {
    const { payload, source } = packet;
    const { name, random, store, listener } = serving;
    const tls = payload?.carries === 'http-request' ? payload.tls : undefined;
    const answer = (status: number, headers?: HttpHeaders): HttpResponse => ({
      carries: 'http-response',
      status,
      servedBy: name,
      ...(headers && { headers }),
      // A listener whose certificate is not there is not served at all.
      ...(tls !== undefined && { certificate: [tls] }),
    });
    if (payload?.carries !== 'http-request' || (tls !== undefined) !== (listener.tls ?? false))
      return payload && answer(400);
    const pod = podOf(serving);
    const gateway = pod && gatewayOfProxy(store, pod);
    const port = gateway?.spec.listeners.find(
      (listener) => containerPortOf(listener.port) === destinationPortOf(packet),
    )?.port;
    if (!gateway || port === undefined) return answer(404);
    const { metadata } = gateway;
    const entrance = {
      controllerName: envoyControllerName,
      namespace: metadata.namespace,
      gateway: metadata.name,
      port,
    };
    const { method, host, path, headers = {} } = payload;
    const scheme = tls === undefined ? 'http' : 'https';
    const request = {
      method,
      scheme,
      host,
      path,
      headers,
      ...(tls !== undefined && { sni: tls }),
    } as const;
    const decision = routeGateway(store, entrance, request, random.next());
    const { outcome } = decision;
    const next = (): HttpResponse | Asking => {
      if (outcome.type === 'answer') return answer(outcome.status);
      if (outcome.type === 'redirect')
        return answer(outcome.status, { location: outcome.location });
      return {
        upstreams: inTurn(outcome.backend, random, 1),
        request: forwarded({ ...withoutTls(payload), ...partsOf(outcome.request) }, source, scheme),
        answered: ({ certificate: _ofBackend, ...response }) => ({
          ...response,
          headers: outcome.answerChanges.reduce(changeHeaders, response.headers ?? {}),
          ...(tls !== undefined && { certificate: [tls] }),
        }),
        failed: (result) => answer(result === 'timed-out' && isShort(outcome.timeouts) ? 504 : 503),
      };
    };
    return { proxy: 'Envoy', decision, next: next() };
  },
};
export default proxy;

function partsOf({ host, path, headers }: Pick<HttpRequest, 'host' | 'path' | 'headers'>) {
  return { host, path, headers: headers ?? {} };
}

/**
 * With use_remote_address, Envoy appends the address it sees (HTTP header manipulation, x-forwarded-for). What concerns the client's connection
 * alone is not passed on (RFC 9110 section 7.6.1).
 */
function forwarded(request: HttpRequest, client: string, scheme: string): HttpRequest {
  const { Connection: _ofClient, ...passed } = request.headers ?? {};
  const claimed = passed['X-Forwarded-For'];
  return {
    ...request,
    headers: {
      ...passed,
      'X-Forwarded-For': claimed === undefined ? client : `${claimed},${client}`,
      'X-Forwarded-Proto': scheme,
    },
  };
}

/** Seconds after which Envoy Gateway has a proxy give up a connection: then it is 503 unless the route gives up before. */
const connectSeconds = 10;

function isShort({ request, backendRequest }: Timeouts = {}): boolean {
  return [request, backendRequest].some((text) => {
    const seconds = text === undefined ? 0 : secondsOf(text);
    return seconds > 0 && seconds < connectSeconds;
  });
}

/** GEP-2257: `1h30m`, `10s`, `500ms`. */
function secondsOf(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...text.matchAll(/(\d+)(ms|h|m|s)/g)].reduce(
    (sum, [, count = '0', unit = 's']) => sum + Number(count) * (units[unit] ?? 0),
    0,
  );
}
