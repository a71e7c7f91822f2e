import type { Hop } from '../../../sim/trace/types.ts';
import { bareName } from '../../facts.ts';
import { address, code, say, type Phrase } from '../../phrase.ts';

export function forward({ name, server }: Hop<'forward'>, place: string): Phrase {
  return say`CoreDNS in ${place} does not know ${code(bareName(name))} itself, and asks ${address(server)}, to which its plugin ${code('forward')} points.`;
}

export function cache({ name, secondsLeft }: Hop<'cache'>, place: string): Phrase {
  return say`CoreDNS in ${place} remembers the answer for ${code(bareName(name))} (plugin ${code('cache')}) for another ${secondsLeft} s, and asks nobody.`;
}
