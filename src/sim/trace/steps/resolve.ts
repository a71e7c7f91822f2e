import type { Ip } from '../../net/index.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** The resolver library of the sender decided what to ask for, or gave up. */
    resolve: {
      /** The name that is asked for now, and what the program wrote. */
      readonly name: string;
      readonly written?: string;
      /** The names that will be tried in this order, as resolv.conf's `search` and `ndots` say. */
      readonly candidates: readonly string[];
      /** How many dots make a name one that is tried alone first. */
      readonly ndots?: number;
      /** The server that did not help, whose turn it was before: how long it was waited for. */
      readonly insteadOf?: { readonly server: Ip; readonly waitedSeconds: number };
      /** Found in /etc/hosts, told by the DNS outside (`public`, of which no packet is shown), or the last answer: the address; absent when there is none. */
      readonly address?: Ip;
      readonly by: 'hosts' | 'dns' | 'public' | 'none';
    };
  }
}

const resolve: StepDefinition<'resolve'> = { name: 'resolve', motion: () => 'ask' };
export default resolve;
