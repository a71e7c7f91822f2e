import { fieldOf, itemOf, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import type { Server } from './servers.ts';

/** The certificate that a server shows. */
export interface Certificate {
  /** The Secret; absent where the controller's self-signed one is shown ("Kubernetes Ingress Controller Fake Certificate"). */
  readonly secret?: { readonly namespace: string; readonly name: string };
  readonly because: readonly Ref[];
}

/**
 * The certificate for a server, nothing where none of its Ingresses has a TLS section. As `createServers` and `extractTLSSecretName` of
 * ingress-nginx: the first Ingress of the host with such a section decides, and a Secret that is missing or is no certificate is replaced
 * by the self-signed one. What names a certificate itself carries is not read.
 */
export function certificateOf(store: Store, { host, ingresses }: Server): Certificate | undefined {
  const ingress = ingresses.find(({ spec }) => (spec.tls ?? []).length > 0);
  if (!ingress || host === undefined) return undefined;
  const tls = ingress.spec.tls ?? [];
  const index = tls.findIndex(({ hosts }) =>
    (hosts ?? []).some((one) => one.toLowerCase() === host.toLowerCase()),
  );
  const name = tls[index]?.secretName;
  if (name === undefined) return { because: [refTo(ingress, 'spec.tls')] };
  const { namespace } = ingress.metadata;
  const because = [refTo(ingress, fieldOf(itemOf('spec.tls', index), 'secretName'))];
  const secret = store.get('Secret', namespace, name);
  if (secret?.data?.['tls.crt'] === undefined || secret.data['tls.key'] === undefined)
    return { because: secret ? [...because, refTo(secret, 'data')] : because };
  return { secret: { namespace, name }, because: [...because, refTo(secret)] };
}
