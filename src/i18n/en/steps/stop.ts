import type { Hop, StopReason } from '../../../sim/trace/types.ts';
import { causesOf, destinationOf, deviceOf, isFeltBySender, refTo } from '../../facts.ts';
import { address, code, named, say, type Part, type Phrase } from '../../phrase.ts';

export function stop(hop: Hop<'stop'>, place: string): Phrase {
  const sentence = byProgram(hop, place) ?? stopped[hop.reason](hop, place);
  return isFeltBySender(hop) ? say`${sentence} ${answers[hop.answer]}` : sentence;
}

/** A BPF program says why in its own words, or makes a system call fail. */
function byProgram(hop: Hop<'stop'>, place: string): Phrase | undefined {
  if (!hop.dropped) return undefined;
  const program = code(hop.dropped.program);
  if (hop.place.at !== 'socket')
    return say`On ${place}, ${program} drops the packet: “${hop.dropped.says}”.`;
  return say`${serviceOf(hop) ?? 'The Service'} has no endpoint for ${place}, so ${program} makes the call fail with ${code(hop.dropped.says)}: no packet is ever sent.`;
}

type Stopped = (hop: Hop<'stop'>, place: string) => Phrase;

const stopped: Readonly<Record<StopReason, Stopped>> = {
  'no-endpoints': (hop, place) => {
    const service = serviceOf(hop);
    const rejected = say`so ${rejecterOf(hop)} on ${place} rejects the packet`;
    return service
      ? say`${service} has no endpoint, ${rejected} for ${destinationOf(hop.before)}.`
      : say`No endpoint stands behind ${destinationOf(hop.before)}, ${rejected}.`;
  },
  'no-local-endpoints': (hop, place) =>
    say`${serviceOf(hop) ?? 'The Service'} has endpoints, but none on ${place}, and its traffic policy is Local: the packet goes no further.`,
  'nothing-listens': (hop, place) =>
    say`The packet has reached ${place}, but no process listens on ${destinationOf(hop.before)}.`,
  'stray-answer': (hop, place) =>
    say`The answer comes from ${address(hop.before.source)}, an address that ${place} has not asked: its kernel knows no such connection.`,
  'unknown-connection': (hop, place) =>
    say`${place} knows no connection with ${address(hop.before.source)}: who had it open is gone, and its kernel resets it.`,
  'no-route': (hop, place) =>
    say`No line in the routing table of ${place} fits ${address(hop.before.destination)}.`,
  'dead-route': (hop, place) =>
    say`No more specific route on ${place} leads to ${address(hop.before.destination)}, so the packet ends here.`,
  'too-big': (hop, place) =>
    say`On ${place} the packet of ${hop.before.bytes ?? 0} bytes does not fit through the next device, whose MTU is ${hop.mtu ?? 0}, and it must not be fragmented (DF).`,
  'no-neighbor': (hop, place) =>
    say`On ${place}, ARP at ${deviceOf(hop)} gets no answer: no interface on that link has the address ${address(hop.before.destination)}.`,
  'hop-limit': (_hop, place) =>
    say`On ${place} the TTL of the packet has run out: it has been going in a circle.`,
  'policy-denied': (hop, place) => say`On ${place}, ${ruleOf(hop)} drops the packet.`,
  'dropped-by-rule': (hop, place) =>
    hop.passes.at(-1)?.rule.meaning === 'source-range'
      ? say`${address(hop.before.source)} is in none of the loadBalancerSourceRanges of ${serviceOf(hop) ?? 'the Service'}, so ${place} drops the packet.`
      : say`On ${place}, ${ruleOf(hop)} drops the packet.`,
  'dropped-by-program': (_hop, place) => say`On ${place}, a BPF program drops the packet.`,
  'rejected-by-rule': (hop, place) => say`On ${place}, ${ruleOf(hop)} rejects the packet.`,
  'invalid-state': (_hop, place) =>
    say`The packet belongs to no connection that ${place} knows (conntrack calls it INVALID), so it is dropped.`,
  'no-answer': (_hop, place) => say`The packet has reached ${place}, but nothing there answers it.`,
};

const answers: Readonly<Record<Hop<'stop'>['answer'], string>> = {
  silence: 'The sender is told nothing.',
  'tcp-reset': 'The sender gets a TCP reset.',
  'icmp-port-unreachable': 'The sender gets ICMP “port unreachable”.',
  'icmp-host-unreachable': 'The sender gets ICMP “host unreachable”.',
  'icmp-net-unreachable': 'The sender gets ICMP “network unreachable”.',
  'icmp-fragmentation-needed': 'The sender gets ICMP “fragmentation needed”, with the MTU in it.',
  'icmp-time-exceeded': 'The sender gets ICMP “time exceeded”.',
};

function serviceOf(hop: Hop<'stop'>): Part | undefined {
  const ref = refTo(causesOf(hop.because, hop.passes), 'Service');
  return ref && named(ref, `Service ${ref.name}`);
}

/** No rule has done it: IPVS has nobody to send to. */
function rejecterOf({ passes }: Hop<'stop'>): string {
  return passes.length > 0 ? 'kube-proxy’s rule' : 'IPVS';
}

function ruleOf(hop: Hop<'stop'>): Phrase {
  const last = hop.passes.at(-1);
  const cause = hop.because[0] ?? last?.rule.because[0];
  const rule = last ? say`a rule of chain ${code(last.chain)}` : say`a rule`;
  return cause
    ? say`${rule}, written because of ${named(cause, `${cause.kind} ${cause.name}`)},`
    : rule;
}
