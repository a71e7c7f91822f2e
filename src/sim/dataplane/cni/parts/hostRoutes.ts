import type { NodeBuilding, Route } from '../../types.ts';
import { othersThan, rangeOf } from './addresses.ts';

/** On each node a route to each other node's range, by way of that node's address on the network they share. */
export function routeBetweenNodes(
  nodes: readonly NodeBuilding[],
  more: Pick<Route, 'protocol'> = {},
): void {
  for (const node of nodes)
    for (const other of othersThan(node, nodes))
      node.netns.addRoute({
        destination: other.podCidr,
        device: 'eth0',
        via: other.address,
        ...more,
        because: rangeOf(other),
      });
}
