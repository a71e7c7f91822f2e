import type { Hop, Purpose, StepName } from '../../sim/trace/types.ts';
import { technicalNames } from '../technicalNames.ts';
import { stopNames } from './steps/stopNames.ts';

/** The names of hops and packets, in one language; their sentences load later. */
export interface StepTexts {
  /** A word or two for a stop of the timeline. */
  readonly names: { readonly [Name in StepName]: (hop: Hop<Name>) => string };
  readonly purposes: Readonly<Record<Purpose, string>>;
}

const steps: StepTexts = {
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
