import type { TargetDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** The packet is gone, and its sender is told so. */
    REJECT: { readonly with: 'icmp-port-unreachable' | 'icmp6-port-unreachable' | 'tcp-reset' };
  }
}

const reject: TargetDefinition<'REJECT'> = {
  name: 'REJECT',
  act: (target) => ({
    end: {
      verdict: 'reject',
      answer: target.with === 'tcp-reset' ? 'tcp-reset' : 'icmp-port-unreachable',
    },
  }),
  print: (target) => `-j REJECT --reject-with ${target.with}`,
};
export default reject;
