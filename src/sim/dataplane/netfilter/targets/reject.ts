import { valueOf } from '../words.ts';
import type { TargetDefinition, TargetWording, Targets } from '../types.ts';

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

export const wording: TargetWording<'REJECT'> = {
  options: { '--reject-with': 1 },
  read(given) {
    const answer = valueOf(given, '--reject-with') ?? 'icmp-port-unreachable';
    return isAnswer(answer) ? { with: answer } : undefined;
  },
};

function isAnswer(text: string): text is Targets['REJECT']['with'] {
  return ['icmp-port-unreachable', 'icmp6-port-unreachable', 'tcp-reset'].includes(text);
}
