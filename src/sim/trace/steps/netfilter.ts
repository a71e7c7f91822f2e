import type { KnownEntry } from '../../dataplane/conntrack.ts';
import type { Hook, RulePass, TableLook } from '../../dataplane/netfilter/types.ts';
import type { ConntrackState } from '../../dataplane/netfilter/types.ts';
import type { StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A netfilter hook showed the packet to its tables and let it pass, perhaps changed. */
    netfilter: {
      readonly hook: Hook;
      /** The rules that fitted, in the order they were met. */
      readonly passes: readonly RulePass[];
      /** The tables that were asked, in order. Conntrack spares the nat table all packets of a connection but the first. */
      readonly looks: readonly TableLook[];
      /** How many rules were looked at. */
      readonly looked: number;
      readonly state: ConntrackState;
      /** `dnat` and `snat` where a rule rewrote the packet; `unnat` where conntrack did so from memory. */
      readonly rewrite?: 'dnat' | 'snat' | 'unnat' | undefined;
      /** The conntrack entry that was made or used. */
      readonly entry?: KnownEntry | undefined;
    };
  }
}

const netfilter: StepDefinition<'netfilter'> = {
  name: 'netfilter',
  motion: (hop) => (hop.before === hop.after ? 'match' : 'rewrite'),
};
export default netfilter;
