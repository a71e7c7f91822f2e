import { printPass } from '../../src/sim/dataplane/rules.ts';
import type { RulePass, TableLook } from '../../src/sim/dataplane/netfilter/index.ts';
import type { Cluster, Netns } from '../../src/sim/dataplane/index.ts';
import type { Packet } from '../../src/sim/net/index.ts';
import type { Hop, Trace } from '../../src/sim/trace/index.ts';
import { blankFor, type Blank } from './blank.ts';
import { captured, ends, flagsOf, nameIn, telling } from './capture.ts';
import type { Played } from './play.ts';
import type { Recorded, RecordedLook, RecordedPacket, Scenario } from './recording.ts';
import { clientPort, hasRules } from './story.ts';

/** The way of a flow's packets, a line for each thing: every interface, and on nodes and the edge every rule that fitted. */
export function recordedWay({ packets, trace = {} }: Recorded): readonly string[] {
  return wayOf(packets, Object.entries(trace), (text) => text);
}

/** The same of a flow that was simulated, with as many hops of each packet as were kept of the recorded one. */
export function simulatedWay(
  { flow, traces, cluster }: Played,
  scenario: Scenario,
): readonly string[] {
  const [trace] = traces;
  if (!trace) return [];
  const blank = blankFor(scenario, clientPort(trace));
  const packets = telling(captured(trace, cluster)).map(shortened);
  return wayOf(packets, hasRules(scenario, flow) ? [...looksIn(trace, cluster, blank)] : [], blank);
}

type Looks = readonly [netns: string, looks: readonly RecordedLook[]];

function wayOf(
  packets: readonly RecordedPacket[],
  rules: readonly Looks[],
  blank: Blank,
): readonly string[] {
  const byName = rules.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...packets.flatMap((packet) => packetLines(packet, blank)),
    ...byName.flatMap(([netns, looks]) => [`rules of ${netns}`, ...looks.flatMap(lookLines)]),
  ];
}

/** The recorder kept the first 16 hops of a packet that took more than 40. */
function shortened(packet: RecordedPacket): RecordedPacket {
  const { hops } = packet;
  return hops.length > 40 ? { ...packet, totalHops: hops.length, hops: hops.slice(0, 16) } : packet;
}

function packetLines({ what, totalHops, hops }: RecordedPacket, blank: Blank): readonly string[] {
  const more = totalHops === undefined ? '' : `, the first of ${totalHops} hops`;
  return [
    `${what}${more}`,
    ...hops.map(({ ns, if: device, dir, src, dst, ttl, l2src, encap }) => {
      // The outer source port is a hash of the inner flow, another one in each kernel.
      const outer = encap
        ? ` in ${encap.src.replace(/:\d+$/, ':*')} > ${encap.dst} ttl ${encap.ttl}`
        : '';
      const sender = l2src === undefined ? '' : ` from ${l2src}`;
      return `  ${ns} ${device} ${dir} ${blank(src)} > ${blank(dst)} ttl ${ttl}${sender}${outer}`;
    }),
  ];
}

function lookLines({ packet, in: into, out, mark, steps }: RecordedLook): readonly string[] {
  const facts = [into && `in ${into}`, out && `out ${out}`, mark && `mark ${mark}`].filter(Boolean);
  return [
    `  ${packet} ${facts.join(' ')}`,
    ...steps.map(({ table, chain, rule, verdict }) => `    ${table} ${chain} ${rule ?? verdict}`),
  ];
}

/**
 * What the recorder would have told: of nodes and the edge, of the first TCP packets and resets and of all UDP, each look once (packets in
 * a tunnel look alike from outside). It told nothing of ICMP.
 */
function looksIn(
  { legs }: Trace,
  cluster: Cluster,
  blank: Blank,
): ReadonlyMap<string, readonly RecordedLook[]> {
  const told = new Map<string, RecordedLook[]>();
  for (const hop of legs.flatMap(({ hops }) => hops)) {
    const netns = cluster.namespaces.get(hop.place.netns);
    if (!netns || (hop.step !== 'netfilter' && hop.step !== 'stop')) continue;
    for (const look of hop.looks) {
      if (!isTold(look.packet)) continue;
      const recorded = asRecorded(look, hop, netns, cluster, blank);
      const before = told.get(netns.name) ?? [];
      const key = JSON.stringify(recorded);
      if (recorded.steps.length > 0 && !before.some((other) => JSON.stringify(other) === key))
        told.set(netns.name, [...before, recorded]);
    }
  }
  return told;
}

function isTold({ transport }: Packet): boolean {
  if (transport.protocol !== 'TCP') return transport.protocol === 'UDP';
  return transport.flags?.some((flag) => flag === 'SYN' || flag === 'RST') ?? false;
}

function asRecorded(
  look: TableLook,
  hop: Hop<'netfilter' | 'stop'>,
  netns: Netns,
  cluster: Cluster,
  blank: Blank,
): RecordedLook {
  const { inInterface, outInterface, mark, endedBy } = look;
  const chain = hop.place.at.slice('hook:'.length);
  const steps = hop.passes
    .filter((pass) => pass.table === look.table && !rejects(pass))
    .map((pass) => stepOf(pass));
  const policy = { table: look.table, chain, verdict: endedBy };
  return {
    packet: blank(printPacket(look.packet)),
    ...(inInterface !== undefined && { in: nameIn(cluster, netns, inInterface) }),
    ...(outInterface !== undefined && { out: nameIn(cluster, netns, outInterface) }),
    ...(mark !== 0 && { mark: `0x${mark.toString(16)}` }),
    steps: endedBy === 'rule' ? steps : [...steps, policy],
  };
}

function rejects(pass: RulePass): boolean {
  return !('text' in pass) && pass.rule.target.target === 'REJECT';
}

function stepOf(pass: RulePass): RecordedLook['steps'][number] {
  const { table, chain } = pass;
  return { table, chain, rule: printPass(pass).replace(`-A ${chain} `, ''), verdict: '' };
}

/** A packet in the recorder's words, which are those of the kernel's own trace. */
function printPacket(packet: Packet): string {
  const { transport } = packet;
  const { src, dst } = ends(packet);
  const flags = flagsOf(transport, ['SYN', 'ACK', 'RST']);
  const kind = transport.protocol === 'TCP' ? `TCP ${flags}` : transport.protocol;
  return `${kind} ${src} > ${dst}`;
}
