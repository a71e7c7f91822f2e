import type { Json } from '../sim/api/types.ts';

/** Labels as kubectl writes selectors: `app=web,tier=backend`. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** A value as it would be written in YAML, on one line. */
export function valueText(value: Json, inField = false): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => valueText(each)).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, each]) => `${key}: ${valueText(each, true)}`);
  return pairs.length === 1 && !inField ? pairs.join() : `{ ${pairs.join(', ')} }`;
}
