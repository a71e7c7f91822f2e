import type { Ref } from '../../api/types.ts';
import type { Packet } from '../../net/index.ts';

/** Which end of a packet a part of an entry is compared with: `src` and `dst` of `--match-set`. */
export type SetEnd = 'source' | 'destination';

/** A set that somebody has written with ipset(8), for rules to look into. */
export interface Ipset {
  /** What its entries are made of, as `ipset create` calls it: `hash:net`, `hash:ip,port`. */
  readonly type: string;
  /** What else `ipset save` says of it: `family inet`. */
  readonly options: string;
  /** As `ipset add` takes them: `10.96.0.10,tcp:80`. */
  readonly entries: readonly string[];
  /** Why the entry was added that a packet fits; `undefined` when it fits none. `ends` has one for each part of an entry. */
  find(packet: Packet, ends: readonly SetEnd[]): readonly Ref[] | undefined;
}
