import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { readChoices, textMax, type SharedChoices } from './choices.ts';
import { dictionaryV1 } from './dictionary.ts';

const prefix = '#v1.';
/** A text of the longest size, hard to compress, is shorter than this. */
const hashMax = 400_000;
/** JSON of the two longest texts, each character escaped or of three bytes, and the small fields. */
const inflatedBytesMax = textMax * 2 * 6 + 10_000;
const dictionary = strToU8(dictionaryV1);

/** What an address's hash holds. */
export type LinkContent =
  | { readonly link: 'none' }
  | { readonly link: 'damaged' }
  | { readonly link: 'good'; readonly choices: SharedChoices };

/** The hash of a link to these choices, with its `#`. `undefined` when the text is too long for one. */
export function writeLink(choices: SharedChoices): string | undefined {
  if (choices.text.length > textMax) return undefined;
  const packed = deflateSync(strToU8(JSON.stringify(choices)), { level: 9, dictionary });
  const hash = prefix + toBase64Url(packed);
  return hash.length > hashMax ? undefined : hash;
}

/** Reads a hash. Never throws: a hash that is not ours, cut off or too long is damaged, an empty one is none. */
export function readLink(hash: string): LinkContent {
  if (hash === '' || hash === '#') return { link: 'none' };
  if (!hash.startsWith(prefix) || hash.length > hashMax) return { link: 'damaged' };
  try {
    const choices = readChoices(JSON.parse(unpack(hash.slice(prefix.length))));
    return choices ? { link: 'good', choices } : { link: 'damaged' };
  } catch {
    return { link: 'damaged' };
  }
}

/** A fixed output bounds what a malicious link can make of us; what does not fit is cut off and is no JSON then. */
function unpack(text: string): string {
  const bytes = inflateSync(fromBase64Url(text), {
    out: new Uint8Array(inflatedBytesMax),
    dictionary,
  });
  return strFromU8(bytes);
}
