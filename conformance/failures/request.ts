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
  return send(
    cluster,
    { from: senderOf(store, askerOf(probe)), to: targetOf(store, probe), attempt },
    state,
  );
}

/** kubectl port-forward dials from inside the Pod (kubelet, through the container runtime): it is the Pod that asks. */
function askerOf({ do: what, from, object = '' }: Probe): From {
  if (what !== 'port-forward') return from;
  const [, namespace = '', name = ''] = object.split(/[ /]/);
  return { kind: 'pod', namespace, name };
}

function targetOf(store: Store, { do: what, from, headers = {}, ...probe }: Probe): string {
  const near = from.namespace;
  const host = (): string => addressOf(store, probe.host ?? '', near);
  if (Object.keys(headers).length > 0) throw new Error('no headers can be sent yet');
  switch (what) {
    case 'http':
      return urlOf(store, probe.url ?? '', near);
    case 'tcp':
    case 'udp':
      return `${what}://${host()}:${probe.port}`;
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
