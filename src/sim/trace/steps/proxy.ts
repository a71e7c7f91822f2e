import type { Miss, Outcome as Routed } from '../../http/types.ts';
import type { HttpRequest } from '../../net/index.ts';
import type { FailureReason, StepDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Steps {
    /** A proxy read a request and decided what becomes of it, or heard that its backend does not answer. */
    proxy: {
      /** What people call it: `ingress-nginx`. */
      readonly proxy: string;
      /** As it came in. */
      readonly request: HttpRequest;
      readonly decided: Routed | UpstreamFailure;
      /** What might have taken the request and did not, in the order in which it was asked. */
      readonly misses: readonly Miss[];
    };
  }
}

/** Nobody that the proxy asked gave an answer. */
export interface UpstreamFailure {
  readonly type: 'upstream-failed';
  /** What it answers instead. */
  readonly status: number;
  readonly reason?: FailureReason;
}

const proxy: StepDefinition<'proxy'> = { name: 'proxy', motion: () => 'ask' };
export default proxy;
