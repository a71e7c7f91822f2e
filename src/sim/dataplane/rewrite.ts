import { hasPorts, type Ip, type Packet } from '../net/index.ts';

/** The packet with another source; `port` is left alone where the packet has none. */
export function withSource(packet: Packet, source: Ip, port: number): Packet {
  const { transport } = packet;
  if (!hasPorts(transport)) return packet.source === source ? packet : { ...packet, source };
  if (packet.source === source && transport.sourcePort === port) return packet;
  return { ...packet, source, transport: { ...transport, sourcePort: port } };
}

/** The packet with another destination; `port` is left alone where the packet has none. */
export function withDestination(packet: Packet, destination: Ip, port: number): Packet {
  const { transport } = packet;
  if (!hasPorts(transport))
    return packet.destination === destination ? packet : { ...packet, destination };
  if (packet.destination === destination && transport.destinationPort === port) return packet;
  return { ...packet, destination, transport: { ...transport, destinationPort: port } };
}

/** The packet after one more hop. */
export function withTtl(packet: Packet, ttl: number): Packet {
  return { ...packet, ttl };
}
