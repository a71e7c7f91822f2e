import { refTo } from '../../api/index.ts';
import type { Service } from '../../api/kinds/types.ts';
import type { IngressBackend } from '../../api/kinds/ingress.ts';
import type { Ref, Store } from '../../api/types.ts';
import { backendOf } from '../backends.ts';
import { coversOneLabel } from '../hostnames.ts';
import { expressionOf } from '../paths.ts';
import { headerOf, hostnameOf, pathOf, queryOf, serverNameOf } from '../request.ts';
import type { Decision, HttpRequest, Miss, Outcome } from '../types.ts';
import { annotationRef, annotationsOf } from './annotations.ts';
import type { IngressController } from './controller.ts';
import { locate } from './locate.ts';
import { serversOf, type Location, type Server, type Servers } from './servers.ts';
import { certificateOf, type Certificate } from './tls.ts';

/** What an Ingress controller does with a request. */
export interface IngressDecision extends Decision {
  /** What a client over https is shown: the certificate of the server its SNI names, before the request can say a host. */
  readonly certificate?: Certificate;
}

/**
 * From a request to the backend an Ingress controller gives it to, as ingress-nginx does: server by host, location by path, rewrite,
 * endpoints of the Service. 404 where no rule and no default backend takes it, 503 where no endpoint is ready, 308 to https where the
 * host has a certificate.
 */
export function routeIngress(
  store: Store,
  controller: IngressController,
  request: HttpRequest,
): IngressDecision {
  const servers = serversOf(store, controller);
  const server = serverFor(servers, hostnameOf(request.host));
  const [location, ...others] = locate(server.locations, pathOf(request));
  const certificate = request.scheme === 'https' && certificateShown(store, servers, request);
  const taking = location?.standsIn && location.backend === undefined ? undefined : location;
  return {
    ...decide(store, server, taking, request),
    misses: [
      ...servers.misses,
      ...servers.named.filter((other) => other !== server).flatMap(hostMisses),
      ...server.locations.flatMap((one) => pathMiss(one, others, location)),
    ],
    ...(certificate && { certificate }),
  };
}

function decide(
  store: Store,
  server: Server,
  location: Location | undefined,
  request: HttpRequest,
): Omit<IngressDecision, 'misses'> {
  if (!location?.backend || !location.ingress)
    return { outcome: { type: 'answer', status: 404, reason: 'no-match' }, because: [] };
  const redirect = redirectOf(store, server, location, request);
  if (redirect) return redirect;
  const { ingress, backend, because } = location;
  const { namespace } = ingress.metadata;
  const service = store.get('Service', namespace, backend.service?.name ?? '');
  const port = service && portOf(service, backend);
  const found = service && port && backendOf(store, service, port);
  if (!found || found.endpoints.length === 0)
    return {
      outcome: { type: 'answer', status: 503, reason: found ? 'no-endpoints' : 'invalid-backend' },
      because: service ? [...because, refTo(service, 'spec.ports')] : because,
    };
  const outcome: Outcome = {
    type: 'forward',
    backend: found,
    request: { ...request, path: rewritten(location, request) },
    mirrors: [],
    answerChanges: [],
  };
  const isRewritten = outcome.request.path !== request.path;
  return {
    outcome,
    because: isRewritten ? [...because, annotationRef(ingress, 'rewrite-target')] : because,
  };
}

/** Exact hosts come first, then wildcards, then the server without a host. In nginx a wildcard is a regular expression for one label. */
function serverFor({ named, catchAll }: Servers, hostname: string): Server {
  return (
    named.find(({ host }) => host === hostname) ??
    named.find(({ host = '' }) => coversOneLabel(host, hostname)) ??
    catchAll
  );
}

function certificateShown(store: Store, servers: Servers, request: HttpRequest): Certificate {
  const name = serverNameOf(request);
  const server = name === undefined ? servers.catchAll : serverFor(servers, name);
  return certificateOf(store, server) ?? { because: [] };
}

/** The port that a backend names: by number, by name, or as the Service's targetPort (`serviceEndpoints` of ingress-nginx). */
function portOf({ spec }: Service, { service }: IngressBackend) {
  const wanted = String(service?.port?.name ?? service?.port?.number ?? '');
  return spec.ports?.find(
    ({ port, name, targetPort }) =>
      String(port) === wanted || String(targetPort) === wanted || name === wanted,
  );
}

/** As `redirect_to_https` of ingress-nginx's `lua_ingress.lua`. */
function redirectOf(
  store: Store,
  server: Server,
  { ingress, because }: Location,
  request: HttpRequest,
): Omit<IngressDecision, 'misses'> | undefined {
  const scheme = headerOf(request.headers, 'x-forwarded-proto') ?? request.scheme;
  if (scheme !== 'http' || !ingress) return undefined;
  const { sslRedirect, forceSslRedirect } = annotationsOf(ingress);
  const certificate = certificateOf(store, server);
  if (!forceSslRedirect && !(sslRedirect && certificate)) return undefined;
  const cause = forceSslRedirect
    ? [annotationRef(ingress, 'force-ssl-redirect')]
    : (certificate?.because ?? []);
  const location = `https://${request.host.replace(/:\d*$/, '')}${request.path}`;
  return { outcome: { type: 'redirect', status: 308, location }, because: [...because, ...cause] };
}

/** The path after `rewrite-target`, whose `$1` are the groups of the location's expression; the query stays. */
function rewritten({ path, ingress, standsIn }: Location, request: HttpRequest): string {
  const { rewriteTarget } = annotationsOf(ingress);
  if (rewriteTarget === undefined || rewriteTarget === path || standsIn) return request.path;
  const groups = expressionOf(path, 'i')?.exec(pathOf(request));
  if (!groups) return request.path;
  const target = rewriteTarget.replace(
    /\$(\d)/g,
    (_, digit: string) => groups[Number(digit)] ?? '',
  );
  return `${target}${queryOf(request)}`;
}

function hostMisses({ locations }: Server): readonly Miss[] {
  const refs = new Map(locations.flatMap(({ because: [ref] }) => (ref ? [[keyOf(ref), ref]] : [])));
  return [...refs.values()]
    .filter(({ path }) => path !== 'spec.defaultBackend')
    .map((ref) => ({ why: 'host', ref }));
}

function keyOf({ namespace, name, path }: Ref): string {
  return `${namespace}/${name} ${path}`;
}

function pathMiss(
  location: Location,
  others: readonly Location[],
  chosen: Location | undefined,
): readonly Miss[] {
  const ref = location.because.at(location.standsIn ? 0 : 1);
  if (location === chosen || !ref) return [];
  return [{ why: others.includes(location) ? 'precedence' : 'path', ref }];
}
