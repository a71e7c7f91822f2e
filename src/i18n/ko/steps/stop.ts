import type { Hop, StopReason } from '../../../sim/trace/types.ts';
import { causesOf, destinationOf, deviceOf, isFeltBySender, refTo } from '../../facts.ts';
import { address, code, say, type Part, type Phrase } from '../../phrase.ts';
import { objectOf } from '../kinds.ts';
import { josa } from '../particles.ts';

export function stop(hop: Hop<'stop'>, place: string): Phrase {
  const sentence = byProgram(hop, place) ?? stopped[hop.reason](hop, place);
  return isFeltBySender(hop) ? say`${sentence} ${answers[hop.answer]}` : sentence;
}

/** A BPF program says why in its own words, or makes a system call fail. */
function byProgram(hop: Hop<'stop'>, place: string): Phrase | undefined {
  if (!hop.dropped) return undefined;
  const program = josa(code(hop.dropped.program), '이/가');
  if (hop.place.at !== 'socket')
    return say`${place}의 ${program} 패킷을 버립니다. 버린 까닭은 “${hop.dropped.says}”입니다.`;
  return say`${serviceOf(hop) ?? '서비스'}에 ${place}에서 쓸 수 있는 엔드포인트가 없어, ${program} 호출을 ${josa(code(hop.dropped.says), '으로/로')} 실패시킵니다. 패킷은 하나도 나가지 않습니다.`;
}

type Stopped = (hop: Hop<'stop'>, place: string) => Phrase;

const stopped: Readonly<Record<StopReason, Stopped>> = {
  'no-endpoints': (hop, place) => {
    const service = serviceOf(hop);
    const rejected = say`${place}에서 ${rejecterOf(hop)} ${josa(destinationOf(hop.before), '으로/로')} 가는 패킷을 거부합니다.`;
    return service
      ? say`${service}에 엔드포인트가 없어 ${rejected}`
      : say`뒤에 엔드포인트가 하나도 없어 ${rejected}`;
  },
  'no-local-endpoints': (hop, place) =>
    say`${serviceOf(hop) ?? '서비스'}에 엔드포인트가 있지만 ${place}에는 없고 트래픽 정책이 Local이므로 패킷이 더 가지 못합니다.`,
  'nothing-listens': (hop, place) =>
    say`패킷이 ${place}까지 왔지만 ${destinationOf(hop.before)}에서 수신 대기하는 프로세스가 없습니다.`,
  'stray-answer': (hop, place) =>
    say`응답이 ${address(hop.before.source)}에서 왔지만 ${josa(place, '은/는')} 이 주소로 요청을 보낸 적이 없어, 커널이 모르는 연결입니다.`,
  'unknown-connection': (hop, place) =>
    say`${josa(place, '은/는')} ${josa(address(hop.before.source), '과/와')} 맺은 연결을 모릅니다. 연결을 열어 둔 쪽이 사라져 커널이 연결을 재설정합니다.`,
  'no-route': (hop, place) =>
    say`${place}의 라우팅 테이블에 ${josa(address(hop.before.destination), '으로/로')} 가는 경로가 없습니다.`,
  'dead-route': (hop, place) =>
    say`${place}에는 ${josa(address(hop.before.destination), '으로/로')} 가는 더 구체적인 경로가 없으므로 패킷은 여기서 끝납니다.`,
  'too-big': (hop, place) =>
    say`${place}에서 ${hop.before.bytes ?? 0}바이트인 패킷이 다음 장치의 MTU ${josa(hop.mtu ?? 0, '을/를')} 넘는데, 나누어 보낼 수도 없습니다(DF).`,
  'no-neighbor': (hop, place) =>
    say`${place}의 ${deviceOf(hop)}에서 ARP로 물어도 응답이 없습니다. 이 링크에는 주소가 ${address(hop.before.destination)}인 인터페이스가 없습니다.`,
  'hop-limit': (_hop, place) =>
    say`${place}에서 패킷의 TTL이 0이 되었습니다. 패킷이 라우팅 루프를 돌고 있었습니다.`,
  'policy-denied': (hop, place) => say`${place}에서 ${ruleOf(hop)} 패킷을 버립니다.${causeOf(hop)}`,
  'dropped-by-rule': (hop, place) =>
    hop.passes.at(-1)?.rule.meaning === 'source-range'
      ? say`${josa(address(hop.before.source), '이/가')} ${serviceOf(hop) ?? '서비스'}의 loadBalancerSourceRanges에 들어 있지 않아 ${place}에서 패킷을 버립니다.`
      : say`${place}에서 ${ruleOf(hop)} 패킷을 버립니다.${causeOf(hop)}`,
  'dropped-by-program': (_hop, place) => say`${place}의 BPF 프로그램이 패킷을 버립니다.`,
  'rejected-by-rule': (hop, place) =>
    say`${place}에서 ${ruleOf(hop)} 패킷을 거부합니다.${causeOf(hop)}`,
  'invalid-state': (_hop, place) =>
    say`${place}의 conntrack이 아는 어떤 연결에도 속하지 않는 패킷이어서(INVALID) 버려집니다.`,
  'no-answer': (_hop, place) => say`패킷이 ${place}까지 왔지만 응답하는 것이 없습니다.`,
};

const answers: Readonly<Record<Hop<'stop'>['answer'], string>> = {
  silence: '보낸 쪽은 아무 응답도 받지 못합니다.',
  'tcp-reset': '보낸 쪽은 TCP RST를 받습니다.',
  'icmp-port-unreachable': '보낸 쪽은 ICMP port unreachable을 받습니다.',
  'icmp-host-unreachable': '보낸 쪽은 ICMP host unreachable을 받습니다.',
  'icmp-net-unreachable': '보낸 쪽은 ICMP network unreachable을 받습니다.',
  'icmp-fragmentation-needed': '보낸 쪽은 MTU가 적힌 ICMP fragmentation needed를 받습니다.',
  'icmp-time-exceeded': '보낸 쪽은 ICMP time exceeded를 받습니다.',
};

function serviceOf(hop: Hop<'stop'>): Part | undefined {
  const ref = refTo(causesOf(hop.because, hop.passes), 'Service');
  return ref && objectOf(ref);
}

/** No rule has done it: IPVS has nobody to send to. */
function rejecterOf({ passes }: Hop<'stop'>): string {
  return passes.length > 0 ? 'kube-proxy의 규칙이' : 'IPVS가';
}

/** The rule as a subject: `체인 X의 규칙이`. */
function ruleOf(hop: Hop<'stop'>): Phrase {
  const last = hop.passes.at(-1);
  return last ? say`체인 ${code(last.chain)}의 규칙이` : say`규칙이`;
}

function causeOf(hop: Hop<'stop'>): Phrase {
  const cause = hop.because[0] ?? hop.passes.at(-1)?.rule.because[0];
  return cause ? say` 이 규칙은 ${objectOf(cause)} 때문에 만들어졌습니다.` : [];
}
