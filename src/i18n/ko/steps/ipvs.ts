import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf, sourceOf } from '../../facts.ts';
import { code, say, type Phrase } from '../../phrase.ts';
import { josa } from '../particles.ts';
import { chosen } from './netfilter.ts';

export function ipvs(hop: Hop<'ipvs'>, place: string): Phrase {
  if (hop.direction === 'answer')
    return say`응답입니다. ${place}의 IPVS가 이 연결을 기억하고 있어, 출발지 주소를 ${sourceOf(hop.before)}에서 가상 서버 ${josa(sourceOf(hop.after), '으로/로')} 되돌립니다. 클라이언트에게는 자신이 요청한 주소에서 온 것으로 보입니다.`;
  const changes = say`${place}의 IPVS가 목적지 주소를 가상 서버 ${destinationOf(hop.before)}에서 리얼 서버 ${josa(destinationOf(hop.after), '으로/로')} 바꿉니다.`;
  if (hop.by === 'connection') return say`${changes} 이 연결의 첫 패킷 때와 같습니다.`;
  return hop.by === 'persistence'
    ? say`${changes} 세션 어피니티에 따라 이 클라이언트가 전에 연결했던 곳을 골랐습니다.${chosen(hop.because)}`
    : say`${changes} 스케줄러 ${josa(code(hop.scheduler), '이/가')} ${rules[hop.scheduler]} 골랐습니다.${chosen(hop.because)}`;
}

const rules: Readonly<Record<Hop<'ipvs'>['scheduler'], string>> = {
  rr: '차례대로',
  lc: '연결이 가장 적은 것을',
  sh: '클라이언트의 주소에 따라 늘 같은 것을',
};
