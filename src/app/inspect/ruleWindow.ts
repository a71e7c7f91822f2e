import type { RuleBlock } from '../../sim/dataplane/listing/types.ts';

/** How many rules on either side of one that fitted are shown where not all are. */
const around = 2;

/** Rules that are shown one after the other, and how many are left out before them. */
export interface Stretch {
  readonly skipped: number;
  /** Places in the chain, from 0. */
  readonly indexes: readonly number[];
}

/** What is shown of a chain: the first `limit` rules and those around the ones in `wanted`; all when they are few. */
export function stretchesOf(
  count: number,
  limit: number,
  wanted: readonly number[],
): { readonly stretches: readonly Stretch[]; readonly left: number } {
  const shown = new Set(Array.from({ length: Math.min(count, limit) }, (_, index) => index));
  for (const index of wanted)
    for (let near = index - around; near <= index + around; near++)
      if (near >= 0 && near < count) shown.add(near);
  const stretches: { skipped: number; indexes: number[] }[] = [];
  let next = -1;
  for (const index of [...shown].sort((one, other) => one - other)) {
    const last = stretches.at(-1);
    if (last && index === next) last.indexes.push(index);
    else stretches.push({ skipped: index - Math.max(next, 0), indexes: [index] });
    next = index + 1;
  }
  return { stretches, left: count - Math.max(next, 0) };
}

/** The parts of a block that hold a text: all of it when its name does; `undefined` when nothing of it does. */
export function found(block: RuleBlock, text: string): RuleBlock | undefined {
  const wanted = text.toLowerCase();
  const holds = (each: string) => each.toLowerCase().includes(wanted);
  if (holds(block.name)) return block;
  const lines = block.lines.filter((line) => holds(line.text));
  return lines.length > 0 ? { ...block, lines } : undefined;
}
