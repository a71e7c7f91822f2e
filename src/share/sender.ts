import type { Sender } from '../sim/trace/types.ts';

/** Reads a sender from untrusted data. */
export function readSender(data: unknown): Sender | undefined {
  if (!isRecord(data) || !isText(data['name'], 253)) return undefined;
  const { kind, name, namespace, container } = data;
  if (kind === 'node' || kind === 'host') return { kind, name };
  if (kind !== 'pod' || !isText(namespace, 63)) return undefined;
  return { kind, namespace, name, ...(isText(container, 63) && { container }) };
}

/** Whether a value of unknown origin is an object with fields. */
export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Whether it is a text, of at most so many UTF-16 code units. */
export function isText(data: unknown, lengthMax: number): data is string {
  return typeof data === 'string' && data.length <= lengthMax;
}
