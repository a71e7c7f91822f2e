import type { IcmpTransport, Packet } from '../net/index.ts';
import type { Steps } from '../trace/types.ts';
import { isLocal, sourceFor } from './routing.ts';
import type { Netns } from './types.ts';

/** RFC 9293 section 3.5.2: the answer to a segment that no connection knows; one that acknowledges something is not acknowledged. */
export function resetFor(packet: Packet): Packet | undefined {
  if (packet.transport.protocol !== 'TCP' || packet.transport.flags?.includes('RST'))
    return undefined;
  return {
    source: packet.destination,
    destination: packet.source,
    ttl: 64,
    transport: {
      protocol: 'TCP',
      sourcePort: packet.transport.destinationPort,
      destinationPort: packet.transport.sourcePort,
      flags: packet.transport.flags?.includes('ACK') ? ['RST'] : ['RST', 'ACK'],
    },
  };
}

/**
 * RFC 1812 section 4.3.2: no error about an error; sent from the address that was asked when it is this kernel's own, else from
 * that of the interface towards the sender (icmp_route_lookup).
 */
export function icmpError(
  netns: Netns,
  about: Packet,
  answer: Exclude<Steps['stop']['answer'], 'silence' | 'tcp-reset'>,
  mtu?: number,
): Packet | undefined {
  if (about.transport.protocol === 'ICMP' && about.transport.about) return undefined;
  const source = isLocal(netns, about.destination)
    ? about.destination
    : sourceFor(netns, about.source);
  if (source === undefined) return undefined;
  const type = answer.slice('icmp-'.length) as IcmpTransport['type'];
  return {
    source,
    destination: about.source,
    ttl: 64,
    transport: { protocol: 'ICMP', type, about, ...(mtu !== undefined && { mtu }) },
  };
}
