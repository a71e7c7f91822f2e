import { contains, nth, type Cidr } from '../../../net/index.ts';
import { addressIn } from '../fields.ts';
import type { AddressField, StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `ip saddr 10.244.0.0/16`: an address lies in one of these ranges, or in none when negated. */
    address: {
      readonly field: AddressField;
      readonly ranges: readonly Cidr[];
      readonly negated?: boolean;
    };
  }
}

const address: StatementDefinition<'address'> = {
  name: 'address',
  act({ field, ranges, negated = false }, { packet }) {
    const found = ranges.some((range) => contains(range, addressIn(field, packet)));
    return found === negated ? 'break' : 'next';
  },
  print({ field, ranges, negated = false }) {
    const texts = merged(ranges).map(textOf);
    const text = texts.length === 1 ? texts.join() : `{ ${texts.join(', ')} }`;
    return `${field} ${negated ? '!= ' : ''}${text}`;
  },
};
export default address;

/** In ascending order, without those that lie inside another, as a set of intervals is listed. */
function merged(ranges: readonly Cidr[]): readonly Cidr[] {
  const ascending = ranges.toSorted(
    (one, other) => compareBytes(one, other) || one.prefix - other.prefix,
  );
  return ascending.filter(
    (range, place) => !ascending.slice(0, place).some((before) => contains(before, nth(range, 0))),
  );
}

function compareBytes({ base: one }: Cidr, { base: other }: Cidr): number {
  const place = one.findIndex((byte, index) => byte !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}

/** A range of a single address is written without a length. */
function textOf(range: Cidr): string {
  return range.prefix === range.base.length * 8 ? nth(range, 0) : range.text;
}
