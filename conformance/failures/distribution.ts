import { freshState, send, type Cluster, type KernelState } from '../../src/sim/dataplane/index.ts';
import { addressesIn } from '../../src/sim/net/index.ts';
import type { Pod, Store } from '../../src/sim/api/index.ts';
import type { Keeping, Sender, Trace } from '../../src/sim/trace/index.ts';
import type { Stage } from './cluster.ts';
import { situationAfterConnect, situationBefore } from './deeds.ts';
import { senderOf } from './names.ts';
import { seenIn, type Seen } from './outcome.ts';
import type { Probe } from './types.ts';

/**
 * How many calls of each client come to each replica. With `newConnections` every call opens one; without, a client calls over the
 * connections it opened first: one to what it dialled (gRPC's pick_first), or with `round_robin` one to each address that the name had.
 */
export function distribution(stage: Stage, probe: Probe): Seen {
  const before = situationBefore(stage);
  const after = situationAfterConnect(stage, before);
  const { store } = after;
  const clients = [probe.from, ...(probe.alsoFrom ? [probe.alsoFrom] : [])].map((from) =>
    senderOf(store, from),
  );
  const servers = replicas(store, probe);
  const traces = clients.flatMap((from) => {
    const client = new Client(from, probe);
    client.connect(stage.at(before));
    if (client.isSentAway(servers)) client.connect(stage.at(after));
    return client.call(stage.at(after));
  });
  return tally(traces, servers, clients.length);
}

class Client {
  private readonly from: Sender;
  private readonly probe: Probe;
  private state: KernelState = freshState;
  private targets: readonly string[] = [];
  private attempt = 0;

  constructor(from: Sender, probe: Probe) {
    this.from = from;
    this.probe = probe;
  }

  /** What is dialled: the address of each endpoint the name has by now, or the name. */
  connect(cluster: Cluster): void {
    const url = (this.probe.url ?? '').replace(/^grpc:/, 'http:');
    if (this.probe.clientPolicy !== 'round_robin') this.targets = [url];
    else {
      const [, host = '', rest = ''] = /^http:\/\/([^:/]+)(.*)$/.exec(url) ?? [];
      const { legs } = this.send(cluster, `dns://${host}?type=A`);
      const payload = legs.at(-1)?.hops.at(-1)?.after.payload;
      const addresses = payload?.carries === 'dns' ? addressesIn(payload) : [];
      this.targets = addresses.map((address) => `http://${address}${rest}`);
    }
    if (this.probe.newConnections === false)
      for (const target of this.targets) this.send(cluster, target);
  }

  /** A server that limits the age of its connections sends its clients away in time, and they look the name up again. */
  isSentAway(servers: readonly Pod[]): boolean {
    return servers.some(({ spec }) =>
      spec.containers.some(({ env = [] }) => env.some(({ name }) => name === 'MAX_CONNECTION_AGE')),
    );
  }

  call(cluster: Cluster): readonly Trace[] {
    return Array.from({ length: this.probe.repeat ?? 1 }, (_, index) =>
      this.send(cluster, this.targets[index % this.targets.length] ?? ''),
    );
  }

  private send(cluster: Cluster, to: string): Trace {
    const isKept = this.probe.newConnections === false && to.startsWith('http:');
    const keeping: Keeping = isKept ? { reuse: true, keepAlive: true } : {};
    const { trace, state } = send(
      cluster,
      { from: this.from, to, attempt: this.attempt++, ...keeping },
      this.state,
    );
    this.state = state;
    return trace;
  }
}

/** The Pods that a Service of the name in the URL selects. */
function replicas(
  store: Store,
  { url = '', from: { namespace = 'default' } }: Probe,
): readonly Pod[] {
  const [, name = ''] = /^\w+:\/\/([^:/.]+)/.exec(url) ?? [];
  const selector = Object.entries(store.get('Service', namespace, name)?.spec.selector ?? {});
  return store
    .listIn('Pod', namespace)
    .filter(({ metadata }) => selector.every(([key, value]) => metadata.labels?.[key] === value));
}

function tally(traces: readonly Trace[], servers: readonly Pod[], clients: number): Seen {
  const seen = traces.map(seenIn);
  const failed = seen.find(({ outcome }) => outcome !== 'ok');
  const counts = servers
    .map(
      ({ metadata: { namespace, name } }) =>
        traces.filter(({ outcome }) => outcome.answeredBy === `pod:${namespace}/${name}`).length,
    )
    .sort((one, other) => other - one);
  const hasEnough = traces.length / clients >= servers.length;
  const isEven = !hasEnough || counts.every((count) => count > 0);
  return {
    outcome: failed ? failed.outcome : isEven ? 'ok' : 'uneven',
    details: [counts.join('/')],
    evidence: failed?.evidence ?? `${traces.length} calls, all answered`,
  };
}
