import { addressAt } from '../../api/cluster.ts';
import type { ClusterSpec } from '../../spec.ts';

const podPrefix = 24;
const podsPerNode = 2 ** (32 - podPrefix);
const firstNodeOffset = 10;

/** Part `number` of the pod range: the addresses of node `number`'s Pods. Part 0 is the control plane's. */
export function podCidrAt(spec: ClusterSpec, number: number): string | undefined {
  const base = addressAt(spec.podCidr, number * podsPerNode);
  return base === undefined ? undefined : `${base}/${podPrefix}`;
}

/** The address of node `number`, from 1; the control plane has the one before. */
export function nodeIpAt(spec: ClusterSpec, number: number): string | undefined {
  return addressAt(spec.nodeCidr, firstNodeOffset + number);
}
