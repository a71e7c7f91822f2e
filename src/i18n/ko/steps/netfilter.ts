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
import { objectOf } from '../kinds.ts';
import { josa } from '../particles.ts';

export function netfilter(hop: Hop<'netfilter'>, place: string): Phrase {
  if (hop.rewrite === 'dnat') return dnat(hop, place);
  if (hop.rewrite === 'snat') return snat(hop, place);
  if (hop.rewrite === 'unnat') return unnat(hop, place);
  return unchanged(hop, place);
}

function dnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? say`${place}의 규칙이` : say`${place}에서 ${writer}의 규칙이`;
  return say`${rule} 목적지 주소를 ${destinationOf(hop.before)}에서 ${josa(destinationOf(hop.after), '으로/로')} 바꿉니다(DNAT).${chosen(causesOf(hop.because, hop.passes))}`;
}

/** Why this endpoint, and why this port. */
export function chosen(causes: readonly Ref[]): Phrase {
  const service = refTo(causes, 'Service');
  if (!service) return [];
  const selector = refTo(causes, 'Service', 'selector');
  const targetPort = refTo(causes, 'Service', 'targetPort');
  if (selector && targetPort)
    return say` ${objectOf(selector)}의 셀렉터가 이 파드를 골랐고, 포트는 이 서비스의 ${named(targetPort, 'targetPort')}입니다.`;
  if (selector) return say` ${objectOf(selector)}의 셀렉터가 이 파드를 골랐습니다.`;
  return targetPort
    ? say` ${objectOf(service)}의 엔드포인트 중 하나이며, 포트는 이 서비스의 ${named(targetPort, 'targetPort')}입니다.`
    : say` ${objectOf(service)}의 엔드포인트 중 하나입니다.`;
}

function snat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? say`규칙이` : say`${writer}의 규칙이`;
  const why =
    writer === 'kube-proxy'
      ? say`DNAT를 되돌릴 수 있는 곳은 ${place}뿐이므로, 응답이 여기로 돌아오게 하기 위해서입니다.`
      : isAboutForeigners(hop.passes)
        ? say`응답이 ${josa(place, '으로/로')} 돌아오게 하기 위해서입니다.`
        : say`바깥에서는 ${josa(address(hop.before.source), '으로/로')} 돌아오는 길을 모르기 때문입니다.`;
  return say`패킷이 ${josa(place, '을/를')} 떠나기 전에 ${rule} 출발지 주소를 ${sourceOf(hop.before)}에서 ${josa(sourceOf(hop.after), '으로/로')} 바꿉니다(SNAT). ${why}`;
}

function unnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const { source, destination } = changedHalves(hop);
  const changes: Phrase[] = [];
  if (destination)
    changes.push(
      say`목적지 주소를 ${destinationOf(hop.before)}에서 ${josa(destinationOf(hop.after), '으로/로')}`,
    );
  if (source)
    changes.push(
      say`출발지 주소를 ${sourceOf(hop.before)}에서 ${josa(sourceOf(hop.after), '으로/로')}`,
    );
  const known = say`${place}의 conntrack이 이 연결을 기억하고 있어`;
  if (changes.length === 0)
    return say`${known}, ICMP 오류에 담긴 패킷의 주소를 원래대로 되돌립니다.`;
  if (goesForward(hop))
    return say`${known}, 규칙을 다시 보지 않고 첫 패킷 때처럼 ${list(changes)} 바꿉니다.`;
  const effect = source
    ? '클라이언트에게는 자신이 요청한 주소에서 온 것으로 보입니다.'
    : '이제 실제로 요청한 쪽으로 돌아갑니다.';
  const what = isError(hop.before) ? 'ICMP 오류입니다.' : '응답입니다.';
  return say`${what} ${known}, ${list(changes)} 되돌립니다. ${effect}`;
}

function unchanged(hop: Hop<'netfilter'>, place: string): Phrase {
  const hook = code(hop.hook);
  const marking = hop.passes.some(isMarking);
  if (marking)
    return say`${place}의 ${hook}에서 kube-proxy의 규칙이 패킷에 나중에 SNAT하라는 표시(mark)를 남깁니다. 주소는 아직 바뀌지 않습니다.`;
  if (hop.looked === 0) {
    return hop.state === 'ESTABLISHED'
      ? say`이미 알고 있는 연결의 패킷이므로, ${place}의 ${hook}에서는 규칙을 살펴보지 않습니다.`
      : say`${place}의 ${hook}에는 이 패킷이 거칠 규칙이 없으므로 그대로 지나갑니다.`;
  }
  const accepting = hop.passes.findLast(isAccepting);
  return accepting
    ? say`${place}의 ${hook}에서 규칙 ${hop.looked}개를 살펴보았고, 체인 ${code(accepting.chain)}의 규칙이 패킷을 통과시킵니다.`
    : say`${place}의 ${hook}에서 규칙 ${hop.looked}개를 살펴보았지만, 패킷을 바꾸거나 막는 규칙은 없습니다.`;
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [', ', ...item]));
}
