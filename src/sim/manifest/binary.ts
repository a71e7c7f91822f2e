const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** One character in UTF-8, or else a single byte that begins none. */
const characters =
  // eslint-disable-next-line no-control-regex -- bytes, not text
  /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[^]/g;

/**
 * The text that a `!!binary` scalar stands for once it is JSON: its bytes read as UTF-8, each wrong byte replaced by
 * U+FFFD as Go's encoding/json does. `undefined` when it is not base64.
 */
export function readBinary(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (!base64.test(packed)) return undefined;
  return atob(packed).replace(characters, decodeCharacter);
}

function decodeCharacter(bytes: string): string {
  const first = bytes.charCodeAt(0);
  if (first < 0x80) return bytes;
  if (bytes.length === 1) return '\ufffd';
  let point = first & (0x7f >> bytes.length);
  for (let index = 1; index < bytes.length; index++)
    point = (point << 6) | (bytes.charCodeAt(index) & 0x3f);
  return String.fromCodePoint(point);
}
