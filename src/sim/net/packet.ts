import type { Ip } from './address.ts';
import type { DnsMessage } from './dns.ts';

export type Protocol = 'TCP' | 'UDP' | 'SCTP' | 'ICMP' | 'IPIP';

export type TcpFlag = 'SYN' | 'ACK' | 'PSH' | 'FIN' | 'RST';

/** An IP packet as a value. NAT, routing and tunnels never change one: they make another. */
export interface Packet {
  readonly source: Ip;
  readonly destination: Ip;
  /** Hops it may still be routed, 0 to 255. */
  readonly ttl: number;
  /** Length of the whole packet in bytes; absent where nobody chose it, then it fits every link. It is never fragmented (DF). */
  readonly bytes?: number;
  readonly transport: Transport;
  readonly payload?: Payload;
}

export type Transport = PortTransport | IcmpTransport | IpipTransport;

export interface PortTransport {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** 1 to 65535. */
  readonly sourcePort: number;
  /** 1 to 65535. */
  readonly destinationPort: number;
  /** Only TCP has flags. */
  readonly flags?: readonly TcpFlag[];
}

export interface IcmpTransport {
  readonly protocol: 'ICMP';
  readonly type:
    | 'echo-request'
    | 'echo-reply'
    | 'port-unreachable'
    | 'host-unreachable'
    | 'net-unreachable'
    | 'fragmentation-needed'
    | 'time-exceeded';
  /** The identifier of an echo; conntrack tells pings apart by it. */
  readonly identifier?: number;
  /** The packet an ICMP error speaks of, as it was where the error was made. NAT on the way back rewrites it too. */
  readonly about?: Packet;
  /** What would have fitted, for `fragmentation-needed` (RFC 1191). */
  readonly mtu?: number;
}

/** Protocol 4 (RFC 2003): the payload is a packet, and there is no header in between. */
export interface IpipTransport {
  readonly protocol: 'IPIP';
}

export type Payload = DnsMessage | HttpRequest | HttpResponse | Vxlan | Nested | Bytes;

export interface HttpRequest {
  readonly carries: 'http-request';
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers?: HttpHeaders;
  /** Inside TLS: the server that the client asked for by name (SNI). */
  readonly tls?: string;
}

export interface HttpResponse {
  readonly carries: 'http-response';
  readonly status: number;
  /** The Pod, node or host that answered, by name. */
  readonly servedBy: string;
  readonly headers?: HttpHeaders;
  /** What it says besides; absent where nobody would read it. */
  readonly body?: string;
  /** Inside TLS: the names that the server's certificate is for; none of a self-signed one that nobody trusts. */
  readonly certificate?: readonly string[];
}

/** Headers besides Host, by name as it is written; those that the simulation has no use for are left out. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** Anything sent over TCP, UDP or SCTP whose content nobody in the simulation reads. */
export interface Bytes {
  readonly carries: 'bytes';
  readonly text: string;
}

/** RFC 7348: a whole Ethernet frame inside UDP. */
export interface Vxlan {
  readonly carries: 'vxlan';
  readonly vni: number;
  readonly frame: Frame;
}

/** A whole packet, without a frame around it: inside IPIP or, encrypted, inside WireGuard. */
export interface Nested {
  readonly carries: 'packet';
  readonly packet: Packet;
}

/** A packet on a link, with the hardware addresses of that link. */
export interface Frame {
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly packet: Packet;
}

export function sourcePortOf({ transport }: Packet): number | undefined {
  return hasPorts(transport) ? transport.sourcePort : undefined;
}

export function destinationPortOf({ transport }: Packet): number | undefined {
  return hasPorts(transport) ? transport.destinationPort : undefined;
}

export function hasPorts(transport: Transport): transport is PortTransport {
  return transport.protocol !== 'ICMP' && transport.protocol !== 'IPIP';
}

/** The packet that this one carries through a tunnel. */
export function carriedBy({ payload }: Packet): Packet | undefined {
  if (payload?.carries === 'vxlan') return payload.frame.packet;
  return payload?.carries === 'packet' ? payload.packet : undefined;
}

/** The packet inside the tunnels, or the packet itself. At most `depthMax` tunnels are opened. */
export function innermost(packet: Packet, depthMax = 8): Packet {
  let inner = packet;
  for (let depth = 0; depth < depthMax; depth++) {
    const carried = carriedBy(inner);
    if (!carried) break;
    inner = carried;
  }
  return inner;
}
