import type { Hop, Steps } from '../../../sim/trace/types.ts';
import { destinationOf, entryOf, isError, sourceOf } from '../../facts.ts';
import { address, code, say, type Phrase } from '../../phrase.ts';
import { chosen } from './netfilter.ts';

export function bpf(hop: Hop<'bpf'>, place: string): Phrase {
  const { before, after } = hop;
  const program = code(hop.call ?? hop.program);
  if (hop.hook === 'recvmsg')
    return say`${program} tells the process in ${place} that the datagram came from ${sourceOf(after)}, the address it asked; the packet came from ${sourceOf(before)}.`;
  if (hop.goes === 'process')
    return say`Inside ${hop.hook}(), ${program} puts ${destinationOf(after)} in the place of ${destinationOf(before)}, before ${place} has made any packet${chosen(hop.because)}; the process goes on seeing the Service.`;
  const way = hop.goes === 'tail call' && hop.to === undefined ? [] : ways[hop.goes](hop);
  if (!hop.rewrite) return say`On ${place}, ${program} ${found(hop)}${way}.`;
  const change = changes[hop.rewrite](hop, place);
  return way.length === 0
    ? say`On ${place}, ${program} ${change}.`
    : say`On ${place}, ${program} ${change}, and ${way}.`;
}

/** The entry of a map that decided. */
function found(hop: Hop<'bpf'>): Phrase {
  const entry = entryOf(hop);
  return entry ? say`finds ${code(entry.key)} in ${code(entry.map)} and ` : [];
}

const changes: Readonly<
  Record<NonNullable<Steps['bpf']['rewrite']>, (hop: Hop<'bpf'>, place: string) => Phrase>
> = {
  dnat: (hop) =>
    say`finds ${destinationOf(hop.before)} in ${code('cilium_lb4_services_v2')} and changes the destination to ${destinationOf(hop.after)} (DNAT)${chosen(hop.because)}`,
  snat: ({ before, after, hook }, place) =>
    say`changes the source ${sourceOf(before)} to ${sourceOf(after)} (SNAT), ${
      hook === 'tc egress'
        ? say`since nobody out there knows the way back to ${address(before.source)}`
        : say`so that the answer comes back to ${place}`
    }`,
  unnat: ({ before, after }) =>
    isError(before)
      ? say`remembers the connection that this ICMP error is about and gives it to ${address(after.destination)}`
      : before.source === after.source
        ? say`remembers the connection and changes the destination ${destinationOf(before)} back to ${destinationOf(after)}`
        : say`remembers the connection and changes the source ${sourceOf(before)} back to ${sourceOf(after)}`,
};

const ways: Readonly<Record<Steps['bpf']['goes'], (hop: Hop<'bpf'>) => Phrase>> = {
  on: ({ hook }) =>
    hook === 'tc ingress' ? say`lets the packet go up the node’s stack` : say`lets the packet out`,
  'tail call': ({ to = '' }) => say`hands the packet to the program of the Pod behind ${to}`,
  peer: ({ to = '' }) =>
    say`puts the packet straight into the Pod’s ${to} (bpf_redirect_peer): netfilter and routing of the node never see it`,
  redirect: ({ to = '', route }) =>
    route
      ? say`looks up the route and sends the packet out of ${to} itself, past the node’s netfilter`
      : say`sends the packet out of ${to}`,
  tunnel: ({ to = '' }) =>
    say`gives the packet to ${to}, with the other node’s address and the sender’s identity`,
  process: () => [],
};
