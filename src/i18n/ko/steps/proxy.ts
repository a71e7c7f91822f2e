import { statusText } from '../../../sim/net/index.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf } from '../../facts.ts';
import { code, say, type Phrase } from '../../phrase.ts';
import { askedOf, backendOf, decidingRef } from '../../proxyFacts.ts';
import { objectOf } from '../kinds.ts';
import { josa } from '../particles.ts';

export function proxy(hop: Hop<'proxy'>, place: string): Phrase {
  const { decided } = hop;
  const who = say`${place}의 ${josa(hop.proxy, '이/가')}`;
  const asked = josa(code(askedOf(hop.request)), '을/를');
  switch (decided.type) {
    case 'forward':
      return say`${who} ${asked} 읽고 ${by(hop)}${josa(code(backendOf(decided)), '으로/로')} 보내기로 합니다. 이를 위해 ${josa(destinationOf(hop.after), '으로/로')} 가는 자기 연결을 새로 엽니다.${rewritten(hop)}`;
    case 'redirect':
      return say`${who} ${asked} 읽고 ${by(hop)}${josa(statusText(decided.status), '으로/로')} 응답해 클라이언트를 ${josa(code(decided.location), '으로/로')} 보냅니다.`;
    case 'answer':
      return say`${who} ${asked} 읽고 스스로 ${josa(statusText(decided.status), '으로/로')} 응답합니다. ${about(hop)}${reasons[decided.reason]}`;
    case 'upstream-failed':
      return say`${who} 백엔드에서 응답을 받지 못해 ${josa(statusText(decided.status), '으로/로')} 응답합니다.`;
  }
}

/** The object whose rule decided. */
function by({ because }: Hop<'proxy'>): Phrase {
  const ref = decidingRef(because);
  return ref ? say`${objectOf(ref)}의 규칙에 따라 ` : [];
}

/** The object that an answer is due to. */
function about({ because }: Hop<'proxy'>): Phrase {
  const ref = decidingRef(because);
  return ref ? say`${objectOf(ref)}: ` : [];
}

function rewritten({ request, decided }: Hop<'proxy'>): Phrase {
  if (decided.type !== 'forward' || decided.request.path === request.path) return [];
  return say` 경로는 ${josa(code(decided.request.path), '으로/로')} 바꿉니다.`;
}

type Answer = Extract<Hop<'proxy'>['decided'], { readonly type: 'answer' }>;

const reasons: Readonly<Record<Answer['reason'], string>> = {
  'no-listener': '이 포트와 호스트를 받는 리스너가 없습니다.',
  'no-match': '이 호스트와 경로를 받는 규칙이 없습니다.',
  'no-backend': '규칙에 백엔드가 없습니다.',
  'invalid-backend': '규칙의 백엔드가 없거나 쓸 수 없습니다.',
  'unknown-filter': '규칙에 알 수 없는 필터가 있습니다.',
  'no-endpoints': '규칙의 서비스에 준비된 엔드포인트가 없습니다.',
};
