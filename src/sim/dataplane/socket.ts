import {
  hasPorts,
  type Ip,
  type Packet,
  type Payload,
  type TcpFlag,
  type Transport,
} from '../net/index.ts';
import { tupleOf } from './conntrack.ts';
import { packetWith } from './rewrite.ts';
import type { NetnsId } from './types.ts';

/** A connection or conversation that a process here has open, so that answers find it. */
export interface OpenSocket {
  readonly netns: NetnsId;
  readonly process: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP';
  /** The port of a ping is the identifier of its echoes. */
  readonly local: { readonly ip: Ip; readonly port: number };
  readonly remote: { readonly ip: Ip; readonly port: number };
  /** What its process asked for, and getpeername() tells, where a program has put another far end in its place. */
  readonly asked?: OpenSocket['remote'];
  /** Length of each of its packets, where the sender chose one. */
  readonly bytes?: number;
}

/** The socket as its process thinks it is: connected to what was asked for. */
export function asAsked(socket: OpenSocket): OpenSocket {
  return { ...socket, remote: socket.asked ?? socket.remote };
}

/** A packet of this conversation, from its near end to its far end. */
export function packetOf(
  { local, remote, protocol, bytes }: OpenSocket,
  flags: readonly TcpFlag[],
  payload?: Payload,
): Packet {
  const transport = transportOf(protocol, local.port, remote.port, flags);
  return packetWith({ payload, bytes }, local.ip, remote.ip, 64, transport);
}

function transportOf(
  protocol: OpenSocket['protocol'],
  sourcePort: number,
  destinationPort: number,
  flags: readonly TcpFlag[],
): Transport {
  if (protocol === 'ICMP') return { protocol, type: 'echo-request', identifier: sourcePort };
  return protocol === 'TCP'
    ? { protocol, sourcePort, destinationPort, flags }
    : { protocol, sourcePort, destinationPort };
}

/** The echo that answers an echo (RFC 792). */
export function echoReply({ local, remote, bytes }: OpenSocket): Packet {
  const transport = { protocol: 'ICMP', type: 'echo-reply', identifier: local.port } as const;
  const size = bytes !== undefined && { bytes };
  return { source: local.ip, destination: remote.ip, ttl: 64, transport, ...size };
}

/** Whether a packet is one that this socket's process sends. */
export function sends(
  { local, remote }: OpenSocket,
  { source, destination, transport }: Packet,
): boolean {
  return (
    hasPorts(transport) &&
    local.ip === source &&
    remote.ip === destination &&
    local.port === transport.sourcePort &&
    remote.port === transport.destinationPort &&
    !transport.flags?.includes('RST')
  );
}

/** Whether a packet is an answer to an open socket: from its far end, or an ICMP error about what it sent. */
export function belongs(socket: OpenSocket, packet: Packet): boolean {
  const { source, destination, transport } = packet;
  if (hasPorts(transport))
    return (
      transport.protocol === socket.protocol &&
      same(socket.local, destination, transport.destinationPort) &&
      same(socket.remote, source, transport.sourcePort)
    );
  if (transport.protocol === 'IPIP') return false;
  if (transport.about) return hasSent(socket, transport.about);
  return (
    transport.type === 'echo-reply' &&
    socket.protocol === 'ICMP' &&
    same(socket.local, destination, transport.identifier ?? 0) &&
    socket.remote.ip === source
  );
}

function hasSent({ protocol, local, remote }: OpenSocket, packet: Packet): boolean {
  const tuple = packet.transport.protocol === protocol ? tupleOf(packet) : undefined;
  return (
    tuple !== undefined &&
    same(local, tuple.source, tuple.sourcePort) &&
    remote.ip === tuple.destination &&
    (protocol === 'ICMP' || remote.port === tuple.destinationPort)
  );
}

function same(end: OpenSocket['local'], ip: Ip, port: number): boolean {
  return end.ip === ip && end.port === port;
}
