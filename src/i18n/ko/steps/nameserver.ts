import type { Hop } from '../../../sim/trace/types.ts';
import { bareName } from '../../facts.ts';
import { address, code, say, type Phrase } from '../../phrase.ts';
import { josa } from '../particles.ts';

export function forward({ name, server }: Hop<'forward'>, place: string): Phrase {
  return say`${place}의 CoreDNS는 ${josa(code(bareName(name)), '을/를')} 직접 알지 못하므로, ${code('forward')} 플러그인이 가리키는 ${address(server)}에 묻습니다.`;
}

export function cache({ name, secondsLeft }: Hop<'cache'>, place: string): Phrase {
  return say`${place}의 CoreDNS는 ${code(bareName(name))}의 응답을 기억하고 있어(${code('cache')} 플러그인) 앞으로 ${secondsLeft}초 동안은 다른 곳에 묻지 않습니다.`;
}
