import type { Entry, Node, Store } from '../api/index.ts';
import { internalIpOf } from '../api/index.ts';
import { nodesMax, type ClusterSpec } from '../spec.ts';
import { nodeIpAt, podCidrAt } from './parts/nodeRanges.ts';
import { inTextOrder } from './parts/textOrder.ts';
import type { Controller, Write } from './types.ts';

/** Numbers that are tried before a node is left without a range: those of its own nodes, and as many again. */
const numbersMax = 2 * nodesMax + 256;

const nodeIpam: Controller = {
  name: 'node-ipam-controller',
  about: 'Gives every Node without one a range of Pod addresses and an address.',
  order: 10,
  watches: ['Node'],
  reconcile: (store, spec) => {
    const ranges = new Set(store.list('Node').flatMap((node) => node.spec?.podCIDR ?? []));
    const addresses = new Set(store.list('Node').flatMap((node) => internalIpOf(node) ?? []));
    return incomplete(store).map((entry): Write => {
      const node = entry.object as Node;
      return { put: { ...entry, object: complete(node, spec, ranges, addresses) } };
    });
  },
};

/** Only those for which there may be something left: a node that got none will get none. */
function incomplete(store: Store): readonly Entry[] {
  const entries = store.entriesOf('Node').filter(({ object }) => {
    const node = object as Node;
    return node.spec?.podCIDR === undefined || internalIpOf(node) === undefined;
  });
  return inTextOrder(store, entries);
}

function complete(
  node: Node,
  spec: ClusterSpec,
  ranges: Set<string>,
  addresses: Set<string>,
): Node {
  const podCIDR = node.spec?.podCIDR ?? firstFree((number) => podCidrAt(spec, number), ranges);
  const address = internalIpOf(node) ?? firstFree((number) => nodeIpAt(spec, number), addresses);
  const known = node.status?.addresses ?? [];
  return {
    ...node,
    spec: { ...node.spec, ...(podCIDR !== undefined && { podCIDR, podCIDRs: [podCIDR] }) },
    status: {
      ...node.status,
      addresses:
        internalIpOf(node) === undefined && address !== undefined
          ? [...known, { type: 'InternalIP', address }]
          : known,
    },
  };
}

function firstFree(
  valueAt: (number: number) => string | undefined,
  taken: Set<string>,
): string | undefined {
  for (let number = 1; number <= numbersMax; number++) {
    const value = valueAt(number);
    if (value === undefined) return undefined;
    if (taken.has(value)) continue;
    taken.add(value);
    return value;
  }
  return undefined;
}

export default nodeIpam;
