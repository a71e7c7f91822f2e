import type { Ref } from '../../../api/types.ts';
import type { Packet, StatementDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Statements {
    /** The packet waits for the verdict of a program; without the program it goes on (`bypass`). */
    queue: {
      readonly number: number;
      /** What the program says: `undefined` lets the packet pass, causes drop it. It sees nothing but the packet. */
      readonly ask: (packet: Packet) => readonly Ref[] | undefined;
    };
  }
}

const queue: StatementDefinition<'queue'> = {
  name: 'queue',
  act({ ask }, { packet }) {
    const because = ask(packet);
    if (!because) return { end: { verdict: 'accept' } };
    const key = `${packet.source} . ${packet.destination}`;
    const element = {
      key,
      verdict: { verdict: 'drop' },
      because,
      meaning: 'policy-denied',
    } as const;
    return { end: { verdict: 'drop' }, element };
  },
  print: ({ number }) => `queue flags bypass to ${number}`,
};
export default queue;
