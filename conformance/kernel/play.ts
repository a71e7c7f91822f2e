import { send, type Cluster } from '../../src/sim/dataplane/index.ts';
import { freshState, type KernelState } from '../../src/sim/dataplane/memory.ts';
import type { Request, Sender, Trace } from '../../src/sim/trace/index.ts';
import { clusterOf } from './cluster.ts';
import type { Flow, Scenario } from './recording.ts';
import { run, type Lab } from './shell.ts';

/** A flow, and what became of it: one connection, or as many as were asked for. */
export interface Played {
  readonly flow: Flow;
  /** The cluster as it was while the flow lasted. */
  readonly cluster: Cluster;
  readonly traces: readonly Trace[];
  /** What the kernels remember after it. */
  readonly state: KernelState;
}

const attemptsMax = 64;

/**
 * Plays a scenario's flows one after another, as they were recorded: what rules remember (`-m recent`) lasts from flow to flow, the
 * connection tables are emptied before each.
 */
export function play(scenario: Scenario): readonly Played[] {
  let lab: Lab = { cluster: clusterOf(scenario), state: freshState };
  return scenario.flows.map((flow) => {
    const played =
      flow.repeat === undefined ? playOne(lab, flow) : playMany(lab, flow, flow.repeat);
    lab = runAll({ cluster: played.cluster, state: played.state }, flow.after);
    return played;
  });
}

/** Again with other dice, and after the same preparations, while another endpoint than the pinned one answers. */
function playOne(lab: Lab, flow: Flow): Played {
  let prepared = lab;
  for (let attempt = 0; ; attempt++) {
    prepared = withoutConnections(runAll(prepared, flow.before));
    const { cluster } = prepared;
    const { trace, state } = send(cluster, request(cluster, flow, attempt), prepared.state);
    const pinned = flow.pin === undefined || trace.outcome.answeredBy?.endsWith(`/${flow.pin}`);
    const failed = trace.outcome.result !== 'delivered';
    if (pinned || failed || attempt >= attemptsMax)
      return { flow, cluster, traces: [trace], state };
    prepared = { cluster, state };
  }
}

/** Each connection had a port of its own, so that none met another's entry. */
function playMany(lab: Lab, flow: Flow, repeat: number): Played {
  let now = runAll(lab, flow.before);
  const traces = Array.from({ length: repeat }, (_, attempt) => {
    const { cluster, state: before } = withoutConnections(now);
    const { trace, state } = send(cluster, request(cluster, flow, attempt), before);
    now = { cluster, state };
    return trace;
  });
  return { flow, cluster: now.cluster, traces, state: now.state };
}

function runAll(lab: Lab, commands: Flow['before'] = []): Lab {
  return commands.reduce(run, lab);
}

function withoutConnections({ cluster, state }: Lab): Lab {
  return { cluster, state: { ...state, conntrack: new Map() } };
}

function request(cluster: Cluster, { from, to }: Flow, attempt: number): Request {
  const scheme = (to.protocol ?? 'TCP').toLowerCase();
  const port = to.port === undefined ? '' : `:${to.port}`;
  return { from: senderOf(cluster, from), to: `${scheme}://${to.ip}${port}`, attempt };
}

function senderOf({ namespaces }: Cluster, name: string): Sender {
  if (namespaces.has(`pod:default/${name}`)) return { kind: 'pod', namespace: 'default', name };
  if (namespaces.has(`node:${name}`)) return { kind: 'node', name };
  return { kind: 'host', name };
}
