/** What an Ingress controller was told when it was started, and how it reads what the API leaves open. */
export interface IngressController {
  /** As `spec.controller` of the IngressClasses that are its own. */
  readonly name: string;
  /** The value of the annotation `kubernetes.io/ingress.class` it listens to. */
  readonly annotationValue: string;
  /** Whether it serves Ingresses that name no class (`--watch-ingress-without-class`). */
  readonly watchesWithoutClass: boolean;
  /**
   * Who gets to the default backend of an Ingress with rules: requests to hosts of these rules alone, as ingress-nginx has it, or all that
   * match no rule, as the API's documentation says (Ingress, "DefaultBackend").
   */
  readonly defaultBackend: 'own-hosts' | 'all-hosts';
}

/** ingress-nginx as its manifests install it. */
export const ingressNginx: IngressController = {
  name: 'k8s.io/ingress-nginx',
  annotationValue: 'nginx',
  watchesWithoutClass: false,
  defaultBackend: 'own-hosts',
};
