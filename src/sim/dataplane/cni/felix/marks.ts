import type { Match, Target } from '../../netfilter/index.ts';

/** The bits of a packet's mark that Felix uses, the first ones of IptablesMarkMask (felix/dataplane/driver.go). */
export const bits = {
  accept: 0x10000,
  pass: 0x20000,
  drop: 0x40000,
  /** A rule too long for one line of iptables: all parts of it looked at so far fit. */
  allBlocks: 0x80000,
  /** The same: the part that is being looked at fits. */
  thisBlock: 0x100000,
} as const;

export const setMark = (bit: number): Target => setMasked(bit, bit);
export const clearMark = (bit: number): Target => setMasked(0, bit);
export const setMasked = (value: number, mask: number): Target => ({
  target: 'MARK',
  value,
  mask,
});

export const marked = (bit: number): Match => ({ match: 'mark', value: bit, mask: bit });
/** None of the bits. */
export const unmarked = (mask: number): Match => ({ match: 'mark', value: 0, mask });
/** At least one of the bits. */
export const markedAny = (mask: number): Match => ({
  match: 'mark',
  value: 0,
  mask,
  negated: true,
});
