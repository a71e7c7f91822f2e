import type { Ip, Packet } from '../net/index.ts';
import type { Track } from './conntrack.ts';
import type { VirtualServer } from './ipvs/types.ts';

/** A packet inside one kernel, with what the kernel has noted on it (struct sk_buff). */
export interface Skb {
  packet: Packet;
  mark: number;
  track: Track | undefined;
  /** The tunnel it is to go into, or came out of (struct ip_tunnel_info). */
  tunnel: { readonly remote: Ip; readonly vni: number } | undefined;
  /** Conntrack has looked at it and made nothing of it. */
  invalid: boolean;
  /** IPVS has dealt with it (ipvs_property), for this virtual server. */
  virtualServer: VirtualServer | undefined;
}

/** A packet of which the kernel knows no more than this. */
export function skbOf(packet: Packet, mark = 0, track?: Track): Skb {
  return { packet, mark, track, tunnel: undefined, invalid: false, virtualServer: undefined };
}

/** The interfaces a packet is between, as netfilter's `-i`, `-o` and `-m physdev` see them. */
export interface Between {
  readonly inInterface?: string | undefined;
  readonly outInterface?: string;
  readonly bridgeInPort?: string;
  readonly bridgeOutPort?: string;
}
