import type { ClusterSpec } from '../../../spec.ts';
import type { Cni, Conflist, NodeBuilding } from '../../types.ts';

/** The file in /etc/cni/net.d that a plugin's installer left on a node, with what somebody changed in it; `undefined` where there is none. */
export function conflistOf(
  cni: Cni,
  node: Pick<NodeBuilding, 'name' | 'podCidr'>,
  spec: ClusterSpec,
): Conflist | undefined {
  const left = cni.conflist?.(node, spec);
  if (!left || !spec.faults) return left;
  const { noHairpin, noPortmap } = spec.faults;
  const changed = JSON.stringify(left.content, (key, value: unknown) => {
    if (key === 'hairpinMode' && noHairpin) return false;
    if (key === 'plugins' && noPortmap && Array.isArray(value))
      return value.filter(({ type }) => type !== 'portmap');
    return value;
  });
  return { ...left, content: JSON.parse(changed) as Conflist['content'] };
}
