import { fieldOf, itemOf, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { backendOf } from '../backends.ts';
import type { Backend } from '../types.ts';
import { grantOf } from './grants.ts';
import type { AnyRoute, BackendReference, ObjectReference } from './kinds.ts';

/** The reasons that Gateway API has for a condition ResolvedRefs that is False. */
export type Unresolved = 'InvalidKind' | 'RefNotPermitted' | 'BackendNotFound';

/** Where a reference leads: to a backend, or nowhere. */
export type Resolution =
  | { readonly backend: Backend; readonly because: readonly Ref[] }
  | { readonly problem: Unresolved; readonly because: readonly Ref[] };

/** What a route's reference to a backend at `at` leads to (HTTPBackendRef of Gateway API says when it is invalid). */
export function resolve(
  store: Store,
  route: AnyRoute,
  reference: ObjectReference,
  at: string,
): Resolution {
  const { namespace: home } = route.metadata;
  const { group = '', kind = 'Service', namespace = home, name, port } = reference;
  const fail = (problem: Unresolved, ...because: readonly Ref[]): Resolution => ({
    problem,
    because,
  });
  if (group !== '' || kind !== 'Service')
    return fail('InvalidKind', refTo(route, fieldOf(at, 'kind')));
  const target = { group, kind, namespace, name };
  const grant =
    namespace === home ? undefined : grantOf(store, { kind: route.kind, namespace: home }, target);
  if (namespace !== home && !grant)
    return fail('RefNotPermitted', refTo(route, fieldOf(at, 'namespace')));
  const service = store.get('Service', namespace, name);
  if (!service) return fail('BackendNotFound', refTo(route, fieldOf(at, 'name')));
  const served = service.spec.ports?.find((one) => one.port === port);
  if (!served)
    return fail('BackendNotFound', refTo(route, fieldOf(at, 'port')), refTo(service, 'spec.ports'));
  return {
    backend: backendOf(store, service, served),
    because: [...(grant ? [grant] : []), refTo(route, at)],
  };
}

/** One of several backends, with the share of requests it gets. */
export interface Choice {
  readonly reference: BackendReference;
  /** The place of the reference in its route. */
  readonly at: string;
  /** 0 to 1. */
  readonly share: number;
  readonly resolution: Resolution;
}

/** The backends of a rule with the share of each: its weight among all weights, whether or not it is valid. */
export function choicesOf(
  store: Store,
  route: AnyRoute,
  references: readonly BackendReference[],
  at: string,
): readonly Choice[] {
  const total = references.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return references.map((reference, index) => ({
    reference,
    at: itemOf(at, index),
    share: total === 0 ? 0 : (reference.weight ?? 1) / total,
    resolution: resolve(store, route, reference, itemOf(at, index)),
  }));
}

/** The choice that a number from 0 up to 1, evenly spread, falls on; nothing where no backend has a weight. */
export function choose(choices: readonly Choice[], dice: number): Choice | undefined {
  let rest = dice;
  for (const choice of choices) {
    if (rest < choice.share) return choice;
    rest -= choice.share;
  }
  // Shares are fractions: their sum may fall short of 1 by a rounding error.
  return choices.findLast(({ share }) => share > 0);
}
