import { fieldOf, itemOf, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { intersectionOf } from '../hostnames.ts';
import { compareAge } from '../order.ts';
import {
  group,
  listOf,
  type AnyRoute,
  type Gateway,
  type Listener,
  type ParentReference,
} from './kinds.ts';
import { allowsNamespace, conflictOf, isHttp, kindsOf, listenerRef } from './listeners.ts';

/** A route at a listener. */
export interface Attachment {
  readonly route: AnyRoute;
  readonly parent: number;
  readonly listener: Listener;
  /** What the hostnames of both have in common; one that is absent is every hostname. */
  readonly hostnames: readonly (string | undefined)[];
}

/** The reasons that Gateway API has for a condition Accepted that is False. */
export type Refusal = 'NoMatchingParent' | 'NotAllowedByListeners' | 'NoMatchingListenerHostname';

/** What became of one parentRef of a route. */
export interface Binding {
  readonly route: AnyRoute;
  /** The number of the parentRef. */
  readonly parent: number;
  readonly attachments: readonly Attachment[];
  /** Why there are none, and the field that stands against it. */
  readonly refusal?: { readonly reason: Refusal; readonly ref: Ref };
}

/** What became of every parentRef that names a Gateway, oldest route first. */
export function bindingsOf(store: Store, gateway: Gateway): readonly Binding[] {
  const routes: readonly AnyRoute[] = [
    ...listOf(store, 'HTTPRoute'),
    ...listOf(store, 'GRPCRoute'),
  ].toSorted((left, right) => compareAge(left, right));
  const bindings = routes.flatMap((route) =>
    (route.spec.parentRefs ?? []).flatMap((reference, parent) =>
      leadsTo(reference, route, gateway) ? [bind(store, gateway, route, parent, reference)] : [],
    ),
  );
  return withoutMixedKinds(bindings);
}

function leadsTo(reference: ParentReference, route: AnyRoute, { metadata }: Gateway): boolean {
  const { namespace = route.metadata.namespace, name } = reference;
  return (
    (reference.group ?? group) === group &&
    (reference.kind ?? 'Gateway') === 'Gateway' &&
    namespace === metadata.namespace &&
    name === metadata.name
  );
}

/** Narrows the listeners down, one condition after the other: the one that leaves none is the reason. */
function bind(
  store: Store,
  gateway: Gateway,
  route: AnyRoute,
  parent: number,
  { sectionName, port }: ParentReference,
): Binding {
  const at = itemOf('spec.parentRefs', parent);
  const refuse = (reason: Refusal, ref: Ref): Binding => ({
    route,
    parent,
    attachments: [],
    refusal: { reason, ref },
  });
  const named = gateway.spec.listeners.filter(
    (listener) =>
      (sectionName ?? listener.name) === listener.name && (port ?? listener.port) === listener.port,
  );
  if (named.length === 0)
    return refuse(
      'NoMatchingParent',
      refTo(route, fieldOf(at, sectionName === undefined ? 'port' : 'sectionName')),
    );
  const allowing = named.filter(
    (listener) =>
      isHttp(listener) &&
      conflictOf(gateway, listener) === undefined &&
      kindsOf(listener).kinds.includes(route.kind) &&
      allowsNamespace(store, gateway, listener, route),
  );
  const [first] = named;
  if (allowing.length === 0 && first)
    return refuse('NotAllowedByListeners', listenerRef(gateway, first, 'allowedRoutes'));
  const attachments = allowing.flatMap((listener): Attachment[] => {
    const hostnames = commonHostnames(route, listener);
    return hostnames.length === 0 ? [] : [{ route, parent, listener, hostnames }];
  });
  return attachments.length === 0
    ? refuse('NoMatchingListenerHostname', refTo(route, 'spec.hostnames'))
    : { route, parent, attachments };
}

function commonHostnames({ spec }: AnyRoute, listener: Listener): readonly (string | undefined)[] {
  const hostname = listener.hostname === '' ? undefined : listener.hostname;
  const own = spec.hostnames ?? [];
  if (own.length === 0) return [hostname];
  return own.flatMap((one) => {
    const common = intersectionOf(one, hostname);
    return common ? [common.pattern] : [];
  });
}

/**
 * A listener takes HTTPRoutes and GRPCRoutes side by side only for different hostnames: of two that meet, the older one stays
 * (HTTPRouteSpec.hostnames). `bindings` come in that order.
 */
function withoutMixedKinds(bindings: readonly Binding[]): readonly Binding[] {
  const taken: Attachment[] = [];
  return bindings.map((binding) => {
    const kept = binding.attachments.filter((one) => !taken.some((other) => clash(one, other)));
    taken.push(...kept);
    const [lost] = binding.attachments;
    if (kept.length > 0 || !lost) return { ...binding, attachments: kept };
    const ref = refTo(binding.route, 'spec.hostnames');
    return { ...binding, attachments: [], refusal: { reason: 'NotAllowedByListeners', ref } };
  });
}

function clash(one: Attachment, other: Attachment): boolean {
  return (
    one.listener === other.listener &&
    one.route.kind !== other.route.kind &&
    one.hostnames.some((left) => other.hostnames.some((right) => intersectionOf(left, right)))
  );
}
