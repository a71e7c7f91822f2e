import type { StepTexts } from '../en/steps.ts';
import { technicalNames } from '../technicalNames.ts';
import { stopNames } from './steps/stopNames.ts';

const steps: StepTexts = {
  names: {
    ...technicalNames,
    send: () => '소켓',
    resolve: (hop) => (hop.by === 'hosts' ? '/etc/hosts' : '리졸버'),
    route: () => '라우팅',
    cross: (hop) => linkNames[hop.link],
    stop: (hop) => stopNames[hop.reason],
  },
  purposes: {
    'dns-query': 'DNS 질의',
    'dns-answer': 'DNS 응답',
    connect: 'SYN',
    accept: 'SYN-ACK',
    request: '요청',
    response: '응답',
    'active-close': 'FIN',
    'passive-close': 'FIN-ACK',
    'last-ack': 'ACK',
    datagram: '데이터그램',
    reset: 'RST',
    'icmp-error': 'ICMP 오류',
  },
};
export default steps;

const linkNames = { veth: 'veth', wire: '네트워크', loopback: 'lo', peer: 'eBPF' } as const;
