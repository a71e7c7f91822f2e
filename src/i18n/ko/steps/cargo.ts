import type { Packet } from '../../../sim/net/index.ts';
import { cargoOf, type Cargo } from '../../facts.ts';
import { code, say, type Phrase } from '../../phrase.ts';

export function cargo(packet: Packet): Phrase {
  const { is, text = '' } = cargoOf(packet);
  return cargoes[is](text);
}

const cargoes: Readonly<Record<Cargo['is'], (text: string) => Phrase>> = {
  syn: () => say`TCP SYN`,
  'syn-ack': () => say`SYN-ACK`,
  ack: () => say`ACK`,
  fin: () => say`TCP FIN`,
  reset: () => say`TCP RST`,
  request: (text) => say`${code(text)} 요청`,
  response: (text) => say`${code(text)} 응답`,
  'dns-query': (text) => say`${code(text)} DNS 질의`,
  'dns-answer': (text) => say`${code(text)} DNS 응답`,
  datagram: (protocol) => say`${protocol} 데이터그램`,
  segment: () => say`TCP 세그먼트`,
  ping: () => say`ping`,
  pong: () => say`ping 응답`,
  'icmp-error': (text) => say`ICMP 오류(${text})`,
  tunnel: () => say`VXLAN 패킷`,
};
