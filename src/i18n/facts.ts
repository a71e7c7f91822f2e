import {
  carriedBy,
  destinationPortOf,
  hasPorts,
  sourcePortOf,
  type Packet,
} from '../sim/net/index.ts';
import type { Ref } from '../sim/api/types.ts';
import type { RulePass } from '../sim/dataplane/netfilter/types.ts';
import type { NetnsId } from '../sim/dataplane/types.ts';
import type { MapLookup } from '../sim/trace/steps/bpf.ts';
import type { StopReason, Hop } from '../sim/trace/types.ts';
import { address, type Part } from './phrase.ts';

/** What a packet carries, as far as sentences tell packets apart. `text` is what a program would print of it. */
export interface Cargo {
  readonly is:
    | 'syn'
    | 'syn-ack'
    | 'ack'
    | 'fin'
    | 'reset'
    | 'request'
    | 'response'
    | 'dns-query'
    | 'dns-answer'
    | 'datagram'
    | 'segment'
    | 'ping'
    | 'pong'
    | 'icmp-error'
    | 'tunnel';
  readonly text?: string;
}

export function cargoOf(packet: Packet): Cargo {
  const { payload, transport } = packet;
  if (carriedBy(packet)) return { is: 'tunnel' };
  if (payload?.carries === 'dns') {
    const { answer, question } = payload;
    const text = `${bareName(question.name)} ${question.type}`;
    return answer
      ? { is: 'dns-answer', text: `${text} ${answer.rcode}` }
      : { is: 'dns-query', text };
  }
  if (payload?.carries === 'http-request')
    return { is: 'request', text: `${payload.method} ${payload.path}` };
  if (payload?.carries === 'http-response') return { is: 'response', text: String(payload.status) };
  if (transport.protocol === 'ICMP') return icmpCargo(transport.type);
  if (!hasPorts(transport) || transport.protocol !== 'TCP')
    return { is: 'datagram', text: transport.protocol };
  return { is: tcpCargo(transport.flags ?? []) };
}

function icmpCargo(type: string): Cargo {
  if (type === 'echo-request') return { is: 'ping' };
  if (type === 'echo-reply') return { is: 'pong' };
  return { is: 'icmp-error', text: type.replaceAll('-', ' ') };
}

function tcpCargo(flags: readonly string[]): Cargo['is'] {
  if (flags.includes('RST')) return 'reset';
  if (flags.includes('SYN')) return flags.includes('ACK') ? 'syn-ack' : 'syn';
  if (flags.includes('FIN')) return 'fin';
  return flags.includes('PSH') ? 'segment' : 'ack';
}

/** Where a packet comes from, with the port where it has one. */
export function sourceOf(packet: Packet): Part {
  return address(packet.source, sourcePortOf(packet));
}

/** Where a packet goes, with the port where it has one. */
export function destinationOf(packet: Packet): Part {
  return address(packet.destination, destinationPortOf(packet));
}

/** What a person calls a namespace: `pod:default/web` → `web`, `node:node-1` → `node-1`. */
export function netnsName(netns: NetnsId): string {
  return netns.split(/[:/]/).at(-1) ?? netns;
}

/** The interface a hop is at, `''` where its place is none. */
export function deviceOf(hop: Hop): string {
  const { at } = hop.place;
  return at.startsWith('device:') ? at.slice('device:'.length) : '';
}

/** The first of `refs` of this kind whose path ends so; `ending` absent takes any path. */
export function refTo(refs: readonly Ref[], kind: string, ending = ''): Ref | undefined {
  return refs.find((ref) => ref.kind === kind && ref.path.endsWith(ending));
}

/** Everything that caused a hop of netfilter: what the hop names, then what its rules name, the last rule first. */
export function causesOf(because: readonly Ref[], passes: readonly RulePass[]): readonly Ref[] {
  return [...because, ...passes.toReversed().flatMap(({ rule }) => rule.because)];
}

const writers: readonly (readonly [name: RegExp, writer: string])[] = [
  [/^KUBE-|^ip6? kube-proxy$/, 'kube-proxy'],
  [/^FLANNEL-/, 'flanneld'],
  [/^cali-/, 'Calico'],
  [/^CILIUM_/, 'Cilium'],
  [/^CNI-/, 'CNI'],
];

/** Who wrote the rule that decided, told by the name of its chain or table, as one tells it on a real node. */
export function writerOf(passes: readonly RulePass[]): string | undefined {
  for (const { chain, table } of passes.toReversed()) {
    const known = writers.find(([name]) => name.test(chain) || name.test(table));
    if (known) return known[1];
  }
  return undefined;
}

/** Whether a rule marks packets that are to be masqueraded on their way out. */
export function isMarking({ chain, rule }: RulePass): boolean {
  return 'statements' in rule
    ? rule.statements.some((part) => part.statement === 'mark' && part.operator === '|')
    : chain === 'KUBE-MARK-MASQ';
}

/** Whether a rule lets packets pass for good. */
export function isAccepting({ rule }: RulePass): boolean {
  return 'target' in rule && rule.target.target === 'ACCEPT';
}

/** Which halves of the packet's address a hop changed. */
export function changedHalves(hop: { readonly before: Packet; readonly after: Packet }): {
  readonly source: boolean;
  readonly destination: boolean;
} {
  const { before, after } = hop;
  return {
    source: before.source !== after.source || sourcePortOf(before) !== sourcePortOf(after),
    destination:
      before.destination !== after.destination ||
      destinationPortOf(before) !== destinationPortOf(after),
  };
}

/**
 * Whether a packet that conntrack changed from memory goes the way of the connection's first packet: its source is then the
 * one of the `original` tuple. Answers, and errors about the connection, do not.
 */
export function goesForward({ entry, before }: Hop<'netfilter'>): boolean {
  if (!entry || isError(before)) return false;
  const { source, sourcePort } = entry.original;
  return before.source === source && (sourcePortOf(before) ?? sourcePort) === sourcePort;
}

/** The entry of a map that an agent wrote and a BPF program decided by: the last it found. */
export function entryOf({ lookups }: Hop<'bpf'>): MapLookup | undefined {
  return lookups.findLast(({ written, because }) => !written && because.length > 0);
}

/** A DNS name without the dot that ends it: in a sentence it looks like the end. */
export function bareName(name: string): string {
  return name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;
}

/** How many dots a resolver counts in a name. */
export function dotsIn(name: string): number {
  return name.split('.').length - 1;
}

const waiting: ReadonlySet<StopReason> = new Set([
  'no-local-endpoints',
  'policy-denied',
  'dropped-by-rule',
  'dropped-by-program',
  'invalid-state',
]);

/** Whether the sender gets an answer or waits for one in vain. In other silences its own kernel knows at once. */
export function isFeltBySender({ answer, reason }: Hop<'stop'>): boolean {
  return answer !== 'silence' || waiting.has(reason);
}

/** Whether the rule that decided is about senders outside a range: what comes in is masqueraded, not what goes out. */
export function isAboutForeigners(passes: readonly RulePass[]): boolean {
  const rule = passes.at(-1)?.rule;
  return (
    rule !== undefined &&
    'matches' in rule &&
    rule.matches.some((match) => match.match === 'source' && match.negated)
  );
}

/** Whether a packet is an ICMP error about a connection. */
export function isError({ transport }: Packet): boolean {
  return transport.protocol === 'ICMP' && transport.about !== undefined;
}
