import { printHex } from '../words.ts';
import type { TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** `--set-xmark value/mask`: the bits of `mask` are cleared, then `value` is XORed in. The next rule follows. */
    MARK: { readonly value: number; readonly mask: number };
  }
}

const mark: TargetDefinition<'MARK'> = {
  name: 'MARK',
  act: ({ value, mask }, now) => ({ mark: ((now & ~mask) ^ value) >>> 0 }),
  print: ({ value, mask }) => `-j MARK --set-xmark ${printHex(value)}/${printHex(mask)}`,
};
export default mark;
