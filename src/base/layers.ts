/**
 * A map of which copies are cheap: they share what they had in common when they were made, and each lays its own changes on top.
 * Making one takes about the square root of its size, all in all: that many changes are carried along before they are put together.
 */
export class LayeredMap<Key, Value> {
  private readonly below: ReadonlyMap<Key, Value>;
  private readonly above: Map<Key, Value | Gone>;

  constructor(copied?: LayeredMap<Key, Value>) {
    const isLight = copied && copied.above.size ** 2 <= copied.below.size;
    this.below = isLight ? copied.below : new Map(copied?.entries());
    this.above = isLight ? new Map(copied.above) : new Map();
  }

  get(key: Key): Value | undefined {
    const value = this.above.get(key) ?? this.below.get(key);
    return value === gone ? undefined : (value as Value | undefined);
  }

  set(key: Key, value: Value): void {
    this.above.set(key, value);
  }

  delete(key: Key): void {
    this.above.set(key, gone);
  }

  /** What was set, in no order. */
  *entries(): Iterable<[Key, Value]> {
    for (const entry of this.below) if (!this.above.has(entry[0])) yield entry;
    for (const [key, value] of this.above) if (value !== gone) yield [key, value as Value];
  }
}

/** Lies on top of what was deleted. */
const gone = Symbol('gone');
type Gone = typeof gone;
