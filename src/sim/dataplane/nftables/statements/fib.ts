import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** `fib saddr type local`: an address belongs to this very namespace. */
    fib: { readonly of: 'saddr' | 'daddr' };
  }
}

const fib: StatementDefinition<'fib'> = {
  name: 'fib',
  act: ({ of }, { packet, context }) =>
    context.isLocal(of === 'saddr' ? packet.source : packet.destination) ? 'next' : 'break',
  print: ({ of }) => `fib ${of} type local`,
};
export default fib;
