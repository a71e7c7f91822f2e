import type { RuleContext } from '../netfilter/types.ts';
import type { Element, Ip, NamedSet } from './types.ts';

/** How many elements a set that rules add to takes, when its author says nothing else (`size 65535`). */
export const dynamicSize = 65_535;

/** The element of a set: one of the table's own, or one that a rule has added and that has not timed out. */
export function elementOf(
  { name, timeoutSeconds, elements }: NamedSet,
  key: string,
  { recent, nowSeconds }: RuleContext,
): Element | undefined {
  if (timeoutSeconds === undefined) return elements.get(key);
  // Only addresses are ever remembered.
  const at = recent.get(name)?.get(key as Ip);
  return at !== undefined && nowSeconds < at + timeoutSeconds ? { key, because: [] } : undefined;
}

/** Adds an address to a set, or starts its timeout anew. A full set takes no other. */
export function write(set: string, address: Ip, { recent, nowSeconds }: RuleContext): void {
  const elements = recent.get(set) ?? new Map<Ip, number>();
  recent.set(set, elements);
  if (elements.has(address) || elements.size < dynamicSize) elements.set(address, nowSeconds);
}
