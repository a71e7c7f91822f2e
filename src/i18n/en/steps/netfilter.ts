import type { Ref } from '../../../sim/api/types.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import {
  causesOf,
  changedHalves,
  destinationOf,
  goesForward,
  isAboutForeigners,
  isAccepting,
  isError,
  isMarking,
  refTo,
  sourceOf,
  writerOf,
} from '../../facts.ts';
import { address, code, named, say, type Phrase } from '../../phrase.ts';

export function netfilter(hop: Hop<'netfilter'>, place: string): Phrase {
  if (hop.rewrite === 'dnat') return dnat(hop, place);
  if (hop.rewrite === 'snat') return snat(hop, place);
  if (hop.rewrite === 'unnat') return unnat(hop, place);
  return unchanged(hop, place);
}

function dnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? `a rule` : `${writer}’s rule`;
  return say`On ${place}, ${rule} changes the destination ${destinationOf(hop.before)} to ${destinationOf(hop.after)} (DNAT)${chosen(causesOf(hop.because, hop.passes))}.`;
}

/** Why this endpoint, and why this port. */
export function chosen(causes: readonly Ref[]): Phrase {
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
  return say`Before the packet leaves ${place}, ${rule} changes the source ${sourceOf(hop.before)} to ${sourceOf(hop.after)} (SNAT), ${why}.`;
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
  const marking = hop.passes.some(isMarking);
  if (marking)
    return say`In ${hook} on ${place}, kube-proxy’s rule marks the packet for SNAT; its addresses do not change yet.`;
  if (hop.looked === 0) {
    return hop.state === 'ESTABLISHED'
      ? say`The packet belongs to a known connection, so ${place} looks at no rule in ${hook}.`
      : say`${place} has no rule in ${hook} that this packet must pass, so it goes on as it is.`;
  }
  const looked = hop.looked === 1 ? 'one rule' : `${hop.looked} rules`;
  const accepting = hop.passes.findLast(isAccepting);
  return accepting
    ? say`${place} looks at ${looked} in ${hook}; one of chain ${code(accepting.chain)} lets the packet pass.`
    : say`${place} looks at ${looked} in ${hook}; none changes the packet or stops it.`;
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [' and ', ...item]));
}
