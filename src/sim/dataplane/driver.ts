import type { Ref } from '../api/types.ts';
import type { Ip, Packet } from '../net/index.ts';
import type { StopReason, Hop, Place, Steps } from '../trace/types.ts';
import type { End } from './end.ts';
import type { Between, Skb } from './skb.ts';
import type { Memory } from './memory.ts';
import type { Hook } from './netfilter/types.ts';
import type { Resolved } from './neighbor.ts';
import type { Station } from './station.ts';
import type { Cluster, DeviceType, Interface, Netns } from './types.ts';

/** The hardware addresses of a frame on its link. */
export interface LinkHeader {
  readonly sourceMac: string;
  readonly destinationMac: string;
  /** How layer 3 of this namespace found the far address; absent for a frame that a bridge passes on. */
  readonly next?: { readonly neighbor: Ip; readonly learned: Resolved['learned'] };
}

/** How devices of one type behave: the default export of a file in `devices/`. */
export interface DeviceDefinition<Type extends DeviceType = DeviceType> {
  readonly type: Type;
  /** IFF_NOARP: no hardware addresses, whatever goes in comes out at the other end. */
  readonly noArp?: true;
  /** ndo_start_xmit: what the device does with a frame that is to leave by it. */
  transmit(kernel: Kernel, from: Station<Type>, skb: Skb, header: LinkHeader): End;
  /** The other ends of its link: all who would hear a broadcast from here at first hand. A bridge has ports instead. */
  farEnds?(cluster: Cluster, from: Station<Type>): readonly Station[];
  /** Set for devices that other interfaces can be ports of. */
  readonly ports?: {
    /** rx_handler: what becomes of a frame that came in by one of them. */
    receive(kernel: Kernel, at: Station<Type>, port: Station, skb: Skb, header: LinkHeader): End;
  };
  /** Set for devices that take packets out of other packets. */
  readonly tunnel?: {
    /** Whether a packet for this namespace carries one for this device. */
    carries(device: Interface<Type>, outer: Packet): boolean;
    /** What becomes of such a packet. */
    receive(kernel: Kernel, at: Station<Type>, outer: Packet): End;
  };
}

/** What stopped a packet: rules of netfilter, or a BPF program. */
export type StoppedBy = Partial<Pick<Steps['stop'], 'passes' | 'looks' | 'entry' | 'dropped'>>;

/** What a device may ask of the kernels around it, to send one packet further on its way. Each call goes on to the packet's end. */
export interface Kernel {
  readonly cluster: Cluster;
  readonly memory: Memory;
  /** The header of a frame for a neighbour, by ARP or what a daemon wrote: `undefined` when nobody on the link answers for the address. */
  neighbor(from: Station, address: Ip): LinkHeader | undefined;
  /** Writes down one step of the way. */
  note(hop: Hop): void;
  /** The packet goes no further. */
  stop(
    netns: Netns,
    place: Place,
    skb: Skb,
    reason: StopReason,
    because: readonly Ref[],
    answer?: Steps['stop']['answer'],
    by?: StoppedBy,
  ): End;
  /** NF_HOOK: `undefined` when the packet, perhaps changed, may go on. */
  hook(netns: Netns, hook: Hook, skb: Skb, between: Between): End | undefined;
  /** dev_queue_xmit: hands a frame to a device. */
  transmit(from: Station, skb: Skb, header: LinkHeader): End;
  /** A frame leaves one end of a link and comes in at the other; `far` is absent when nobody there takes it. */
  cross(
    link: Steps['cross']['link'],
    from: Station,
    far: Station | undefined,
    skb: Skb,
    header: LinkHeader,
  ): End;
  /** netif_rx: a frame has come in by an interface; where that is a port, its bridge takes it. */
  arrive(at: Station, skb: Skb, header: LinkHeader): End;
  /** ip_rcv: a packet came in by an interface. `seen`: a bridge has shown it to PREROUTING already. */
  receive(at: Station, skb: Skb, seen?: boolean): End;
  /** ip_local_out: a packet made by this namespace itself, by its device `maker` if any. */
  output(netns: Netns, skb: Skb, maker?: string): End;
}
