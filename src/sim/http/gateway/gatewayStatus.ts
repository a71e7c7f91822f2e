import { itemOf, refTo } from '../../api/index.ts';
import type { Store } from '../../api/types.ts';
import { bindingsOf } from './attach.ts';
import { bad, good, pending, type Condition } from './conditions.ts';
import type { Gateway, GatewayClass, Listener } from './kinds.ts';
import {
  certificateProblem,
  classOf,
  conflictOf,
  isHttp,
  isProgrammed,
  kindsOf,
  listenerRef,
} from './listeners.ts';

export interface GatewayStatus {
  readonly conditions: readonly Condition[];
  readonly listeners: readonly ListenerStatus[];
}

export interface ListenerStatus {
  readonly name: string;
  /** The kinds of routes that it takes, all of the group of Gateway API. */
  readonly supportedKinds: readonly string[];
  readonly attachedRoutes: number;
  readonly conditions: readonly Condition[];
}

/** The conditions of a GatewayClass: accepted by the controller that it names. */
export function classConditions(
  gatewayClass: GatewayClass,
  controllerName: string,
): readonly Condition[] {
  return gatewayClass.spec.controllerName === controllerName
    ? [good('Accepted')]
    : [pending('Accepted', refTo(gatewayClass, 'spec.controllerName'))];
}

/**
 * The status that a controller gives a Gateway (`apis/v1/gateway_types.go` of kubernetes-sigs/gateway-api names types and reasons). Of a
 * Gateway with some listeners that are not valid it serves the others. `hasAddress` says whether it can be reached already.
 */
export function gatewayStatus(
  store: Store,
  gateway: Gateway,
  controllerName: string,
  hasAddress: boolean,
): GatewayStatus {
  if (!classOf(store, gateway, controllerName)) {
    const ref = refTo(gateway, 'spec.gatewayClassName');
    return { conditions: [pending('Accepted', ref), pending('Programmed', ref)], listeners: [] };
  }
  const { listeners } = gateway.spec;
  return {
    conditions: [acceptedOf(gateway), programmedOf(store, gateway, hasAddress)],
    listeners: listeners.map((listener) => listenerStatus(store, gateway, listener)),
  };
}

/** True as long as one listener is valid, but the reason says whether all are. */
function acceptedOf(gateway: Gateway): Condition {
  const { listeners } = gateway.spec;
  const invalid = listeners.filter((listener) => !isValid(gateway, listener));
  if (invalid.length === 0) return good('Accepted');
  const refs = invalid.map((listener) => listenerRef(gateway, listener));
  const condition = bad('Accepted', 'ListenersNotValid', ...refs);
  return invalid.length < listeners.length ? { ...condition, status: 'True' } : condition;
}

function isValid(gateway: Gateway, listener: Listener): boolean {
  return isHttp(listener) && conflictOf(gateway, listener) === undefined;
}

function programmedOf(store: Store, gateway: Gateway, hasAddress: boolean): Condition {
  const { listeners } = gateway.spec;
  if (!listeners.some((listener) => isProgrammed(store, gateway, listener)))
    return bad('Programmed', 'Invalid', refTo(gateway, 'spec.listeners'));
  return hasAddress ? good('Programmed') : bad('Programmed', 'AddressNotAssigned', refTo(gateway));
}

function listenerStatus(store: Store, gateway: Gateway, listener: Listener): ListenerStatus {
  const conflict = conflictOf(gateway, listener);
  const attached = bindingsOf(store, gateway)
    .flatMap(({ attachments }) => attachments)
    .filter((attachment) => attachment.listener === listener);
  const ref = listenerRef(gateway, listener);
  return {
    name: listener.name,
    supportedKinds: kindsOf(listener).kinds,
    attachedRoutes: new Set(attached.map(({ route }) => route)).size,
    conditions: [
      listenerAccepted(gateway, listener),
      conflict ? bad('Conflicted', conflict, ref) : good('Conflicted'),
      resolvedRefs(store, gateway, listener),
      isProgrammed(store, gateway, listener)
        ? good('Programmed')
        : bad('Programmed', 'Invalid', ref),
    ],
  };
}

function listenerAccepted(gateway: Gateway, listener: Listener): Condition {
  if (!isHttp(listener))
    return bad('Accepted', 'UnsupportedProtocol', listenerRef(gateway, listener, 'protocol'));
  const conflict = conflictOf(gateway, listener);
  return conflict ? bad('Accepted', conflict, listenerRef(gateway, listener)) : good('Accepted');
}

function resolvedRefs(store: Store, gateway: Gateway, listener: Listener): Condition {
  const { invalid } = kindsOf(listener);
  const kinds = listenerRef(gateway, listener, 'allowedRoutes.kinds');
  if (invalid.length > 0)
    return bad(
      'ResolvedRefs',
      'InvalidRouteKinds',
      ...invalid.map((index) => ({ ...kinds, path: itemOf(kinds.path, index) })),
    );
  const found = certificateProblem(store, gateway, listener);
  return found ? bad('ResolvedRefs', found.problem, found.ref) : good('ResolvedRefs');
}
