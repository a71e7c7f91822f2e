import { itemOf, joinPath, matchesSelector, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { grantOf } from './grants.ts';
import { group, listOf, type AnyRoute, type Gateway, type Listener } from './kinds.ts';

/** The place of a listener, or of a field of it. */
export function listenerRef(gateway: Gateway, listener: Listener, field = ''): Ref {
  const at = itemOf('spec.listeners', gateway.spec.listeners.indexOf(listener));
  return refTo(gateway, joinPath(at, field));
}

/** The class of a Gateway, if this controller is the one that looks after it. */
export function classOf(store: Store, gateway: Gateway, controllerName: string) {
  return listOf(store, 'GatewayClass').find(
    ({ metadata, spec }) =>
      metadata.name === gateway.spec.gatewayClassName && spec.controllerName === controllerName,
  );
}

export type Conflict = 'HostnameConflict' | 'ProtocolConflict';

/**
 * Why a listener cannot be told from another of its Gateway, if so: none of those is served (Gateway API, GatewaySpec.listeners, "Distinct"
 * listeners). HTTPS and TLS can share a port, by hostname.
 */
export function conflictOf({ spec }: Gateway, listener: Listener): Conflict | undefined {
  const others = spec.listeners.filter((one) => one !== listener && one.port === listener.port);
  const transport = transportOf(listener);
  const sharing = others.filter(
    (other) => (transport === 'UDP') === (transportOf(other) === 'UDP'),
  );
  if (sharing.some((other) => transportOf(other) !== transport)) return 'ProtocolConflict';
  if (sharing.some(({ hostname = '' }) => hostname === (listener.hostname ?? '')))
    return 'HostnameConflict';
  return undefined;
}

function transportOf({ protocol }: Listener): string {
  return protocol === 'HTTPS' ? 'TLS' : protocol;
}

const kindsByProtocol: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
};

/** Whether requests of HTTP can be told apart on a listener, which those of other protocols are not. */
export function isHttp({ protocol }: Listener): boolean {
  return Object.hasOwn(kindsByProtocol, protocol);
}

/** The kinds of routes a listener takes, and the entries of `allowedRoutes.kinds` that do not fit its protocol. */
export function kindsOf({ protocol, allowedRoutes }: Listener): {
  readonly kinds: readonly string[];
  readonly invalid: readonly number[];
} {
  const possible = kindsByProtocol[protocol] ?? [];
  const asked = allowedRoutes?.kinds ?? [];
  if (asked.length === 0) return { kinds: possible, invalid: [] };
  const fits = asked.map((one) => (one.group ?? group) === group && possible.includes(one.kind));
  return {
    kinds: asked.filter((_, index) => fits[index]).map(({ kind }) => kind),
    invalid: fits.flatMap((fit, index) => (fit ? [] : [index])),
  };
}

/** Whether a listener takes routes out of the namespace of this one. */
export function allowsNamespace(
  store: Store,
  gateway: Gateway,
  { allowedRoutes }: Listener,
  route: AnyRoute,
): boolean {
  const { namespace } = route.metadata;
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'All') return true;
  if (from === 'Same') return namespace === gateway.metadata.namespace;
  const labels = store.get('Namespace', '', namespace)?.metadata.labels;
  return from === 'Selector' && matchesSelector(selector, labels);
}

export type CertificateProblem = 'InvalidCertificateRef' | 'RefNotPermitted';

/** What is wrong with the certificates that a listener needs, if anything, and where. */
export function certificateProblem(
  store: Store,
  gateway: Gateway,
  listener: Listener,
): { readonly problem: CertificateProblem; readonly ref: Ref } | undefined {
  if (listener.protocol !== 'HTTPS') return undefined;
  const at = listenerRef(gateway, listener, 'tls.certificateRefs');
  const refs = listener.tls?.certificateRefs ?? [];
  if (refs.length === 0) return { problem: 'InvalidCertificateRef', ref: at };
  const { namespace: home } = gateway.metadata;
  for (const [index, one] of refs.entries()) {
    const { group: toGroup = '', kind = 'Secret', namespace = home, name } = one;
    const ref = { ...at, path: itemOf(at.path, index) };
    const from = { kind: 'Gateway', namespace: home };
    const target = { group: toGroup, kind, namespace, name };
    if (namespace !== home && !grantOf(store, from, target))
      return { problem: 'RefNotPermitted', ref };
    const data = toGroup === '' && kind === 'Secret' && store.get('Secret', namespace, name)?.data;
    if (!data || data['tls.crt'] === undefined || data['tls.key'] === undefined)
      return { problem: 'InvalidCertificateRef', ref };
  }
  return undefined;
}

/** Whether a listener serves requests: it is distinct, its protocol is one of HTTP, and its certificates are there. */
export function isProgrammed(store: Store, gateway: Gateway, listener: Listener): boolean {
  return (
    isHttp(listener) &&
    conflictOf(gateway, listener) === undefined &&
    certificateProblem(store, gateway, listener) === undefined
  );
}
