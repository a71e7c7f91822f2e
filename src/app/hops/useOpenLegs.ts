import { useState } from 'react';
import type { Trace } from '../../sim/trace/types.ts';

interface OpenLegs {
  readonly isOpen: (leg: number) => boolean;
  readonly toggle: (leg: number) => void;
}

/** Which groups of hops are unfolded: the one under way, but for those the learner folded or unfolded. A new trace starts afresh. */
export function useOpenLegs(current: number | undefined, trace: Trace): OpenLegs {
  const [chosen, setChosen] = useState<{ trace: Trace; open: ReadonlyMap<number, boolean> }>({
    trace,
    open: new Map(),
  });
  const open = chosen.trace === trace ? chosen.open : new Map<number, boolean>();
  const isOpen = (leg: number) => open.get(leg) ?? leg === current;
  const toggle = (leg: number) =>
    setChosen({ trace, open: new Map([...open, [leg, !isOpen(leg)]]) });
  return { isOpen, toggle };
}
