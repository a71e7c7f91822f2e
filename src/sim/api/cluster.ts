import { contains, nth, readCidr, sizeOf } from '../net/address.ts';
import type { ClusterSpec } from '../spec.ts';
import type { Claim } from './pools.ts';
import { keyOf } from './store.ts';

/** The namespaces every cluster has. */
export const namespacesOfCluster: readonly string[] = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

const serverOffset = 1;
const dnsOffset = 10;

/** The address of the Service `kubernetes`: the first of the range. */
export function serverServiceIp(spec: ClusterSpec): string | undefined {
  return addressAt(spec.serviceCidr, serverOffset);
}

/** The address of the Service `kube-dns`: the tenth of the range, as kubeadm has it. */
export function dnsServiceIp(spec: ClusterSpec): string | undefined {
  return addressAt(spec.serviceCidr, dnsOffset);
}

/** What the cluster's own Services hold before the learner's come. */
export function claimsOfCluster(
  spec: ClusterSpec,
): readonly Pick<Claim, 'pool' | 'value' | 'holder'>[] {
  return [
    [serverServiceIp(spec), keyOf('Service', 'default', 'kubernetes')] as const,
    [dnsServiceIp(spec), keyOf('Service', 'kube-system', 'kube-dns')] as const,
  ].flatMap(([value, holder]) =>
    value === undefined ? [] : [{ pool: 'addresses' as const, value, holder }],
  );
}

/** Address number `offset` of a range, where it has one. */
export function addressAt(text: string, offset: number): string | undefined {
  const range = readCidr(text);
  if (!range || offset >= sizeOf(range)) return undefined;
  const address = nth(range, offset);
  return contains(range, address) ? address : undefined;
}
