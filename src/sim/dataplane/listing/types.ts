import type { Ref } from '../../api/types.ts';

/** A chain, or a set or map of nftables, with what is in it. */
export interface RuleBlock {
  /** The table as the passes of a hop name it: `nat`, `ip kube-proxy`. */
  readonly table: string;
  readonly kind: 'chain' | 'set' | 'map';
  readonly name: string;
  /** Packets come here from a hook, not from another chain. */
  readonly isBase: boolean;
  /** What the tool says of it besides: `ACCEPT`, or `type nat hook prerouting priority dstnat; policy accept;`. */
  readonly head: string;
  /** Rules in their order, or elements. */
  readonly lines: readonly RuleLine[];
}

/** A rule or an element, as its tool prints it. */
export interface RuleLine {
  readonly text: string;
  /** The name of the chain or the set it leads to, which stands in the text as it is here. */
  readonly leadsTo?: string;
  readonly because: readonly Ref[];
}
