/** The number of the first byte that Go's base64 reader cannot take; `undefined` when it can take all. Line ends do not count. */
export function firstWrongByte(text: string): number | undefined {
  const foreign = text.search(/[^A-Za-z0-9+/=\r\n]/);
  const padding = text.indexOf('=');
  if (foreign >= 0 && (padding < 0 || foreign < padding)) return byteAt(text, foreign);
  const digits = (padding < 0 ? text : text.slice(0, padding)).replace(/[\r\n]/g, '').length;
  const wanted = (4 - (digits % 4)) % 4;
  if (padding < 0) return wanted === 0 ? undefined : byteAt(text, text.length) - (digits % 4);
  const rest = text.slice(padding).replace(/[\r\n]/g, '');
  if (wanted === 3 || wanted === 0) return byteAt(text, padding);
  return rest === '='.repeat(wanted) ? undefined : byteAt(text, padding + Math.min(rest.length, 1));
}

function byteAt(text: string, index: number): number {
  return new TextEncoder().encode(text.slice(0, index)).length;
}
