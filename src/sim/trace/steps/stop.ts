import type { KnownEntry } from '../../dataplane/conntrack.ts';
import type { RulePass, TableLook } from '../../dataplane/netfilter/types.ts';
import type { StopReason, StepDefinition } from '../types.ts';
import type { MapLookup } from './bpf.ts';

declare module '../types.ts' {
  interface Steps {
    /** The packet ended here. */
    stop: {
      readonly reason: StopReason;
      /** What the one who stopped it tells the sender; `silence` when nothing. */
      readonly answer:
        | 'silence'
        | 'tcp-reset'
        | 'icmp-port-unreachable'
        | 'icmp-host-unreachable'
        | 'icmp-net-unreachable'
        | 'icmp-fragmentation-needed'
        | 'icmp-time-exceeded';
      /** Bytes that fit through the next device, when that was the reason. */
      readonly mtu?: number;
      /** The rules that led here, where netfilter did it. */
      readonly passes: readonly RulePass[];
      readonly looks: readonly TableLook[];
      /** The conntrack entry the packet had there. */
      readonly entry?: KnownEntry;
      /** The BPF program that led here, where one did. */
      readonly dropped?: Dropped;
    };
  }
}

/** Why a BPF program let a packet or a call go no further. */
export interface Dropped {
  readonly program: string;
  readonly lookups: readonly MapLookup[];
  /** The words of `cilium-dbg monitor`, or the error a system call returned. */
  readonly says: string;
}

const stop: StepDefinition<'stop'> = { name: 'stop', motion: () => 'stop' };
export default stop;
