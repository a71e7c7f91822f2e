import type { Hop, Steps } from '../../../sim/trace/types.ts';
import { destinationOf, entryOf, isError, sourceOf } from '../../facts.ts';
import { address, code, say, type Phrase } from '../../phrase.ts';
import { josa } from '../particles.ts';
import { chosen } from './netfilter.ts';

export function bpf(hop: Hop<'bpf'>, place: string): Phrase {
  const { before, after } = hop;
  const program = josa(code(hop.call ?? hop.program), '이/가');
  if (hop.hook === 'recvmsg')
    return say`${program} ${place}의 프로세스에게 데이터그램이 요청한 주소 ${sourceOf(after)}에서 왔다고 알려 줍니다. 실제 패킷은 ${sourceOf(before)}에서 왔습니다.`;
  if (hop.goes === 'process')
    return say`${place}에서 패킷을 만들기도 전에, ${hop.hook}() 안에서 ${program} 목적지를 ${destinationOf(before)}에서 ${josa(destinationOf(after), '으로/로')} 바꿉니다.${chosen(hop.because)} 프로세스에게는 계속 서비스의 주소로 보입니다.`;
  const way = hop.goes === 'tail call' && hop.to === undefined ? [] : ways[hop.goes](hop);
  if (!hop.rewrite) return say`${place}의 ${program} ${found(hop)}${way}`;
  const change = changes[hop.rewrite](hop, place);
  return way.length === 0
    ? say`${place}의 ${program} ${change}`
    : say`${place}의 ${program} ${change} 그리고 ${way}`;
}

/** The entry of a map that decided. */
function found(hop: Hop<'bpf'>): Phrase {
  const entry = entryOf(hop);
  return entry ? say`${code(entry.map)}에서 ${josa(code(entry.key), '을/를')} 찾아 ` : [];
}

const changes: Readonly<
  Record<NonNullable<Steps['bpf']['rewrite']>, (hop: Hop<'bpf'>, place: string) => Phrase>
> = {
  dnat: (hop) =>
    say`${code('cilium_lb4_services_v2')}에서 ${josa(destinationOf(hop.before), '을/를')} 찾아 목적지 주소를 ${josa(destinationOf(hop.after), '으로/로')} 바꿉니다(DNAT).${chosen(hop.because)}`,
  snat: ({ before, after, hook }, place) =>
    say`출발지 주소를 ${sourceOf(before)}에서 ${josa(sourceOf(after), '으로/로')} 바꿉니다(SNAT). ${
      hook === 'tc egress'
        ? say`바깥에서는 ${josa(address(before.source), '으로/로')} 돌아오는 길을 모르기 때문입니다.`
        : say`응답이 ${josa(place, '으로/로')} 돌아오게 하기 위해서입니다.`
    }`,
  unnat: ({ before, after }) =>
    isError(before)
      ? say`이 ICMP 오류가 가리키는 연결을 기억하고 있어 ${address(after.destination)}에 돌려줍니다.`
      : before.source === after.source
        ? say`연결을 기억하고 있어 목적지 주소를 ${destinationOf(before)}에서 ${josa(destinationOf(after), '으로/로')} 되돌립니다.`
        : say`연결을 기억하고 있어 출발지 주소를 ${sourceOf(before)}에서 ${josa(sourceOf(after), '으로/로')} 되돌립니다.`,
};

const ways: Readonly<Record<Steps['bpf']['goes'], (hop: Hop<'bpf'>) => Phrase>> = {
  on: ({ hook }) =>
    hook === 'tc ingress'
      ? say`패킷을 노드의 네트워크 스택으로 올려 보냅니다.`
      : say`패킷을 내보냅니다.`,
  'tail call': ({ to = '' }) => say`패킷을 ${to} 쪽 파드의 프로그램에 넘깁니다.`,
  peer: ({ to = '' }) =>
    say`패킷을 파드의 ${josa(to, '으로/로')} 바로 넣습니다(bpf_redirect_peer). 노드의 netfilter와 라우팅은 이 패킷을 보지 못합니다.`,
  redirect: ({ to = '', route }) =>
    route
      ? say`경로를 직접 찾아 노드의 netfilter를 거치지 않고 패킷을 ${josa(to, '으로/로')} 내보냅니다.`
      : say`패킷을 ${josa(to, '으로/로')} 내보냅니다.`,
  tunnel: ({ to = '' }) =>
    say`상대 노드의 주소와 보낸 쪽의 identity를 적어 패킷을 ${to}에 넘깁니다.`,
  process: () => [],
};
