import type { Packet } from '../net/index.ts';
import type { Ref } from '../api/types.ts';
import type { Track } from './conntrack.ts';
import type { StopReason } from '../trace/types.ts';
import type { OpenSocket } from './socket.ts';
import type { Listener, Netns } from './types.ts';

/** A packet that tells a sender why its own went no further. */
export interface Answer {
  readonly netns: Netns;
  readonly packet: Packet;
  /** The connection it belongs to, where the kernel that sends it knows. */
  readonly track?: Track;
}

/** How one packet's way ended. */
export type End =
  | {
      readonly end: 'arrived';
      readonly netns: Netns;
      readonly packet: Packet;
      readonly listener?: Listener;
      readonly socket?: OpenSocket;
    }
  | {
      readonly end: 'stopped';
      readonly reason: StopReason;
      readonly because: readonly Ref[];
      /** What is sent back, and from where; absent for silence. */
      readonly answer?: Answer;
      /** The kernel of the sender itself knew: the sender is told without any packet. */
      readonly local: boolean;
    };
