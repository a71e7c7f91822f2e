import type { ClusterSpec } from '../../../spec.ts';
import { faultsCode } from '../../faults/index.ts';
import type { Cni, Conflist, NodeBuilding } from '../../types.ts';

/** The file in /etc/cni/net.d that a plugin's installer left on a node, with what somebody changed in it; `undefined` where there is none. */
export function conflistOf(
  cni: Cni,
  node: Pick<NodeBuilding, 'name' | 'podCidr'>,
  spec: ClusterSpec,
): Conflist | undefined {
  const left = cni.conflist?.(node, spec);
  const code = faultsCode();
  return left && spec.faults && code ? code.changed(left, spec.faults) : left;
}
