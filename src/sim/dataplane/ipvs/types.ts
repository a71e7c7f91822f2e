import type { Ref } from '../../api/types.ts';
import type { ClusterSpec } from '../../spec.ts';
import type { Ip, Packet, PortTransport } from '../../net/index.ts';

/** IPVS of one network namespace: the virtual servers somebody has written, and how the kernel deals with packets for them. */
export interface Ipvs {
  readonly virtualServers: readonly VirtualServer[];
  /** ip_vs_in: where a packet for a virtual server is sent; `undefined` when it is none of IPVS's business. */
  request(packet: Packet, kernel: IpvsKernel): Forwarding | undefined;
  /** ip_vs_out: what a real server's answer becomes; `undefined` when it answers nothing that IPVS sent. */
  answer(packet: Packet, kernel: IpvsKernel): Forwarding | undefined;
  /** The text of `ipvsadm -Ln`, connections left out. */
  print(): string;
}

/** An address and port that stand for several: `ipvsadm -A`. */
export interface VirtualServer {
  readonly protocol: PortTransport['protocol'];
  readonly address: Ip;
  readonly port: number;
  readonly scheduler: SchedulerName;
  /** `-p`: how long a client stays with its real server after its last new connection. */
  readonly persistenceSeconds?: number;
  readonly realServers: readonly RealServer[];
  /** What it means that there are no real servers, or that those there are should not be reached from here. */
  readonly meaning?: 'no-endpoints' | 'no-local-endpoints';
  readonly because: readonly Ref[];
}

/** One that does the work: `ipvsadm -a -m`, that is, reached by NAT. */
export interface RealServer {
  readonly address: Ip;
  readonly port: number;
  /** 0 for one that is to get no new connections. */
  readonly weight: number;
  readonly because: readonly Ref[];
}

/** Names of the files in `schedulers/`. */
export type SchedulerName = NonNullable<ClusterSpec['ipvsScheduler']>;

/** How a virtual server chooses: the default export of a file in `schedulers/`. */
export interface Scheduler {
  readonly name: SchedulerName;
  /** The real server for a new connection; `undefined` when none takes any. Notes in `memory` what it has to know next time. */
  choose(server: VirtualServer, packet: Packet, kernel: IpvsKernel): RealServer | undefined;
}

/** What IPVS may look at and change besides the packet. */
export interface IpvsKernel {
  readonly memory: IpvsMemory;
  /** Seconds of virtual time. */
  readonly nowSeconds: number;
}

/** What IPVS of one namespace remembers. */
export interface IpvsMemory {
  /** Connections, by what requests carry; those that were used last come last. */
  readonly requests: Map<string, IpvsConnection>;
  /** The same ones, by what answers carry. */
  readonly answers: Map<string, IpvsConnection>;
  /** Which real server a client has with a persistent virtual server (`ipvsadm -Lnc` calls these templates), and since when. */
  readonly templates: Map<string, { readonly realServer: string; readonly seenSeconds: number }>;
  /** Of schedulers that take turns: whose turn it was last, by virtual server. */
  readonly turns: Map<string, string>;
}

/** One connection through a virtual server (struct ip_vs_conn). */
export interface IpvsConnection {
  readonly protocol: PortTransport['protocol'];
  readonly client: End;
  readonly virtual: End;
  readonly real: End;
  readonly seenSeconds: number;
  /** Once a side has sent FIN or RST: it is forgotten soon, and counts as inactive. */
  readonly closing?: 'FIN' | 'RST';
}

export interface End {
  readonly address: Ip;
  readonly port: number;
}

/** What IPVS does with a packet. */
export interface Forwarding {
  readonly virtualServer: VirtualServer;
  /** Absent when there is none to send to: the packet is refused. */
  readonly realServer?: RealServer;
  readonly packet: Packet;
  /** Who decided: the scheduler, for a client it has not seen; its earlier choice for this client, or for this connection. */
  readonly by: 'scheduler' | 'persistence' | 'connection';
}
