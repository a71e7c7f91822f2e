import type { Outcome } from '../../sim/trace/types.ts';
import type { EndingTexts } from '../en/endings.ts';
import { refTo } from '../facts.ts';
import { say, type Part } from '../phrase.ts';
import { objectOf } from './kinds.ts';
import { josa } from './particles.ts';

const endings: EndingTexts = {
  waits: {
    connection: say`커널은 SYN을 되풀이해 보내고, 67초 뒤 마지막으로 보낸 다음 131초가 지나면 포기합니다. 더 일찍 포기하는 프로그램도 많습니다.`,
    answer: say`커널은 확인 응답을 받지 못한 데이터를 약 15분 동안 되풀이해 보냅니다. 대부분의 프로그램은 그보다 일찍 포기합니다.`,
    datagram: say`커널은 데이터그램을 다시 보내지 않습니다. 얼마나 기다릴지는 프로그램이 정합니다.`,
  },
  lookup: (seconds) =>
    seconds === 0
      ? say`리졸버는 곧바로 포기하고, 프로그램은 “Temporary failure in name resolution”(EAI_AGAIN)이라고 알립니다.`
      : say`리졸버는 모두 ${seconds}초를 기다린 뒤 포기하고, 프로그램은 “Temporary failure in name resolution”(EAI_AGAIN)이라고 알립니다.`,
  reasons: {
    'no-endpoints': {
      heading: '엔드포인트가 없는 서비스',
      explain: (outcome) =>
        say`${serviceOf(outcome) ?? '서비스'}에 주소는 있지만 그 뒤에 준비된(Ready) 파드가 없어 요청이 곧바로 거부되었습니다.`,
    },
    'no-local-endpoints': {
      heading: '이 노드에 엔드포인트 없음',
      explain: (outcome) =>
        say`${serviceOf(outcome) ?? '서비스'}의 엔드포인트가 다른 노드에만 있고, 트래픽 정책이 Local이라 그쪽으로 보낼 수 없어 패킷이 더 가지 못했습니다.`,
    },
    'nothing-listens': {
      heading: '수신 대기하는 프로세스 없음',
      explain: () => say`패킷이 맞는 주소에 도착했지만, 그곳에서 이 포트를 연 프로세스가 없습니다.`,
    },
    'stray-answer': {
      heading: '요청한 적 없는 주소에서 온 응답',
      explain: () =>
        say`서버가 응답했지만 응답의 출발지 주소가 되돌려지지 않아 서버 자신의 주소로 도착했습니다. 보낸 쪽 커널은 모르는 연결이므로 RST로 끊습니다.`,
    },
    'unknown-connection': {
      heading: '상대가 모르는 연결',
      explain: () =>
        say`열려 있던 연결이지만 지금 상대편에 있는 쪽은 이 연결을 모릅니다. 연결을 알던 프로세스나 파드가 사라졌습니다.`,
    },
    'name-not-found': {
      heading: '없는 이름',
      explain: () => say`리졸버가 물어본 이름을 DNS가 하나도 알지 못합니다(NXDOMAIN).`,
    },
    'name-without-record': {
      heading: '해당 레코드가 없는 이름',
      explain: () =>
        say`DNS에 이름은 있지만 물어본 유형의 레코드가 없습니다(NODATA). 연결하기 전의 조회는 주소를 묻습니다.`,
    },
    'server-failed': {
      heading: '네임 서버가 답을 찾지 못함',
      explain: () =>
        say`질의가 네임 서버까지 갔지만, 네임 서버가 답을 찾지 못해 실패를 알렸습니다(SERVFAIL 또는 REFUSED).`,
    },
    'no-resolver': {
      heading: '네임 서버 없음',
      explain: () => say`보내는 쪽의 resolv.conf에 네임 서버가 없어 물어볼 곳이 없습니다.`,
    },
    'no-route': {
      heading: '경로 없음',
      explain: () => say`가는 길의 어느 라우팅 테이블에도 이 목적지로 가는 경로가 없습니다.`,
    },
    'dead-route': {
      heading: '막다른 경로',
      explain: () =>
        say`목적지에 가장 길게 일치하는 경로가 패킷을 막는 경로(blackhole 또는 unreachable)입니다. 이 주소를 쓰는 곳이 없습니다.`,
    },
    'too-big': {
      heading: 'MTU보다 큰 패킷',
      explain: () => say`패킷이 가는 길에 있는 장치의 MTU보다 크고, 나누어 보낼 수도 없습니다.`,
    },
    'no-neighbor': {
      heading: '이 주소를 가진 곳 없음',
      explain: () =>
        say`패킷이 마지막 링크까지 갔지만, 그곳에서 이 주소에 응답하는 인터페이스가 없습니다(no route to host).`,
    },
    'hop-limit': {
      heading: '라우팅 루프',
      explain: () => say`라우팅 경로가 돌고 돌아, 패킷이 TTL이 다할 때까지 맴돌았습니다.`,
    },
    'policy-denied': {
      heading: '정책이 막음',
      explain: ({ because: [policy] }) =>
        say`${josa(policy ? objectOf(policy) : '네트워크 정책', '이/가')} 허용하지 않아, 보낸 쪽에 알리지 않고 패킷을 버렸습니다.`,
    },
    'dropped-by-rule': {
      heading: '규칙이 버림',
      explain: () => say`netfilter 규칙이 보낸 쪽에 알리지 않고 패킷을 버렸습니다(DROP).`,
    },
    'dropped-by-program': {
      heading: 'BPF 프로그램이 버림',
      explain: () => say`CNI 플러그인의 BPF 프로그램이 보낸 쪽에 알리지 않고 패킷을 버렸습니다.`,
    },
    'rejected-by-rule': {
      heading: '규칙이 거부함',
      explain: () => say`netfilter 규칙이 패킷을 거부하고 보낸 쪽에 알렸습니다(REJECT).`,
    },
    'invalid-state': {
      heading: '속한 연결 없음',
      explain: () => say`conntrack이 아는 연결 중에 이 패킷이 속한 것이 없어 규칙이 버렸습니다.`,
    },
    'no-answer': {
      heading: '응답 없음',
      explain: () => say`패킷을 보냈지만 아무것도 돌아오지 않았습니다.`,
    },
    'unknown-sender': {
      heading: '보내는 쪽이 없음',
      explain: () => say`보내야 할 파드, 노드 또는 호스트가 없거나 실행 중이 아닙니다.`,
    },
    'bad-target': {
      heading: '읽을 수 없는 대상',
      explain: () => say`요청한 대상이 패킷을 보낼 수 있는 이름이나 주소가 아닙니다.`,
    },
  },
};
export default endings;

function serviceOf(outcome: Outcome): Part | undefined {
  const ref = refTo(outcome.because, 'Service');
  return ref && objectOf(ref);
}
