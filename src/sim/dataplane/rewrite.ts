import {
  hasPorts,
  type Ip,
  type Packet,
  type PortTransport,
  type Transport,
} from '../net/index.ts';

/** The packet with another source; `port` is left alone where the packet has none. */
export function withSource(packet: Packet, source: Ip, port: number): Packet {
  const { destination, ttl, transport } = packet;
  if (!hasPorts(transport))
    return packet.source === source
      ? packet
      : packetWith(packet, source, destination, ttl, transport);
  if (packet.source === source && transport.sourcePort === port) return packet;
  const ports = withPorts(transport, port, transport.destinationPort);
  return packetWith(packet, source, destination, ttl, ports);
}

/** The packet with another destination; `port` is left alone where the packet has none. */
export function withDestination(packet: Packet, destination: Ip, port: number): Packet {
  const { source, ttl, transport } = packet;
  if (!hasPorts(transport))
    return packet.destination === destination
      ? packet
      : packetWith(packet, source, destination, ttl, transport);
  if (packet.destination === destination && transport.destinationPort === port) return packet;
  const ports = withPorts(transport, transport.sourcePort, port);
  return packetWith(packet, source, destination, ttl, ports);
}

/** The packet after one more hop. */
export function withTtl(packet: Packet, ttl: number): Packet {
  return packetWith(packet, packet.source, packet.destination, ttl, packet.transport);
}

/** A packet with this header. Property by property, since nothing is made as often. */
export function packetWith(
  { bytes, payload }: { readonly [Name in 'bytes' | 'payload']?: Packet[Name] | undefined },
  source: Ip,
  destination: Ip,
  ttl: number,
  transport: Transport,
): Packet {
  if (bytes !== undefined)
    return { source, destination, ttl, transport, ...(payload && { payload }), bytes };
  return payload
    ? { source, destination, ttl, transport, payload }
    : { source, destination, ttl, transport };
}

function withPorts(
  { protocol, flags }: PortTransport,
  sourcePort: number,
  destinationPort: number,
): PortTransport {
  return flags
    ? { protocol, sourcePort, destinationPort, flags }
    : { protocol, sourcePort, destinationPort };
}
