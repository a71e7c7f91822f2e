import { hash32 } from '../../base/random.ts';

/** No vowels and none of 0, 1, 3: no words, no mistaken characters. k8s.io/apimachinery/pkg/util/rand. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;

/** Five characters, as the server appends to generateName. The same number gives the same ones. */
export function generatedName(seed: number): string {
  let name = '';
  for (let index = 0, rest = seed; index < suffixLength; index++) {
    name += alphabet[rest % alphabet.length];
    rest = Math.floor(rest / alphabet.length);
  }
  return name;
}

/** The first name under `prefix` that nobody has: suffixes come from `seed`, in a fixed order. */
export function freeName(prefix: string, seed: string, taken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt++) {
    const name = prefix + generatedName(hash32(`${seed}#${attempt}`));
    if (!taken(name)) return name;
  }
}

/** A hash as controllers write it into names: its decimal digits in the alphabet of generated names (SafeEncodeString). */
export function hashName(hash: number): string {
  return Array.from(String(hash), (digit) => alphabet[digit.charCodeAt(0) % alphabet.length]).join(
    '',
  );
}
