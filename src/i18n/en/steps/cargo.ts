import type { Packet } from '../../../sim/net/index.ts';
import { cargoOf, type Cargo } from '../../facts.ts';
import { code, say, type Phrase } from '../../phrase.ts';

export function cargo(packet: Packet): Phrase {
  const { is, text = '' } = cargoOf(packet);
  return cargoes[is](text);
}

const cargoes: Readonly<Record<Cargo['is'], (text: string) => Phrase>> = {
  syn: () => say`a TCP SYN`,
  'syn-ack': () => say`the SYN-ACK`,
  ack: () => say`an ACK`,
  fin: () => say`a TCP FIN`,
  reset: () => say`a TCP reset`,
  request: (text) => say`the request ${code(text)}`,
  response: (text) => say`the response ${code(text)}`,
  'dns-query': (text) => say`the DNS query ${code(text)}`,
  'dns-answer': (text) => say`the DNS answer ${code(text)}`,
  datagram: (protocol) => say`a datagram (${protocol})`,
  segment: () => say`a TCP segment`,
  ping: () => say`a ping`,
  pong: () => say`the answer to the ping`,
  'icmp-error': (text) => say`the ICMP error “${text}”`,
  tunnel: () => say`a VXLAN packet`,
};
