import {
  addressesIn,
  carriedBy,
  hasPorts,
  innermost,
  type Ip,
  type Packet,
} from '../../sim/net/index.ts';
import type { LabelOf } from './labels.ts';
import type { Capsule, Ends } from './types.ts';

const tunnelsMax = 8;

/** How a packet is drawn. */
export function capsuleOf(packet: Packet, labelOf: LabelOf): Capsule {
  const outer: Ends[] = [];
  let inner = packet;
  for (let next = carriedBy(inner); next && outer.length < tunnelsMax; next = carriedBy(inner)) {
    outer.unshift(endsOf(inner, labelOf));
    inner = next;
  }
  return { ...endsOf(inner, labelOf), outer, caption: captionOf(packet) };
}

/** Every address a capsule of this packet shows. */
export function addressesOf(packet: Packet): readonly Ip[] {
  const own = [packet.source, packet.destination];
  const inner = carriedBy(packet);
  return inner ? [...own, ...addressesOf(inner)] : own;
}

function endsOf({ source, destination }: Packet, labelOf: LabelOf): Ends {
  return {
    source,
    destination,
    sourceLabel: labelOf(source),
    destinationLabel: labelOf(destination),
  };
}

function captionOf(packet: Packet): string {
  const { payload, transport } = innermost(packet);
  if (payload?.carries === 'http-request') return `${payload.method} ${payload.path}`;
  if (payload?.carries === 'http-response') return `HTTP ${payload.status}`;
  if (payload?.carries === 'dns') {
    const { question, answer } = payload;
    if (!answer) return `${question.type}? ${question.name}`;
    const [found] = addressesIn(payload);
    const nothing = answer.rcode === 'NOERROR' ? 'NODATA' : answer.rcode;
    return found ?? answer.records[0]?.data ?? nothing;
  }
  if (payload?.carries === 'bytes') return payload.text;
  if (transport.protocol === 'ICMP') return `ICMP ${transport.type}`;
  return [transport.protocol, ...((hasPorts(transport) && transport.flags) || [])].join(' ');
}
