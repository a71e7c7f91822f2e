import { printHex, readBits } from '../words.ts';
import type { TargetDefinition, TargetWording } from '../types.ts';

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

/** `--or-mark` and its like are short for `--set-xmark` (libxt_MARK.c). */
export const wording: TargetWording<'MARK'> = {
  options: { '--set-xmark': 1, '--set-mark': 1, '--or-mark': 1, '--and-mark': 1, '--xor-mark': 1 },
  read([option, more]) {
    const bits = readBits(option?.values[0]);
    if (!option || !bits || more) return undefined;
    const { value, mask = allBits } = bits;
    switch (option.name) {
      case '--or-mark':
        return { value, mask: value };
      case '--and-mark':
        return { value: 0, mask: (~value & allBits) >>> 0 };
      case '--xor-mark':
        return { value, mask: 0 };
      case '--set-mark':
        return { value, mask: (value | mask) >>> 0 };
      default:
        return { value, mask };
    }
  },
};

const allBits = 0xffffffff;
