import type { Cluster, Netns } from '../sim/dataplane/index.ts';
import { UsageError, type OptionValues } from './types.ts';

/** The option that chooses a node. */
export const nodeOption = { node: { type: 'string' } } as const;

/** The node that was chosen: there is no usual one. */
export function readNode({ namespaces }: Cluster, values: OptionValues): Netns {
  const node = namespaces.get(`node:${String(values['node'] ?? '')}`);
  if (node) return node;
  const nodes = [...namespaces.keys()].filter((id) => id.startsWith('node:'));
  throw new UsageError(
    `--node is one of ${nodes.map((id) => id.slice('node:'.length)).join(', ')}.`,
  );
}
