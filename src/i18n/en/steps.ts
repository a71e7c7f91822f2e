import type { Packet } from '../../sim/net/index.ts';
import type { Ref } from '../../sim/api/types.ts';
import type { FailureReason, Hop, Purpose, StepName } from '../../sim/trace/types.ts';
import {
  bareName,
  cargoOf,
  causesOf,
  changedHalves,
  destinationOf,
  deviceOf,
  goesForward,
  isAboutForeigners,
  isError,
  netnsName,
  refTo,
  sourceOf,
  writerOf,
  type Cargo,
} from '../facts.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';

/** The sentences and names of hops, in one language. A new step does not compile until both languages speak of it. */
export interface StepTexts {
  /** What just happened and why, in one sentence. `place` is what a person calls the namespace: `node-1`, `web`. */
  readonly sentences: { readonly [Name in StepName]: (hop: Hop<Name>, place: string) => Phrase };
  /** A word or two for a stop of the timeline. */
  readonly names: { readonly [Name in StepName]: (hop: Hop<Name>) => string };
  readonly purposes: Readonly<Record<Purpose, string>>;
}

const steps: StepTexts = {
  sentences: {
    send: (hop, place) =>
      say`${sender(hop, place)} sends ${cargo(hop.after)} from ${sourceOf(hop.after)} to ${destinationOf(hop.after)}.`,
    resolve,
    route,
    transmit,
    cross,
    bridge,
    netfilter,
    encapsulate: (hop) =>
      say`${hop.device} puts the whole frame into a UDP packet from node ${address(hop.after.source)} to node ${address(hop.remote)}: VXLAN network ${hop.vni}, ${hop.overheadBytes} bytes more, and the addresses inside stay as they are.`,
    decapsulate: (hop, place) =>
      say`${hop.device} on ${place} takes the frame out of its wrapper: what goes on is the inner packet from ${sourceOf(hop.after)} to ${destinationOf(hop.after)}.`,
    deliver,
    stop,
  },
  names: {
    send: () => 'socket',
    resolve: (hop) => (hop.by === 'hosts' ? '/etc/hosts' : 'resolver'),
    route: () => 'routing',
    transmit: (hop) => deviceOf(hop),
    cross: (hop) => (hop.link === 'loopback' ? 'lo' : hop.link),
    bridge: (hop) => hop.bridge,
    netfilter: (hop) => (hop.rewrite ? rewriteNames[hop.rewrite] : hop.hook),
    encapsulate: (hop) => hop.device,
    decapsulate: (hop) => hop.device,
    deliver: (hop) => hop.process,
    stop: (hop) => stopNames[hop.reason],
  },
  purposes: {
    'dns-query': 'DNS query',
    'dns-answer': 'DNS answer',
    connect: 'SYN',
    accept: 'SYN-ACK',
    request: 'request',
    response: 'response',
    datagram: 'datagram',
    reset: 'reset',
    'icmp-error': 'ICMP error',
  },
};
export default steps;

const rewriteNames = { dnat: 'DNAT', snat: 'SNAT', unnat: 'conntrack' } as const;

/** What the kernel itself sends, such as an ICMP error, has no process. */
function sender({ process }: Hop<'send'>, place: string): Phrase {
  return process === 'kernel' ? say`The kernel of ${place}` : say`${code(process)} in ${place}`;
}

function cargo(packet: Packet): Phrase {
  const { is, text = '' } = cargoOf(packet);
  return cargoes[is](text);
}

const cargoes: Readonly<Record<Cargo['is'], (text: string) => Phrase>> = {
  syn: () => say`a TCP SYN`,
  'syn-ack': () => say`the SYN-ACK`,
  ack: () => say`an ACK`,
  fin: () => say`a TCP FIN`,
  reset: () => say`a TCP reset`,
  request: (text) => say`the request ${code(text)}`,
  response: (text) => say`the response ${code(text)}`,
  'dns-query': (text) => say`the DNS query ${code(text)}`,
  'dns-answer': (text) => say`the DNS answer ${code(text)}`,
  datagram: (protocol) => say`a ${protocol} datagram`,
  segment: () => say`a TCP segment`,
  ping: () => say`a ping`,
  pong: () => say`the answer to the ping`,
  'icmp-error': (text) => say`the ICMP error “${text}”`,
  tunnel: () => say`a VXLAN packet`,
};

function resolve(hop: Hop<'resolve'>, place: string): Phrase {
  const name = code(bareName(hop.name));
  if (hop.by === 'hosts') {
    return hop.address
      ? say`/etc/hosts in ${place} says that ${name} is ${address(hop.address)}, so nobody asks DNS.`
      : say`/etc/hosts in ${place} knows ${name}, but with no address.`;
  }
  if (hop.address)
    return say`DNS says that ${name} is ${address(hop.address)}; this is where ${place} will send.`;
  if (hop.by === 'none')
    return say`The resolver in ${place} gives up: it found no address for ${name}.`;
  const count = hop.candidates.length;
  const number = hop.candidates.indexOf(hop.name) + 1;
  if (count < 2 || number === 0)
    return say`The resolver in ${place} asks DNS for ${name}, just as it was written.`;
  return say`The resolver in ${place} asks DNS for ${name}, name ${number} of the ${count} that the search list in resolv.conf makes of what was asked.`;
}

function route(hop: Hop<'route'>, place: string): Phrase {
  const destination = address(hop.before.destination);
  if (hop.kind === 'local' || !hop.route)
    return say`${destination} is an address of ${place} itself, so the packet has come to its destination and is not routed on.`;
  const { route } = hop;
  const way =
    route.via === undefined
      ? say`out of ${route.device}, straight to it`
      : say`out of ${route.device} to the next hop ${address(route.via)}`;
  const owner = refTo(route.because, 'Node', 'podCIDR');
  const range = owner ? say` (the Pod range of ${named(owner, `Node ${owner.name}`)})` : [];
  const line =
    route.destination.prefix === 0
      ? say`only the default route fits ${destination}`
      : say`${code(route.destination.text)}${range} is the longest prefix that fits ${destination}`;
  const cost =
    hop.after.ttl < hop.before.ttl
      ? say`; forwarding takes one off the TTL, which is now ${hop.after.ttl}`
      : [];
  return say`In the routing table of ${place}, ${line}, so the packet goes ${way}${cost}.`;
}

function transmit(hop: Hop<'transmit'>, place: string): Phrase {
  const device = deviceOf(hop);
  const neighbor = address(hop.neighbor);
  const role =
    hop.neighbor === hop.before.destination
      ? say`${neighbor} is on the same link`
      : say`The next hop is ${neighbor}`;
  return hop.learned === 'permanent'
    ? say`${role}; a permanent neighbour entry on ${place} already holds its hardware address ${code(hop.mac)}, so the frame leaves by ${device} without asking.`
    : say`${role}; ${place} asks by ARP, learns its hardware address ${code(hop.mac)}, and hands the frame to ${device}.`;
}

function cross(hop: Hop<'cross'>, place: string): Phrase {
  const from = netnsName(hop.from.netns);
  if (hop.link === 'loopback')
    return say`The packet turns round at the loopback device of ${place}: it never leaves this network namespace.`;
  if (hop.link === 'wire')
    return say`Over the wire from ${from} to ${place}: the network between them carries the frame to the hardware address ${code(hop.destinationMac)}.`;
  return say`Through the veth pair: what goes in at ${hop.from.name} of ${from} comes out at ${deviceOf(hop)} of ${place}.`;
}

function bridge(hop: Hop<'bridge'>, place: string): Phrase {
  const mac = code(hop.destinationMac);
  if (hop.outPort === undefined)
    return say`The frame is addressed to ${hop.bridge} itself (${mac}), so the bridge takes it up to the kernel of ${place}, which will route it.`;
  const source =
    hop.inPort === undefined ? say`comes from ${place} itself` : say`came in by port ${hop.inPort}`;
  return say`The bridge ${hop.bridge} knows ${mac} behind port ${hop.outPort}; the frame ${source} and goes there as it is, without routing.`;
}

function netfilter(hop: Hop<'netfilter'>, place: string): Phrase {
  if (hop.rewrite === 'dnat') return dnat(hop, place);
  if (hop.rewrite === 'snat') return snat(hop, place);
  if (hop.rewrite === 'unnat') return unnat(hop, place);
  return unchanged(hop, place);
}

function dnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? `a rule` : `${writer}’s rule`;
  return say`DNAT. On ${place} ${rule} changes the destination ${destinationOf(hop.before)} to ${destinationOf(hop.after)}${chosen(hop)}.`;
}

/** Why this endpoint, and why this port. */
function chosen(hop: Hop<'netfilter'>): Phrase {
  const causes = causesOf(hop.because, hop.passes);
  const service = refTo(causes, 'Service');
  if (!service) return [];
  const selector = refTo(causes, 'Service', 'selector');
  const targetPort = refTo(causes, 'Service', 'targetPort');
  const endpoint = selector
    ? say`; ${named(selector, `Service ${service.name}`)}’s selector chose this Pod`
    : say`; it is an endpoint of ${named(service, `Service ${service.name}`)}`;
  return targetPort
    ? say`${endpoint}, the port is its ${named(targetPort, 'targetPort')}`
    : endpoint;
}

function snat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? `a rule` : `${writer}’s rule`;
  const why =
    writer === 'kube-proxy'
      ? say`so that the answer comes back to ${place}, which alone can undo the DNAT`
      : isAboutForeigners(hop.passes)
        ? say`so that the answer comes back to ${place}`
        : say`since nobody out there knows the way back to ${address(hop.before.source)}`;
  return say`SNAT. Before the packet leaves ${place}, ${rule} changes the source ${sourceOf(hop.before)} to ${sourceOf(hop.after)}, ${why}.`;
}

function unnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const { source, destination } = changedHalves(hop);
  const changes: Phrase[] = [];
  if (destination)
    changes.push(say`the destination ${destinationOf(hop.before)} to ${destinationOf(hop.after)}`);
  if (source) changes.push(say`the source ${sourceOf(hop.before)} to ${sourceOf(hop.after)}`);
  if (changes.length === 0)
    return say`${place} remembers this connection (conntrack) and translates the packet inside the ICMP error back.`;
  const both = list(changes);
  if (goesForward(hop))
    return say`${place} remembers this connection (conntrack) and changes ${both}, as it did for the first packet, without asking a rule.`;
  const effect = source
    ? say`: the client sees it come from the address it asked`
    : say`: it goes to the one who asked`;
  const what = isError(hop.before) ? 'An ICMP error.' : 'An answer.';
  return say`${what} ${place} remembers this connection (conntrack) and changes ${both} back${effect}.`;
}

function unchanged(hop: Hop<'netfilter'>, place: string): Phrase {
  const hook = code(hop.hook);
  const marking = hop.passes.find(({ chain }) => chain === 'KUBE-MARK-MASQ');
  if (marking)
    return say`At ${hook} on ${place} kube-proxy marks the packet for SNAT; its addresses do not change yet.`;
  if (hop.looked === 0) {
    return hop.state === 'ESTABLISHED'
      ? say`${hook} on ${place}: the packet belongs to a known connection, no rule needs to look at it.`
      : say`${hook} on ${place}: there is no rule here, the packet goes on.`;
  }
  const looked = hop.looked === 1 ? 'one rule' : `${hop.looked} rules`;
  const accepting = hop.passes.findLast(({ rule }) => rule.target.target === 'ACCEPT');
  return accepting
    ? say`${hook} on ${place}: ${looked} looked at; a rule of chain ${code(accepting.chain)} lets the packet pass.`
    : say`${hook} on ${place}: ${looked} looked at, none changes the packet or stops it.`;
}

function deliver(hop: Hop<'deliver'>, place: string): Phrase {
  const process = code(hop.process);
  const { listener } = hop;
  if (!listener)
    return say`${process} in ${place} has this connection open: its socket gets ${cargo(hop.after)}.`;
  return say`Arrived: ${process} in ${place} listens on ${address(listener.address, listener.port)} and gets ${cargo(hop.after)} from ${sourceOf(hop.after)}.`;
}

function stop(hop: Hop<'stop'>, place: string): Phrase {
  const answer = hop.answer === 'silence' ? silence(hop.reason) : answers[hop.answer];
  return answer === undefined
    ? stopped[hop.reason](hop, place)
    : say`${stopped[hop.reason](hop, place)} ${answer}`;
}

type Stopped = (hop: Hop<'stop'>, place: string) => Phrase;

const stopped: Readonly<Record<FailureReason, Stopped>> = {
  'no-endpoints': (hop, place) => {
    const service = serviceOf(hop);
    return service
      ? say`${service} has no endpoint, so kube-proxy’s rule on ${place} rejects the packet for ${destinationOf(hop.before)}.`
      : say`No endpoint stands behind ${destinationOf(hop.before)}, so kube-proxy’s rule on ${place} rejects the packet.`;
  },
  'no-local-endpoints': (hop, place) =>
    say`${serviceOf(hop) ?? 'The Service'} has endpoints, but none on ${place}, and its traffic policy is Local: the packet is dropped.`,
  'nothing-listens': (hop, place) =>
    say`The packet has reached ${place}, but no process listens on ${destinationOf(hop.before)}.`,
  'name-not-found': (hop, place) =>
    say`The name ${question(hop)} that ${place} asks for does not exist (NXDOMAIN).`,
  'name-without-address': (hop, place) =>
    say`The name ${question(hop)} that ${place} asks for exists, but has no address.`,
  'no-resolver': (_hop, place) =>
    say`${place} has no name server to ask: its resolv.conf names none.`,
  'no-route': (hop, place) =>
    say`No line in the routing table of ${place} fits ${address(hop.before.destination)}.`,
  'no-neighbor': (hop, place) =>
    say`On ${place}, ARP at ${deviceOf(hop)} gets no answer: no interface on that link has the address ${address(hop.before.destination)}.`,
  'hop-limit': (_hop, place) =>
    say`On ${place} the TTL of the packet has run out: it has been going in a circle.`,
  'dropped-by-rule': (hop, place) =>
    hop.passes.at(-1)?.rule.meaning === 'source-range'
      ? say`${address(hop.before.source)} is in none of the loadBalancerSourceRanges of ${serviceOf(hop) ?? 'the Service'}, so ${place} drops the packet.`
      : say`On ${place}, ${ruleOf(hop)} drops the packet.`,
  'rejected-by-rule': (hop, place) => say`On ${place}, ${ruleOf(hop)} rejects the packet.`,
  'invalid-state': (_hop, place) =>
    say`The packet belongs to no connection that ${place} knows (conntrack calls it INVALID), so it is dropped.`,
  'no-answer': (_hop, place) => say`The packet has reached ${place}, but nothing there answers it.`,
  'unknown-sender': (_hop, place) => say`There is no ${place} to send from.`,
  'bad-target': (_hop, place) =>
    say`${place} cannot tell where to send: the target cannot be read.`,
};

/** Where silence means that the sender waits; elsewhere it is the sender's own kernel that knows. */
function silence(reason: FailureReason): string | undefined {
  const waits: readonly FailureReason[] = [
    'no-local-endpoints',
    'dropped-by-rule',
    'invalid-state',
  ];
  return waits.includes(reason) ? 'The sender is told nothing.' : undefined;
}

const answers: Readonly<Record<Exclude<Hop<'stop'>['answer'], 'silence'>, string>> = {
  'tcp-reset': 'The sender gets a TCP reset.',
  'icmp-port-unreachable': 'The sender gets ICMP “port unreachable”.',
  'icmp-host-unreachable': 'The sender gets ICMP “host unreachable”.',
  'icmp-net-unreachable': 'The sender gets ICMP “network unreachable”.',
  'icmp-time-exceeded': 'The sender gets ICMP “time exceeded”.',
};

const stopNames: Readonly<Record<FailureReason, string>> = {
  'no-endpoints': 'no endpoints',
  'no-local-endpoints': 'no local endpoint',
  'nothing-listens': 'nothing listens',
  'name-not-found': 'NXDOMAIN',
  'name-without-address': 'no address',
  'no-resolver': 'no name server',
  'no-route': 'no route',
  'no-neighbor': 'no neighbour',
  'hop-limit': 'TTL 0',
  'dropped-by-rule': 'dropped',
  'rejected-by-rule': 'rejected',
  'invalid-state': 'INVALID',
  'no-answer': 'no answer',
  'unknown-sender': 'no sender',
  'bad-target': 'no target',
};

function serviceOf(hop: Hop<'stop'>): Part | undefined {
  const ref = refTo(causesOf(hop.because, hop.passes), 'Service');
  return ref && named(ref, `Service ${ref.name}`);
}

function ruleOf(hop: Hop<'stop'>): Phrase {
  const last = hop.passes.at(-1);
  const cause: Ref | undefined = causesOf(hop.because, hop.passes)[0];
  const rule = last ? say`a rule of chain ${code(last.chain)}` : say`a rule`;
  return cause
    ? say`${rule}, written because of ${named(cause, `${cause.kind} ${cause.name}`)},`
    : rule;
}

function question(hop: Hop<'stop'>): Part {
  const { payload } = hop.before;
  return code(
    payload?.carries === 'dns' ? bareName(payload.question.name) : hop.before.destination,
  );
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [' and ', ...item]));
}
