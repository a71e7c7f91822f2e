import { hash32 } from '../../../../base/random.ts';
import { cidr, type Cidr, type Ip } from '../../../net/index.ts';
import type { Ref } from '../../../api/types.ts';
import type { NodeBuilding } from '../../types.ts';

export const anywhere: Cidr = cidr('0.0.0.0/0');

/** A hardware address made from an IPv4 address, as plugins/pkg/utils/hwaddr did: stable, and unique per address. */
export function macOf(address: Ip, end: 'near' | 'far' = 'near'): string {
  const prefix = end === 'near' ? ['0a', '58'] : ['0e', '58'];
  return [
    ...prefix,
    ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')),
  ].join(':');
}

/** The name of the node's end of a Pod's veth pair: `veth` and eight hexadecimal digits, the same for the same Pod. */
export function vethOf(
  pod: { readonly namespace: string; readonly name: string },
  prefix = 'veth',
): string {
  const digits = hash32(`${pod.namespace}/${pod.name}`).toString(16).padStart(8, '0');
  return `${prefix}${digits}`;
}

/** Why there is anything for the range of a node. */
export function rangeOf({ name }: Pick<NodeBuilding, 'name'>): readonly Ref[] {
  return [{ kind: 'Node', namespace: '', name, path: 'spec.podCIDR' }];
}

export function othersThan(
  node: NodeBuilding,
  nodes: readonly NodeBuilding[],
): readonly NodeBuilding[] {
  return nodes.filter((other) => other !== node);
}
