import type { Node, ObjectMeta } from '../../api/index.ts';

const topology = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

/** A Pod knows its node's zone and region from its own labels: PodTopologyLabelsAdmission, on since 1.35. */
export function withTopology(metadata: ObjectMeta, node: Node): ObjectMeta {
  const known = topology.flatMap((key) => {
    const value = node.metadata.labels?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return known.length === 0
    ? metadata
    : { ...metadata, labels: { ...metadata.labels, ...Object.fromEntries(known) } };
}
