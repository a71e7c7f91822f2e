import { withPort } from '../../../sim/net/index.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import { bareName, cargoOf, destinationOf, dotsIn, sourceOf } from '../../facts.ts';
import { address, code, say, type Phrase } from '../../phrase.ts';
import { cargo } from './cargo.ts';

export function send(hop: Hop<'send'>, place: string): Phrase {
  return say`${sender(hop, place)} sends ${cargo(hop.after)} from ${sourceOf(hop.after)} to ${destinationOf(hop.after)}.${closing(hop)}`;
}

function closing(hop: Hop<'send'>): string {
  const { is } = cargoOf(hop.after);
  if (is === 'fin') return ' It has nothing more to say, and closes its side of the connection.';
  return is === 'ack' ? ' With it both sides are closed.' : '';
}

/** What the kernel itself sends, such as an ICMP error, has no process. */
function sender({ process }: Hop<'send'>, place: string): Phrase {
  return process === 'kernel' ? say`The kernel of ${place}` : say`${code(process)} in ${place}`;
}

export function resolve(hop: Hop<'resolve'>, place: string): Phrase {
  const name = code(bareName(hop.name));
  if (hop.by === 'hosts') {
    return hop.address
      ? say`/etc/hosts in ${place} says that ${name} is ${address(hop.address)}, so nobody asks DNS.`
      : say`/etc/hosts in ${place} knows ${name}, but with no address.`;
  }
  if (hop.by === 'public' && hop.address)
    return say`The DNS out there says that ${name} is ${address(hop.address)}, the address in the status of the object that serves it.`;
  if (hop.address)
    return say`DNS says that ${name} is ${address(hop.address)}; this is where ${place} will send.`;
  if (hop.by === 'none')
    return say`The resolver in ${place} gives up: it found no address for ${name}.`;
  if (hop.insteadOf) return other(hop, place);
  const count = hop.candidates.length;
  const number = hop.candidates.indexOf(hop.name) + 1;
  if (count < 2 || number === 0)
    return say`The resolver in ${place} asks DNS for ${name}, just as it was written.`;
  const asks = say`The resolver in ${place} asks DNS for ${name}, name ${number} of the ${count} that the search list in resolv.conf makes of what was asked`;
  const { written, ndots } = hop;
  if (number > 1 || written === undefined || ndots === undefined) return say`${asks}.`;
  const dots = dotsIn(written);
  return dots < ndots
    ? say`${asks}: with fewer dots (${dots}) than ${code(`ndots:${ndots}`)}, the search domains come first.`
    : say`${asks}: with no fewer dots (${dots}) than ${code(`ndots:${ndots}`)}, it is tried alone first.`;
}

/** The next name server of the list, asked because another one was no help. */
function other({ name, insteadOf, before }: Hop<'resolve'>, place: string): Phrase {
  const asked = code(bareName(name));
  const server = insteadOf ? address(insteadOf.server) : '';
  return insteadOf && insteadOf.waitedSeconds > 0
    ? say`${server} has not answered for ${insteadOf.waitedSeconds} s, so the resolver in ${place} asks the next name server, ${address(before.destination)}, for ${asked}.`
    : say`${server} was no help, so the resolver in ${place} asks the next name server, ${address(before.destination)}, for ${asked}.`;
}

export function deliver(hop: Hop<'deliver'>, place: string): Phrase {
  const process = code(hop.process);
  const { listener } = hop;
  if (!listener)
    return say`${process} in ${place} has this connection open: its socket gets ${cargo(hop.after)}.`;
  return say`Arrived: ${process} in ${place} listens on ${code(withPort(listener.address, listener.port))} and gets ${cargo(hop.after)} from ${sourceOf(hop.after)}.`;
}
