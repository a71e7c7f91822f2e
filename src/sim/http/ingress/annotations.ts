import { fieldOf, refTo } from '../../api/index.ts';
import type { Ingress } from '../../api/kinds/ingress.ts';
import type { Ref } from '../../api/types.ts';

const prefix = 'nginx.ingress.kubernetes.io';

/** The annotations of ingress-nginx that decide where a request goes. */
export interface Annotations {
  readonly rewriteTarget: string | undefined;
  readonly useRegex: boolean;
  /** From http to https where the host has a certificate; on unless turned off. */
  readonly sslRedirect: boolean;
  /** The same whether or not it has one. */
  readonly forceSslRedirect: boolean;
  /** Backends are spoken to in TLS. */
  readonly speaksTls: boolean;
}

/** What the annotations of an Ingress say (`internal/ingress/annotations/rewrite` of ingress-nginx). */
export function annotationsOf(ingress: Ingress | undefined): Annotations {
  const text = (name: string): string | undefined =>
    ingress?.metadata.annotations?.[`${prefix}/${name}`];
  return {
    rewriteTarget: text('rewrite-target') === '' ? undefined : text('rewrite-target'),
    useRegex: text('use-regex') === 'true',
    sslRedirect: text('ssl-redirect') !== 'false',
    forceSslRedirect: text('force-ssl-redirect') === 'true',
    speaksTls: /^(HTTPS|GRPCS)$/.test(text('backend-protocol') ?? ''),
  };
}

/** The place of an annotation. */
export function annotationRef(ingress: Ingress, name: string): Ref {
  return refTo(ingress, fieldOf('metadata.annotations', `${prefix}/${name}`));
}
