import { sourcePortOf } from '../../src/sim/net/index.ts';
import type { ConntrackEntry, Tuple } from '../../src/sim/dataplane/conntrack.ts';
import type { KernelState } from '../../src/sim/dataplane/memory.ts';
import type { Cluster } from '../../src/sim/dataplane/index.ts';
import type { Trace } from '../../src/sim/trace/index.ts';
import { printPass } from '../../src/sim/dataplane/rules.ts';
import { blankFor, type Blank } from './blank.ts';
import { captured, ends } from './capture.ts';
import type { Played } from './play.ts';
import type { Flow, Recorded, RecordedEntry, RecordedPacket, Scenario } from './recording.ts';

/** What became of a flow, a line for each thing: verdict, who answered and what it saw, who ended it, where it was last seen, what stopped it, and the connections that are remembered. */
export function recordedStory(recorded: Recorded): readonly string[] {
  const { verdict, server, peerSeen, serverLocal, endedBy, lastSeen, stoppedBy } = recorded;
  const entries = Object.entries(recorded.conntrack).flatMap(([node, rows]) =>
    rows.map((row) => printEntry(node, row)),
  );
  return linesOf({
    verdict,
    server,
    peerSeen,
    serverLocal,
    endedBy,
    lastSeen,
    stoppedBy,
    entries,
  });
}

/** The same of a flow that was simulated. */
export function simulatedStory(
  { flow, traces, cluster, state }: Played,
  scenario: Scenario,
): readonly string[] {
  const [trace] = traces;
  if (!trace) return [];
  const blank = blankFor(scenario, clientPort(trace));
  const packets = captured(trace, cluster);
  const verdict = verdicts[trace.outcome.result] ?? trace.outcome.result;
  const served = verdict === 'connected' ? serving(trace, cluster) : undefined;
  return linesOf({
    verdict,
    ...(served && {
      server: served.server,
      peerSeen: blank(served.peer),
      serverLocal: blank(served.local),
    }),
    endedBy: verdict === 'connected' ? undefined : endedBy(packets, blank),
    lastSeen: verdict === 'timeout' ? lastSeen(packets) : undefined,
    stoppedBy: hasRules(scenario, flow) ? stoppedBy(trace, cluster) : undefined,
    entries: entriesOf(state, cluster, blank),
  });
}

interface Story {
  readonly verdict: string;
  readonly server?: string | undefined;
  readonly peerSeen?: string | undefined;
  readonly serverLocal?: string | undefined;
  readonly endedBy?: string | undefined;
  readonly lastSeen?: string | undefined;
  readonly stoppedBy?: string | undefined;
  readonly entries: readonly string[];
}

/** Whether the rules that packets matched were recorded: that slows a kernel down, so not for flows of very many packets. */
export function hasRules({ trace = false }: Scenario, flow: Flow): boolean {
  return trace && flow.trace !== false;
}

function linesOf({ entries, ...facts }: Story): readonly string[] {
  const lines = Object.entries(facts).flatMap(([name, fact]) =>
    fact === undefined ? [] : [`${name}: ${fact}`],
  );
  return [...lines, ...entries.toSorted()];
}

const verdicts: Readonly<Record<string, string>> = {
  delivered: 'connected',
  refused: 'refused',
  'timed-out': 'timeout',
  unreachable: 'unreachable',
};

/** The port the client chose; a ping has none. */
export function clientPort({ legs }: Trace): number | undefined {
  const first = legs[0]?.hops[0];
  return first && sourcePortOf(first.before);
}

interface Serving {
  readonly server: string;
  readonly peer: string;
  readonly local: string;
}

/** Who served, and the two ends of the connection as it saw them. A kernel that answers a ping does not tell its name. */
function serving({ legs, outcome }: Trace, cluster: Cluster): Serving | undefined {
  const asked = legs.find(({ purpose }) => purpose === 'request' || purpose === 'datagram');
  const got = asked?.hops.at(-1)?.after;
  const server = outcome.answeredBy && cluster.namespaces.get(outcome.answeredBy);
  if (!got || !server || got.transport.protocol === 'ICMP') return undefined;
  const { src: peer, dst: local } = ends(got);
  // A UDP socket does not learn which of its addresses was asked; all of ours are bound to the Pod's own.
  return { server: server.name, peer, local };
}

function endedBy(packets: readonly RecordedPacket[], blank: Blank): string | undefined {
  const end = packets.find(({ what }) => /RST|ICMP (?:dest|port|host|net|time)/.test(what));
  const from = end?.hops[0];
  return end && from && `${end.what} from ${from.ns} (${blank(from.src)})`;
}

function lastSeen(packets: readonly RecordedPacket[]): string | undefined {
  const final = packets.at(-1);
  const last = final?.what === 'TCP SYN,ACK' ? final : packets[0];
  const hop = last?.hops.at(-1);
  return last && hop && `${last.what} ${hop.dir === 'in' ? 'entered' : 'left'} ${hop.ns}/${hop.if}`;
}

/** The recorder told of rules that drop and of policies, not of those that reject. */
function stoppedBy({ legs }: Trace, cluster: Cluster): string | undefined {
  for (const hop of legs.flatMap(({ hops }) => hops)) {
    if (hop.step !== 'stop') continue;
    const look = hop.looks.at(-1);
    const pass = hop.passes.at(-1);
    const netns = cluster.namespaces.get(hop.place.netns)?.name ?? '';
    if (look?.endedBy === 'policy DROP')
      return `${netns} ${look.table} ${hop.place.at.slice('hook:'.length)} policy DROP`;
    if (look?.endedBy === 'rule' && pass && hop.answer === 'silence')
      return `${netns} ${pass.table} ${printPass(pass).replace(/^-A /, '')}`;
  }
  return undefined;
}

function entriesOf({ conntrack }: KernelState, cluster: Cluster, blank: Blank): readonly string[] {
  return [...conntrack].flatMap(([id, table]) =>
    table
      .entries()
      .filter(({ original }) => original.destinationPort !== tunnelPort)
      .map((entry) => printEntry(cluster.namespaces.get(id)?.name ?? id, rowOf(entry, blank))),
  );
}

/** The recorder left the entries of the tunnels out. */
const tunnelPort = 8472;

function rowOf(
  { original, reply, seenReply, noted: { state, isAssured } }: ConntrackEntry,
  blank: Blank,
): RecordedEntry {
  return {
    proto: original.protocol.toLowerCase(),
    orig: blank(printTuple(original)),
    reply: blank(printTuple(reply)),
    ...(state && { state }),
    flags: [...(seenReply ? [] : ['UNREPLIED']), ...(isAssured ? ['ASSURED'] : [])],
  };
}

function printTuple({ protocol, source, sourcePort, destination, destinationPort }: Tuple): string {
  return protocol === 'ICMP'
    ? `${source} > ${destination}`
    : `${source}:${sourcePort} > ${destination}:${destinationPort}`;
}

function printEntry(
  node: string,
  { proto, orig, reply, state, flags = [] }: RecordedEntry,
): string {
  const marks = [state, ...flags].filter((mark) => mark !== undefined);
  return [`conntrack ${node}: ${proto} ${orig}, reply ${reply}`, ...marks].join(' ');
}
