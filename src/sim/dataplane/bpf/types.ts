import type { Ref } from '../../api/types.ts';
import type { Cidr, Ip, Packet } from '../../net/index.ts';
import type { MapLookup } from '../../trace/steps/bpf.ts';
import type { Hop } from '../../trace/types.ts';
import type { Kernel, LinkHeader } from '../driver.ts';
import type { End } from '../end.ts';
import type { Skb } from '../skb.ts';
import type { Memory } from '../memory.ts';
import type { OpenSocket } from '../socket.ts';
import type { Station } from '../station.ts';
import type { NetnsId, Netns } from '../types.ts';

/** What BPF does in the kernel of a node, for its own namespace and those of its Pods. */
export interface Bpf {
  /** What an agent has written for the programs to look up. */
  readonly maps: BpfMaps;
  /** The programs at the root of the cgroups, so that every process of the node passes them. */
  readonly cgroup: CgroupPrograms;
  /** connect() or sendmsg(): `undefined` when no program has anything to say about the far end. */
  dial(memory: Memory, netns: Netns, socket: OpenSocket): Dialled | undefined;
  /** recvmsg(): what a program tells the process about the sender, where that is not what the packet says. */
  receive(memory: Memory, netns: Netns, socket: OpenSocket, packet: Packet): Hop | undefined;
  /** The commands that list the maps, each with what it prints. */
  readonly printers: ReadonlyMap<string, () => string>;
}

/** The programs of an interface (cls_bpf in direct action mode, or tcx). */
export interface TcPrograms {
  /** Sees what comes in by the interface, before a bridge, netfilter or routing do. */
  readonly ingress?: TcProgram;
  /** Sees what is to leave by the interface, after routing and netfilter. */
  readonly egress?: TcProgram;
}

export interface TcProgram {
  /** The function that is its entry: `cil_from_container`. */
  readonly name: string;
  /** It answers whoever asks at the interface for an address by ARP, with the hardware address of the interface. */
  readonly answersArp?: true;
  /** Shows it a packet, which it may change: `undefined` when that goes on as it would have without the program (TC_ACT_OK). */
  run(kernel: Kernel, at: Station, skb: Skb, header: LinkHeader): End | undefined;
}

/** Programs of type BPF_PROG_TYPE_CGROUP_SOCK_ADDR, by where they are attached. */
export interface CgroupPrograms {
  /** connect() of a TCP socket. */
  readonly connect4: SocketProgram;
  /** sendmsg() of a UDP socket that is not connected. */
  readonly sendmsg4: SocketProgram;
  /** recvmsg() of a UDP socket: what it is told about the sender. */
  readonly recvmsg4: SocketProgram;
}

export interface SocketProgram {
  /** The function that is its entry: `cil_sock4_connect`. */
  readonly name: string;
  /** Shows it the address that a process gave, or is about to get; `undefined` when that address is none of its business. */
  run(call: SocketCall): SocketPass | undefined;
}

/** A system call that a program gets to see. */
export interface SocketCall {
  /** The node whose kernel it is, and its maps. */
  readonly node: NetnsId;
  readonly maps: BpfMaps;
  readonly memory: Memory;
  readonly netns: NetnsId;
  /** Its far end is the address in question. */
  readonly socket: OpenSocket;
}

export interface SocketPass {
  readonly lookups: readonly MapLookup[];
  /** The address to use instead, or why the call fails. */
  readonly answer:
    | { readonly address: OpenSocket['remote'] }
    | { readonly fails: 'no-endpoints' | 'no-local-endpoints'; readonly because: readonly Ref[] };
}

/** A socket towards the address that a program put in place of the one its process gave, or a call that fails. */
export interface Dialled {
  readonly socket: OpenSocket;
  /** What happened before its first packet was made. */
  hop(packet: Packet): Hop;
  readonly failed?: Extract<SocketPass['answer'], { fails: string }>;
}

/** An entry of a map that an agent wrote. */
export interface MapEntry<Value> {
  readonly value: Value;
  /** The value as the agent's command line prints it. */
  readonly text: string;
  readonly because: readonly Ref[];
}
export type BpfMap<Value> = ReadonlyMap<string, MapEntry<Value>>;

/** The maps that an agent writes, by the names they are pinned under in /sys/fs/bpf. */
export interface BpfMaps {
  /** `10.96.0.10:80/TCP (0)` is a Service, with the number of its backends; `(1)` to `(n)` are its slots. `/i` after the protocol: for callers inside the cluster. */
  readonly cilium_lb4_services_v2: BpfMap<Lb4Service | Lb4Slot>;
  /** By their number. */
  readonly cilium_lb4_backends_v3: BpfMap<Lb4Backend>;
  /** By number of the Service: the address that answers are to come from. */
  readonly cilium_lb4_reverse_nat: BpfMap<SocketAddress>;
  /** By number of the Service: who may call it, where not everybody may. */
  readonly cilium_lb4_source_range: BpfMap<readonly Cidr[]>;
  /** The node's own endpoints, by address; the node itself among them. */
  readonly cilium_lxc: BpfMap<Endpoint>;
  /** By range, of which the longest counts: who has these addresses, and behind which node. */
  readonly cilium_ipcache: BpfMap<Identified>;
}

export interface SocketAddress {
  readonly ip: Ip;
  readonly port: number;
}

/** struct lb4_service, slot 0. */
export interface Lb4Service {
  readonly type: 'ClusterIP' | 'NodePort' | 'ExternalIPs' | 'LoadBalancer' | 'HostPort';
  readonly revNat: number;
  readonly count: number;
  /** Callers inside the cluster have an entry of their own. */
  readonly twoScopes: boolean;
  readonly affinitySeconds: number | undefined;
  /** Nobody calls it but those in `cilium_lb4_source_range`. */
  readonly checksSource: boolean;
  /** A host port at 127.0.0.1 alone. */
  readonly loopback: boolean;
  /** There are backends on other nodes, and a traffic policy keeps them out. */
  readonly local: boolean;
}

/** struct lb4_service, slots from 1. */
export interface Lb4Slot {
  readonly backend: number;
}

export interface Lb4Backend extends SocketAddress {
  readonly protocol: string;
}

/** struct endpoint_info. */
export interface Endpoint {
  readonly id: number;
  readonly identity: number;
  /** The node's end of the Pod's veth pair; absent for the node itself (ENDPOINT_F_HOST). */
  readonly device?: string;
  readonly mac?: string;
}

/** struct remote_endpoint_info. */
export interface Identified {
  readonly identity: number;
  /** The node to send to through the tunnel. */
  readonly tunnelEndpoint?: Ip;
}
