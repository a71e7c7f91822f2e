import type { Faults } from '../../spec.ts';
import type { Conflist } from '../types.ts';

/** A plugin's configuration as somebody has changed it: hairpin mode off, or `portmap` out of the chain. */
export function changed(left: Conflist, { noHairpin, noPortmap }: Faults): Conflist {
  const text = JSON.stringify(left.content, (key, value: unknown) => {
    if (key === 'hairpinMode' && noHairpin) return false;
    if (key === 'plugins' && noPortmap && Array.isArray(value))
      return value.filter(({ type }) => type !== 'portmap');
    return value;
  });
  return { ...left, content: JSON.parse(text) as Conflist['content'] };
}
