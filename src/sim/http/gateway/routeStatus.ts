import { fieldOf, itemOf, joinPath } from '../../api/index.ts';
import type { Store } from '../../api/types.ts';
import { bindingsOf } from './attach.ts';
import { choicesOf, resolve, type Resolution } from './backends.ts';
import { bad, good, type Condition } from './conditions.ts';
import { listOf, type AnyRoute, type GrpcRule, type HttpRule } from './kinds.ts';
import { classOf } from './listeners.ts';

/** What a route hears from one of its parents. */
export interface RouteParentStatus {
  /** The number of the parentRef. */
  readonly parent: number;
  readonly conditions: readonly Condition[];
}

/**
 * The status that a controller gives a route: for each parentRef that leads to one of its Gateways, whether the route is attached and its
 * references lead anywhere (`apis/v1/shared_types.go` of kubernetes-sigs/gateway-api). Of other parentRefs nobody says anything.
 */
export function routeStatus(
  store: Store,
  route: AnyRoute,
  controllerName: string,
): readonly RouteParentStatus[] {
  return listOf(store, 'Gateway')
    .filter((gateway) => classOf(store, gateway, controllerName))
    .flatMap((gateway) => bindingsOf(store, gateway))
    .filter((binding) => binding.route === route)
    .map(({ parent, refusal }) => ({
      parent,
      conditions: [
        refusal ? bad('Accepted', refusal.reason, refusal.ref) : good('Accepted'),
        resolvedRefs(store, route),
      ],
    }))
    .toSorted((left, right) => left.parent - right.parent);
}

/** False with the first reference that leads nowhere: one invalid backend among several is enough. */
function resolvedRefs(store: Store, route: AnyRoute): Condition {
  const rules: readonly (HttpRule | GrpcRule)[] = route.spec.rules ?? [];
  for (const [index, rule] of rules.entries())
    for (const found of referencesOf(store, route, rule, itemOf('spec.rules', index)))
      if ('problem' in found) return bad('ResolvedRefs', found.problem, ...found.because);
  return good('ResolvedRefs');
}

/** Where the references of a rule lead, those of its mirrors included. */
function referencesOf(
  store: Store,
  route: AnyRoute,
  { backendRefs = [], filters = [] }: HttpRule | GrpcRule,
  at: string,
): readonly Resolution[] {
  const choices = choicesOf(store, route, backendRefs, fieldOf(at, 'backendRefs'));
  const mirrors = filters.flatMap(({ requestMirror }, index) => {
    const mirrorAt = itemOf(fieldOf(at, 'filters'), index);
    return requestMirror
      ? [
          resolve(
            store,
            route,
            requestMirror.backendRef,
            joinPath(mirrorAt, 'requestMirror.backendRef'),
          ),
        ]
      : [];
  });
  return [...choices.map(({ resolution }) => resolution), ...mirrors];
}
