import type { Ref } from '../../api/types.ts';
import type { RulePass } from '../netfilter/types.ts';

/** Why the hook did what it did: the references of the rules that fitted, the deciding rule first, each once. */
export function causesOf(passes: readonly RulePass[]): readonly Ref[] {
  const causes: Ref[] = [];
  for (let last = passes.length - 1; last >= 0; last--)
    for (const ref of passes[last]?.rule.because ?? [])
      if (!causes.some((known) => isSame(known, ref))) causes.push(ref);
  return causes;
}

function isSame(one: Ref, other: Ref): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.path === other.path &&
      one.namespace === other.namespace &&
      one.kind === other.kind)
  );
}
