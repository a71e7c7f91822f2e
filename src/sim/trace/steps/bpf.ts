import type { Ref } from '../../api/types.ts';
import type { Route } from '../../dataplane/types.ts';
import type { StepDefinition } from '../types.ts';

/** One look into a BPF map, or one entry written to it. */
export interface MapLookup {
  readonly map: string;
  readonly key: string;
  /** What was found or written; absent when the map has no such entry. */
  readonly value?: string;
  readonly written?: true;
  readonly because: readonly Ref[];
}

declare module '../types.ts' {
  interface Steps {
    /** A BPF program saw the packet, or the address that a process gave for it, and let it go on. */
    bpf: {
      /** The function that is its entry: `cil_from_container`. */
      readonly program: string;
      /** The function it went on with by a tail call, where it did. */
      readonly call?: string;
      readonly hook: 'tc ingress' | 'tc egress' | 'connect' | 'sendmsg' | 'recvmsg';
      /** The looks that mattered, in order. */
      readonly lookups: readonly MapLookup[];
      readonly rewrite?: 'dnat' | 'snat' | 'unnat';
      /**
       * Where the packet goes: on as if there were no program (`on`), to a program of another endpoint (`tail call`), into a Pod
       * (`peer`), out of another interface (`redirect`), into a tunnel (`tunnel`), or as far as the process knows (`process`).
       */
      readonly goes: 'on' | 'tail call' | 'peer' | 'redirect' | 'tunnel' | 'process';
      /** The interface it goes to. */
      readonly to?: string;
      /** What bpf_fib_lookup() found in the routing table. */
      readonly route?: Route;
    };
  }
}

const bpf: StepDefinition<'bpf'> = {
  name: 'bpf',
  motion: (hop) => (hop.before === hop.after ? 'match' : 'rewrite'),
};
export default bpf;
