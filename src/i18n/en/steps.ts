import type { Hop, Purpose, StepName } from '../../sim/trace/types.ts';
import type { Phrase } from '../phrase.ts';
import { technicalNames } from '../technicalNames.ts';
import { deliver, resolve, send } from './steps/socket.ts';
import { stopNames } from './steps/stopNames.ts';

/** Steps whose sentences come with the words that load late: few requests have them, or none has one of them first. */
export type LateStepName =
  | 'netfilter'
  | 'bpf'
  | 'ipvs'
  | 'proxy'
  | 'stop'
  | 'bridge'
  | 'cross'
  | 'decapsulate'
  | 'encapsulate'
  | 'route'
  | 'transmit';

/** The sentences and names of hops, in one language. A new step does not compile until both languages speak of it. */
export interface StepTexts {
  /** What just happened and why, in one sentence. `place` is what a person calls the namespace: `node-1`, `web`. */
  readonly sentences: {
    readonly [Name in Exclude<StepName, LateStepName>]: (hop: Hop<Name>, place: string) => Phrase;
  };
  /** A word or two for a stop of the timeline. */
  readonly names: { readonly [Name in StepName]: (hop: Hop<Name>) => string };
  readonly purposes: Readonly<Record<Purpose, string>>;
}

const steps: StepTexts = {
  sentences: {
    send,
    resolve,
    deliver,
  },
  names: {
    ...technicalNames,
    send: () => 'socket',
    resolve: (hop) => (hop.by === 'hosts' ? '/etc/hosts' : 'resolver'),
    route: () => 'routing',
    cross: (hop) => linkNames[hop.link],
    stop: (hop) => stopNames[hop.reason],
  },
  purposes: {
    'dns-query': 'DNS query',
    'dns-answer': 'DNS answer',
    connect: 'SYN',
    accept: 'SYN-ACK',
    request: 'request',
    response: 'response',
    'active-close': 'FIN',
    'passive-close': 'FIN-ACK',
    'last-ack': 'ACK',
    datagram: 'datagram',
    reset: 'reset',
    'icmp-error': 'ICMP error',
  },
};
export default steps;

const linkNames = { veth: 'veth', wire: 'wire', loopback: 'lo', peer: 'eBPF' } as const;
