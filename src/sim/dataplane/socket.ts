import type { Ip, Packet, Payload, TcpFlag } from '../net/index.ts';
import type { NetnsId } from './types.ts';

/** A connection or conversation that a process here has open, so that answers find it. */
export interface OpenSocket {
  readonly netns: NetnsId;
  readonly process: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP';
  /** The port of a ping is the identifier of its echoes. */
  readonly local: { readonly ip: Ip; readonly port: number };
  readonly remote: { readonly ip: Ip; readonly port: number };
}

/** A packet of this conversation, from its near end to its far end. */
export function packetOf(
  { local, remote, protocol }: OpenSocket,
  flags: readonly TcpFlag[],
  payload?: Payload,
): Packet {
  return {
    source: local.ip,
    destination: remote.ip,
    ttl: 64,
    transport:
      protocol === 'ICMP'
        ? { protocol, type: 'echo-request', identifier: local.port }
        : {
            protocol,
            sourcePort: local.port,
            destinationPort: remote.port,
            ...(protocol === 'TCP' && { flags }),
          },
    ...(payload && { payload }),
  };
}

/** The echo that answers an echo (RFC 792). */
export function echoReply({ local, remote }: OpenSocket): Packet {
  const transport = { protocol: 'ICMP', type: 'echo-reply', identifier: local.port } as const;
  return { source: local.ip, destination: remote.ip, ttl: 64, transport };
}

/** Whether a packet is one that this socket's process sends. */
export function sends(
  { local, remote }: OpenSocket,
  { source, destination, transport }: Packet,
): boolean {
  return (
    transport.protocol !== 'ICMP' &&
    local.ip === source &&
    remote.ip === destination &&
    local.port === transport.sourcePort &&
    remote.port === transport.destinationPort &&
    !transport.flags?.includes('RST')
  );
}

/** Whether a packet is an answer to an open socket: from its far end, or an ICMP error about what it sent. */
export function belongs(socket: OpenSocket, { source, destination, transport }: Packet): boolean {
  if (transport.protocol === 'ICMP') {
    const { about } = transport;
    if (transport.type === 'echo-reply')
      return (
        socket.protocol === 'ICMP' &&
        same(socket.local, destination, transport.identifier ?? 0) &&
        socket.remote.ip === source
      );
    if (!about || about.transport.protocol === 'ICMP') return false;
    return (
      about.transport.protocol === socket.protocol &&
      same(socket.local, about.source, about.transport.sourcePort) &&
      same(socket.remote, about.destination, about.transport.destinationPort)
    );
  }
  return (
    transport.protocol === socket.protocol &&
    same(socket.local, destination, transport.destinationPort) &&
    same(socket.remote, source, transport.sourcePort)
  );
}

function same(end: OpenSocket['local'], ip: Ip, port: number): boolean {
  return end.ip === ip && end.port === port;
}
