import type { StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** The packet is gone, and its sender is told that the port is unreachable. */
    reject: object;
  }
}

const reject: StatementDefinition<'reject'> = {
  name: 'reject',
  act: () => ({ end: { verdict: 'reject', answer: 'icmp-port-unreachable' } }),
  print: () => 'reject',
};
export default reject;
