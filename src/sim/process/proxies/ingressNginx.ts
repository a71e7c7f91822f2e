import {
  annotationsOf,
  ingressNginx,
  routeIngress,
  runningControllers,
  type Decision,
  type IngressController,
} from '../../http/index.ts';
import type { Store } from '../../api/index.ts';
import type { HttpHeaders, HttpRequest, HttpResponse } from '../../net/index.ts';
import type { Asking, Server, Serving } from '../types.ts';
import { podOf } from './parts/pod.ts';
import { withoutTls } from './parts/withoutTls.ts';
import { inTurn } from './parts/upstreams.ts';

/** proxy-next-upstream-tries of its ConfigMap; each try goes to the next endpoint in turn. */
const triesMax = 3;

/** ingress-nginx: nginx with the configuration that its controller writes from Ingresses. */
const proxy: Server = {
  name: 'ingress-nginx',
  serve({ payload, source }, serving) {
    const { name, random, store, listener } = serving;
    const tls = payload?.carries === 'http-request' ? payload.tls : undefined;
    let certificate: readonly string[] | undefined;
    const answer = (status: number, headers?: HttpHeaders): HttpResponse => ({
      carries: 'http-response',
      status,
      servedBy: name,
      ...(headers && { headers }),
      ...(certificate && { certificate }),
    });
    if (payload?.carries !== 'http-request' || (tls !== undefined) !== (listener.tls ?? false))
      return payload && answer(400);
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
    const decision = routeIngress(store, settingsOf(serving), request);
    // The one it signs itself is for no name.
    if (tls !== undefined) certificate = decision.certificate?.secret ? [tls] : [];
    const isTlsBehind = speaksTls(store, decision);
    const { outcome } = decision;
    const next = (): HttpResponse | Asking => {
      if (outcome.type === 'answer') return answer(outcome.status);
      if (outcome.type === 'redirect')
        return answer(outcome.status, { Location: outcome.location });
      return {
        upstreams: inTurn(outcome.backend, random, triesMax),
        request: {
          ...withoutTls(payload),
          path: outcome.request.path,
          headers: forwarded(payload, source),
          // proxy_ssl_server_name is off: the name is upstream_balancer.
          ...(isTlsBehind && { tls: 'upstream_balancer' }),
        },
        answered: ({ certificate: shown, ...response }) =>
          isTlsBehind && !shown
            ? answer(502)
            : { ...response, ...(certificate && { certificate }) },
        failed: (result) => answer(statuses[result]),
      };
    };
    return { proxy: 'ingress-nginx', decision, next: next() };
  },
};
export default proxy;

/** Whether the Ingress that the request was given to wants its backends spoken to in TLS. */
function speaksTls(store: Store, { because }: Decision): boolean {
  const ref = because.find(({ kind }) => kind === 'Ingress');
  return annotationsOf(ref && store.get('Ingress', ref.namespace, ref.name)).speaksTls;
}

/** ngx_http_upstream_next of nginx; a name that has no address leaves the balancer without a peer. */
const statuses = { refused: 502, reset: 502, unreachable: 502, unresolved: 503, 'timed-out': 504 };

/** How this one was started: the one whose Pod the request came to. */
function settingsOf(serving: Serving): IngressController {
  const { name, namespace } = podOf(serving)?.metadata ?? {};
  const running = runningControllers(serving.store).find(({ pods }) =>
    pods.some(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
  );
  return running?.controller ?? ingressNginx;
}

/**
 * The headers its template sets (`rootfs/etc/nginx/template/nginx.tmpl`): what the client claims of earlier proxies is moved aside, for
 * use-forwarded-headers is off unless its ConfigMap turns it on. Whether the client wants its connection closed is not the backend's
 * business: connections to backends are kept (upstream-keepalive-connections).
 */
function forwarded({ host, headers = {} }: HttpRequest, client: string): HttpHeaders {
  const { Connection: _ofClient, ...passed } = headers;
  const claimed = passed['X-Forwarded-For'];
  return {
    ...passed,
    'X-Real-IP': client,
    'X-Forwarded-For': client,
    'X-Forwarded-Host': host,
    'X-Forwarded-Port': '80',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-Scheme': 'http',
    'X-Scheme': 'http',
    ...(claimed !== undefined && { 'X-Original-Forwarded-For': claimed }),
  };
}
