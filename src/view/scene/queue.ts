import { assert } from '../../base/assert.ts';

/** A binary heap: gives back the cheapest item first. */
export class Queue<T extends { readonly cost: number }> {
  private readonly items: T[] = [];

  push(item: T): void {
    let index = this.items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.cost(parent) <= this.cost(index)) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  pop(): T | undefined {
    const { items } = this;
    const [first] = items;
    const last = items.pop();
    if (items.length > 0 && last) {
      items[0] = last;
      this.sink();
    }
    return first;
  }

  private sink(): void {
    let index = 0;
    while (true) {
      const left = 2 * index + 1;
      const child = this.cost(left + 1) < this.cost(left) ? left + 1 : left;
      if (this.cost(index) <= this.cost(child)) return;
      this.swap(index, child);
      index = child;
    }
  }

  private cost(index: number): number {
    return this.items[index]?.cost ?? Infinity;
  }

  private swap(one: number, other: number): void {
    const { items } = this;
    const [first, second] = [items[one], items[other]];
    assert(first && second, 'a heap swaps what it holds');
    items[one] = second;
    items[other] = first;
  }
}
