import type { Packet } from '../../net/index.ts';
import {
  translatesDestination,
  translatesSource,
  type ConntrackEntry,
  type Track,
} from '../conntrack.ts';
import { withDestination, withSource } from '../rewrite.ts';

export type PacketEnd = keyof ConntrackEntry['decided'];

/** The packet with one end as its connection is translated: nf_nat_packet and, for ICMP errors, nf_nat_icmp_reply_translation. */
export function translated(packet: Packet, { entry, direction }: Track, end: PacketEnd): Packet {
  const isOriginal = direction === 'original';
  const isTranslated =
    (end === 'destination') === isOriginal ? translatesDestination(entry) : translatesSource(entry);
  if (!isTranslated) return packet;
  // What comes back for this packet, seen from its far end.
  const back = isOriginal ? entry.reply : entry.original;
  const { transport } = packet;
  if (transport.protocol === 'ICMP' && transport.about) {
    // The packet an error speaks of goes the other way: its ends are changed crosswise.
    if (end === 'destination') {
      const about = withSource(transport.about, back.source, back.sourcePort);
      return { ...packet, destination: back.source, transport: { ...transport, about } };
    }
    const about = withDestination(transport.about, back.destination, back.destinationPort);
    return { ...packet, source: back.destination, transport: { ...transport, about } };
  }
  return end === 'destination'
    ? withDestination(packet, back.source, back.sourcePort)
    : withSource(packet, back.destination, back.destinationPort);
}
