import type { LateMessages } from '../messages.ts';
import { netnsName } from '../facts.ts';
import { say } from '../phrase.ts';
import { josa } from './particles.ts';

const outcomes: LateMessages['outcomes'] = {
  delivered: {
    heading: '응답 받음',
    explain: ({ answeredBy }) =>
      answeredBy === undefined
        ? say`요청이 도착했고 응답이 돌아왔습니다.`
        : say`요청이 ${netnsName(answeredBy)}에 도착했고 응답이 돌아왔습니다.`,
  },
  'http-error': {
    heading: '오류 응답',
    explain: ({ answeredBy = 'host:server' }) =>
      say`가는 길은 열려 있고 응답도 왔지만, ${josa(netnsName(answeredBy), '이/가')} 오류로 응답했습니다.`,
  },
  'no-tls': {
    heading: 'TLS가 아님',
    explain: () =>
      say`연결은 맺어졌지만 돌아온 것은 TLS가 아닙니다. 그곳의 서버는 암호화하지 않고 말합니다.`,
  },
  'wrong-certificate': {
    heading: '신뢰할 수 없는 인증서',
    explain: () => say`서버가 TLS로 응답했지만, 보여 준 인증서는 요청한 이름의 것이 아닙니다.`,
  },
  refused: {
    heading: '연결 거부',
    explain: () =>
      say`곧바로 거절하는 응답이 왔습니다. 가는 길은 열려 있지만 연결을 받아 주는 곳이 없습니다.`,
  },
  reset: {
    heading: '연결 재설정',
    explain: () => say`맺어져 있던 연결을 상대가 끊었습니다(RST).`,
  },
  'timed-out': {
    heading: '시간 초과',
    explain: () => say`거절조차 오지 않았습니다. 보낸 쪽은 기다리다가 포기했습니다.`,
  },
  unreachable: {
    heading: '도달할 수 없음',
    explain: () => say`가는 길에 있는 커널이 패킷을 더 보낼 수 없다고 알렸습니다.`,
  },
  unresolved: {
    heading: '이름을 찾지 못함',
    explain: () => say`이름에 해당하는 주소를 찾지 못해, 서버로는 패킷을 하나도 보내지 못했습니다.`,
  },
};
export default outcomes;
