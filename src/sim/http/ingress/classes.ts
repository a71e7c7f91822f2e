import { compareText, fieldOf, refTo } from '../../api/index.ts';
import type { Ingress } from '../../api/kinds/ingress.ts';
import type { IngressClass } from '../../api/kinds/ingressclass.ts';
import type { Ref, Store } from '../../api/types.ts';
import { compareAge } from '../order.ts';
import type { IngressController } from './controller.ts';

const classAnnotation = 'kubernetes.io/ingress.class';
const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

/** Whether a controller serves an Ingress, and the fields that say so. */
export interface Serving {
  readonly serves: boolean;
  readonly because: readonly Ref[];
}

/**
 * Which controller an Ingress is for, as `GetIngressClass` of ingress-nginx's `internal/ingress/controller/store` finds it:
 * `spec.ingressClassName` if there is one, else the old annotation, else only for a controller that also takes those without a class.
 */
export function servingOf(store: Store, ingress: Ingress, controller: IngressController): Serving {
  const { ingressClassName } = ingress.spec;
  if (ingressClassName !== undefined)
    return byClass(store.get('IngressClass', '', ingressClassName), controller, [
      refTo(ingress, 'spec.ingressClassName'),
    ]);
  const annotation = ingress.metadata.annotations?.[classAnnotation];
  if (annotation !== undefined)
    return {
      serves: annotation === controller.annotationValue,
      because: [refTo(ingress, fieldOf('metadata.annotations', classAnnotation))],
    };
  const standard = defaultClass(store);
  if (standard)
    return byClass(standard, controller, [
      refTo(ingress),
      refTo(standard, fieldOf('metadata.annotations', defaultAnnotation)),
    ]);
  return { serves: controller.watchesWithoutClass, because: [refTo(ingress)] };
}

function byClass(
  found: IngressClass | undefined,
  controller: IngressController,
  because: readonly Ref[],
): Serving {
  if (!found) return { serves: false, because };
  return {
    serves: found.spec.controller === controller.name,
    because: [...because, refTo(found, 'spec.controller')],
  };
}

/**
 * The class that the server's admission plugin DefaultIngressClass writes into an Ingress that names none: of several marked as default the
 * youngest, then the first by name (`plugin/pkg/admission/network/defaultingressclass`).
 */
function defaultClass(store: Store): IngressClass | undefined {
  return store
    .list('IngressClass')
    .filter(({ metadata }) => metadata.annotations?.[defaultAnnotation] === 'true')
    .toSorted((left, right) =>
      compareAge(right, left, (a, b) => compareText(b.metadata.name, a.metadata.name)),
    )[0];
}
