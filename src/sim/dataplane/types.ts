import type { Cidr, Ip } from '../net/index.ts';
import type { Ref, Store } from '../api/types.ts';
import type { Implementation } from '../policy/types.ts';
import type { ClusterSpec } from '../spec.ts';
import type { Ipvs } from './ipvs/types.ts';
import type { Ipset } from './ipset/types.ts';
import type { Tunnel } from '../trace/steps/encapsulate.ts';
import type { Bpf, TcPrograms } from './bpf/types.ts';
import type { Chain, Netfilter, Rule, TableName } from './netfilter/types.ts';
import type { Nftables, Table } from './nftables/types.ts';

/**
 * Names a network namespace: `node:node-1`, `pod:default/web`, or a host outside the cluster such as `host:client`. A Pod on
 * the host network has no namespace of its own.
 */
export type NetnsId = `node:${string}` | `pod:${string}` | `host:${string}`;

/** What a device of each type holds. A device's own file in `devices/` adds its line by declaration merging. */
export interface Devices {}
export type DeviceType = keyof Devices;
export type Device<Type extends DeviceType = DeviceType> = {
  readonly [Each in Type]: { readonly type: Each } & Devices[Each];
}[Type];

export interface InterfaceId {
  readonly netns: NetnsId;
  readonly name: string;
}

export interface Interface<Type extends DeviceType = DeviceType> {
  readonly name: string;
  readonly mac: string;
  /** Addresses with the length of their network, in order: the first is the primary one. */
  readonly addresses: readonly InterfaceAddress[];
  readonly mtu: number;
  readonly device: Device<Type>;
  /** Name of the bridge this interface is a port of. */
  readonly master?: string;
  /** As a port of a bridge it may be sent back what came in by it (BR_HAIRPIN_MODE). */
  readonly hairpin?: boolean;
  /** net.ipv4.conf.NAME.proxy_arp: answers by ARP, with its own hardware address, for all that this namespace has a route to elsewhere. */
  readonly proxyArp?: boolean;
  /** IFF_NOARP, where it is set on this one and not for all of its type. */
  readonly noArp?: true;
  /** BPF programs that see its packets. */
  readonly tc?: TcPrograms;
  /** Addresses that are not its own and that a program answers for by ARP in its name. */
  readonly announced?: readonly InterfaceAnnouncement[];
  /** Switched off (`ip link set … down`): it hears nothing and sends nothing. */
  readonly down?: boolean;
  readonly because: readonly Ref[];
}

export interface InterfaceAnnouncement {
  readonly ip: Ip;
  readonly because: readonly Ref[];
}

export interface InterfaceAddress {
  readonly ip: Ip;
  /** Length of the network, 0 to 128. */
  readonly prefix: number;
}

/** A line of the main routing table, as `ip route` prints it. */
export interface Route {
  readonly destination: Cidr;
  /** Drops what it fits: `blackhole` in silence, `unreachable` with an answer. Absent for routes that lead somewhere. */
  readonly type?: 'blackhole' | 'unreachable';
  /** Absent for routes that lead nowhere. */
  readonly device?: string;
  /** Next hop; absent when the destination is on the link. */
  readonly via?: Ip;
  /** Several next hops instead of one, all of the same weight: a hash of a packet's addresses and ports chooses. */
  readonly nextHops?: readonly Ip[];
  /** `onlink`: the next hop is taken to be on the link though no address says so. */
  readonly onlink?: boolean;
  readonly scope?: 'link' | 'global' | 'host';
  /** Who wrote it, by its name in /etc/iproute2/rt_protos or its number. */
  readonly protocol?: 'kernel' | 'bird' | '80';
  /** Bytes of a packet that the route takes, where it is less than its device would. */
  readonly mtu?: number;
  /** Address to use as source for packets made here. */
  readonly source?: Ip;
  readonly because: readonly Ref[];
}

/** What a namespace knows of a neighbour without asking: permanent entries, as flanneld writes them. Others are asked by ARP. */
export interface Neighbor {
  readonly ip: Ip;
  readonly mac: string;
  readonly device: string;
  readonly because: readonly Ref[];
}

/** A socket that waits for connections or datagrams. */
export interface Listener {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** 1 to 65535. */
  readonly port: number;
  /** `0.0.0.0` for every address. */
  readonly address: Ip;
  /** Name of a server in `process/`. */
  readonly server: string;
  /** The container, or what stands for one, by name. */
  readonly process: string;
  /** It speaks TLS and nothing else. */
  readonly tls?: true;
  /** Of a web server that does not answer every path with 200: HTTP status by path. */
  readonly paths?: ReadonlyMap<string, number>;
  /** How we know that it listens. */
  readonly known: 'image' | 'containerPort' | 'annotation' | 'cluster';
  /** Of a Service's health check: the ready endpoints that the node has, as far as its kube-proxy knows. */
  readonly localEndpoints?: number;
  readonly because: readonly Ref[];
}

export interface Resolver {
  /** At most three, as glibc reads them. */
  readonly nameservers: readonly Ip[];
  readonly search: readonly string[];
  readonly ndots: number;
  /** How long to wait for a server, the first time; and how often to ask all of them. */
  readonly timeoutSeconds: number;
  readonly attempts: number;
  /** The options as they are written: `ndots:5`. */
  readonly options: readonly string[];
  /** /etc/hosts: name → address. */
  readonly hosts: ReadonlyMap<string, Ip>;
  /** What the DNS out there says, for those who can ask it; `*.` stands for one label. */
  readonly published?: ReadonlyMap<string, Published>;
  readonly because: readonly Ref[];
}

/** The address that the owner of a domain has written into its zone, from the status of the object that serves the name. */
export interface Published {
  readonly address: Ip;
  /** Where requests over HTTP enter: the ports of the Service there, or its node ports where the address is a node's. */
  readonly ports: readonly number[];
  readonly because: readonly Ref[];
}

/** A network namespace: what one kernel network stack knows. All of it is data. */
export interface Netns {
  readonly id: NetnsId;
  /** What a person calls it: `node-1`, `web`, `client`. */
  readonly name: string;
  /** The object it exists for. */
  readonly because: readonly Ref[];
  /** For Pods: the node whose kernel this is. */
  readonly node?: NetnsId;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** Longest prefix first; within one length in the order they were written. */
  readonly routes: readonly Route[];
  readonly neighbors: readonly Neighbor[];
  /** The rules that were written with iptables. */
  readonly iptables: Netfilter;
  /** The rules that were written with nft; the kernel runs both kinds at the same hooks. */
  readonly nftables?: Nftables;
  /** The virtual servers that were written with ipvsadm, or as kube-proxy does by netlink. */
  readonly ipvs?: Ipvs;
  /** What `ipset` has written down for the rules, by name. */
  readonly ipsets?: ReadonlyMap<string, Ipset>;
  /** What BPF does in this kernel: a node's, whose Pods have no other. */
  readonly bpf?: Bpf;
  readonly listeners: readonly Listener[];
  readonly resolver: Resolver;
  readonly sysctls: {
    readonly ipForward: boolean;
    /** net.bridge.bridge-nf-call-iptables: bridged packets visit netfilter. */
    readonly bridgeNfCallIptables: boolean;
    /** net.ipv4.conf.all.arp_ignore is 1: an interface answers by ARP for its own addresses alone, not for those of others. */
    readonly arpIgnore?: boolean;
  };
  /** What becomes of a packet with no route: answer "unreachable", or silence (routers that guard a private network). */
  readonly unroutable: 'unreachable' | 'silent';
}

/** Everything a packet can meet. Made from the store by `program`, and never changed. */
export interface Cluster {
  readonly spec: ClusterSpec;
  readonly store: Store;
  readonly namespaces: ReadonlyMap<NetnsId, Netns>;
}

/** What a CNI plugin's file says about itself and does. The default export of a file in `cni/`. */
export interface Cni {
  readonly name: string;
  /** The name people use: `Flannel (VXLAN)`. */
  readonly title: string;
  /** Since when nobody maintains it: a release or a month. Absent while somebody does. */
  readonly retiredSince?: string;
  /** How packets travel between nodes. */
  readonly encapsulation: 'none' | Tunnel;
  /** How it enforces policies; absent where they are accepted by the server and nothing comes of them. */
  readonly enforces?: Enforcement;
  /** It makes Services work itself: no kube-proxy runs. */
  readonly replacesKubeProxy?: true;
  /** Bytes that the encapsulation adds to each packet. */
  readonly overheadBytes: number;
  /** Bytes of a packet that fits into one frame of the pod network. */
  readonly mtu: number;
  /** Who hands out the Pods' addresses. In the simulation it is always the node's podCIDR they come from; each says what that stands for. */
  readonly allocation: 'host-local' | 'calico-ipam' | 'weave-ipam';
  /** The configuration list that its installer leaves on a node, for kubelet's container runtime to read; absent where there is no such file. */
  conflist?(node: Pick<NodeBuilding, 'name' | 'podCidr'>, spec: ClusterSpec): Conflist;
  /** Adds to each node and Pod the interfaces, routes, neighbours and rules the plugin's daemon and binary would. */
  wire(building: Building): void;
}

/** How a plugin enforces policies. */
export interface Enforcement extends Implementation {
  /** Rules of netfilter decide, a program that they ask for each new connection, or programs in the kernel. */
  readonly by: 'rules' | 'queue' | 'bpf';
  /** The plugin does, and the simulation of it does not yet: packets pass as if there were no policy. */
  readonly isMissing?: true;
}

/** A file in /etc/cni/net.d. */
export interface Conflist {
  readonly file: string;
  /** What is in it, as JSON would hold it. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** What a plugin may see and write to while the namespaces are being built; gone when `program` returns. */
export interface Building {
  readonly spec: ClusterSpec;
  readonly store: Store;
  readonly nodes: readonly NodeBuilding[];
  /** What stands between the nodes' network and the world. A cloud's API lets plugins write routes there. */
  readonly router: NetnsBuilding;
}
export interface NodeBuilding {
  readonly id: NetnsId;
  readonly name: string;
  readonly address: Ip;
  readonly podCidr: Cidr;
  readonly netns: NetnsBuilding;
  /** What programs on this node know of the cluster by now. */
  readonly seen: Store;
  readonly pods: readonly PodBuilding[];
}
export interface PodBuilding {
  readonly name: string;
  readonly namespace: string;
  readonly address: Ip;
  readonly netns: NetnsBuilding;
  readonly hostPorts: readonly HostPort[];
  readonly because: readonly Ref[];
}
/** A port of its node that a Pod wants to have. */
export interface HostPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly hostPort: number;
  readonly containerPort: number;
  /** The only address of the node at which it is open; absent for all of them. */
  readonly hostIp?: Ip;
  readonly because: readonly Ref[];
}
export interface NetnsBuilding {
  readonly id: NetnsId;
  /** Length of the network of an interface's first address; `undefined` where it has none. */
  prefixOf(interfaceName: string): number | undefined;
  addInterface(added: Interface): void;
  /** Somebody on this namespace answers by ARP for an address that is not its own. */
  announce(interfaceName: string, added: InterfaceAnnouncement): void;
  addRoute(added: Route): void;
  addNeighbor(added: Neighbor): void;
  /** Appends to a chain, making it where it is missing. */
  addRule(table: TableName, chain: string, rule: Rule): void;
  /** The same in front of what others have written; behind what was put there before. */
  insertRule(table: TableName, chain: string, rule: Rule): void;
  /** Hangs programs on an interface that is there already. */
  attach(interfaceName: string, tc: TcPrograms): void;
  /** Loads BPF programs and their maps into the kernel; those that see packets hang on interfaces. */
  loadBpf(bpf: Bpf): void;
  /** Tables of nftables besides those that others have written: `write` is given these, and gives all. */
  addNftables(write: (others: readonly Table[]) => Nftables): void;
  /** A chain of its own, which nobody else adds to: its rules may be written later. */
  addChain(table: TableName, chain: Chain): void;
  /** ipset create, and ipset add for each entry. */
  addSet(name: string, set: Ipset): void;
}
