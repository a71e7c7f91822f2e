import { freshState, send, type Cluster, type KernelState } from '../../src/sim/dataplane/index.ts';
import type { Sent } from '../../src/sim/dataplane/exchange.ts';
import type { Store } from '../../src/sim/api/index.ts';
import type { Trace } from '../../src/sim/trace/index.ts';
import { addressOf, senderOf, urlOf } from './names.ts';
import type { From, Probe } from './types.ts';

/** One request of a probe, to kernels that remember nothing. */
export function request(cluster: Cluster, probe: Probe): Trace {
  return requestAfter(cluster, probe, freshState, 0).trace;
}

/** The same, to kernels that remember: try number `attempt`, with dice of its own. */
export function requestAfter(
  cluster: Cluster,
  probe: Probe,
  state: KernelState,
  attempt: number,
): Sent {
  const { store } = cluster;
  const { headers, sourcePort } = probe;
  // What leaves from one port is one flow.
  const keeping = sourcePort === undefined ? {} : ({ keepAlive: true, reuse: true } as const);
  const to = targetOf(store, probe);
  const from = senderOf(store, askerOf(probe));
  return send(cluster, { from, to, attempt, ...keeping, ...(headers && { headers }) }, state);
}

/** kubectl port-forward dials from inside the Pod (kubelet, through the container runtime): it is the Pod that asks. */
function askerOf({ do: what, from, object = '' }: Probe): From {
  if (what !== 'port-forward') return from;
  const [, namespace = '', name = ''] = object.split(/[ /]/);
  return { kind: 'pod', namespace, name };
}

function targetOf(store: Store, { do: what, from, ...probe }: Probe): string {
  const near = from.namespace;
  const host = (): string => addressOf(store, probe.host ?? '', near);
  switch (what) {
    case 'http':
    case 'load':
      return urlOf(store, probe.url ?? '', near);
    case 'tcp':
      return `tcp://${host()}:${probe.port}`;
    case 'udp':
      return `udp://${host()}:${probe.port}`;
    case 'ping':
      return `icmp://${host()}`;
    case 'dns':
      return `dns://${probe.name}`;
    case 'dig':
      // dig(1) reads the search list only where it is told to.
      return `dns://${probe.name}${probe.options?.includes('+search') ? '' : '.'}`;
    case 'port-forward':
      return `tcp://localhost:${probe.port}`;
    default:
      throw new Error(`nobody can ask ${what} yet`);
  }
}
