import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf, sourceOf } from '../../facts.ts';
import { code, say, type Phrase } from '../../phrase.ts';
import { chosen } from './netfilter.ts';

export function ipvs(hop: Hop<'ipvs'>, place: string): Phrase {
  if (hop.direction === 'answer')
    return say`An answer. IPVS on ${place} remembers the connection and changes the source ${sourceOf(hop.before)} to the virtual server ${sourceOf(hop.after)}: the client sees it come from the address it asked.`;
  const changes = say`IPVS on ${place} changes the destination, the virtual server ${destinationOf(hop.before)}, to the real server ${destinationOf(hop.after)}`;
  if (hop.by === 'connection') return say`${changes}, as it did for the first packet.`;
  return hop.by === 'persistence'
    ? say`${changes}, where this client was before (session affinity)${chosen(hop.because)}.`
    : say`${changes}, which its scheduler ${code(hop.scheduler)} chose (${rules[hop.scheduler]})${chosen(hop.because)}.`;
}

/** How each scheduler chooses. */
const rules: Readonly<Record<Hop<'ipvs'>['scheduler'], string>> = {
  rr: 'each in turn',
  lc: 'the one with the fewest connections',
  sh: 'always the same for one client address',
};
