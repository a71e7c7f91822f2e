import type { Ref } from '../../sim/api/types.ts';
import type { Probe } from '../../sim/matrix/index.ts';
import type { Because, Direction, Miss } from '../../sim/policy/types.ts';
import type { MatrixTexts } from '../en/matrix.ts';
import { address, named, say, type Part, type Phrase } from '../phrase.ts';
import { missed } from './policies.ts';
import { josa, particleFor } from './particles.ts';

const matrix: MatrixTexts = {
  title: '도달 가능성',
  answers: {
    allowed: '허용',
    denied: '정책이 거부',
    silent: '수신 대기 없음',
    unrouted: '경로 없음',
    mixed: '파드마다 다름',
  },
  port: (probe) =>
    probe?.port === undefined
      ? 'ping'
      : `${probe.protocol === 'TCP' ? '' : `${probe.protocol} `}${probe.port}`,
  line: ({ name, members }) => (members.length > 1 ? `${name} ×${members.length}` : name),
  sentence: ({ answer, source, target, destination, verdict, near }) => {
    const from = josa(source.name, '은/는');
    const to = `${target.name}의 ${portOf(destination.probe)}`;
    if (answer === 'unrouted')
      return say`${josa(address(target.party.address), '은/는')} 파드 대역의 주소라서, 클러스터 밖에 있는 ${source.name}에서는 여기로 가는 경로가 없습니다.`;
    const egress = reason(verdict.egress.because, 'egress', source.name, near.egress);
    const ingress = reason(verdict.ingress.because, 'ingress', target.name, near.ingress);
    if (answer === 'denied')
      return [
        ...say`${from} ${to}에 도달할 수 없습니다.`,
        ...(verdict.egress.allowed ? [] : egress),
        ...(verdict.ingress.allowed ? [] : ingress),
      ];
    const why = [...egress, ...ingress];
    const decided = why.length > 0 ? why : [' 가로막는 정책이 없습니다.'];
    if (answer === 'allowed') return [...say`${from} ${to}에 도달할 수 있습니다.`, ...decided];
    return [
      ...say`${source.name}의 패킷은 ${to}까지 가지만, `,
      ...destination.because.slice(0, 1).flatMap((ref) => say`${field(ref)}에 적혀 있어도 `),
      '그곳에서 수신 대기하는 프로세스가 없습니다.',
      ...decided,
    ];
  },
  ignored: (plugin) =>
    `${plugin}${particleFor(plugin, '은/는')} 정책을 적용하지 않습니다. API 서버는 정책을 받아들이지만 모든 패킷이 통과합니다.`,
  asIf: (plugin) =>
    `${plugin}${particleFor(plugin, '은/는')} 정책을 적용하지 않습니다. 정책을 적용하는 플러그인이라면 통과시킬 패킷을 대신 보여 줍니다.`,
  leftOut: (count) => `이 밖에 보내고 받는 쪽 ${count}개는 뺐습니다.`,
  some: (allowed, pairs) =>
    `파드 ${pairs}쌍 가운데 ${allowed}쌍만 통신할 수 있습니다. 그렇지 않은 한 쌍의 이유:`,
  from: '보내는 쪽',
  to: '받는 쪽',
  forms: { label: '표시 방법', picture: '그림', table: '표' },
  showAsIf: '정책을 적용하는 플러그인이라면 어떨지 보기',
  showReal: '실제로 통과하는 패킷 보기',
  working: '누가 누구에게 도달할 수 있는지 알아보는 중입니다…',
  failed: '누가 누구에게 도달할 수 있는지 알아내지 못했습니다.',
  retry: '다시 시도',
  empty: '보낼 수 있는 쪽이 없습니다. 실행되는 파드가 없습니다.',
  help: '칸을 가리키면 이유가 나옵니다. 칸을 누르거나 Enter를 치면 그 패킷을 보냅니다. 화살표 키로 칸을 옮겨 다니고, 이름에서 Enter를 치면 파드를 하나씩 볼 수 있습니다.',
  about: '이 칸의 설명',
  replay: '이 패킷 보내기',
  through: (service) => `${service} 서비스로 요청하기`,
  open: (name) => `${name}의 파드를 하나씩 보기`,
  close: (name) => `${name}의 파드를 묶어서 보기`,
  cell: (from, to, port, answer) => `${from}에서 ${to}, ${port}: ${answer}`,
};
export default matrix;

const ways: Readonly<Record<Direction, string>> = { egress: '나가는', ingress: '들어오는' };

function reason(
  because: Because,
  direction: Direction,
  pod: string,
  near: Miss | undefined,
): Phrase {
  const way = ways[direction];
  switch (because.why) {
    case 'rule':
      return say` ${way} 쪽은 ${object(because.rule)}의 ${josa(field(because.rule), '이/가')} 결정합니다.`;
    case 'isolated':
      return [
        ...say` ${way} 쪽은 ${list(because.by.map((ref) => [object(ref)]))}에서 ${josa(pod, '을/를')} 선택하는데, 이 패킷을 통과시키는 규칙이 없습니다.`,
        ...(near
          ? say` 가장 가깝게 맞는 항목은 다음과 같습니다. ${missed({ miss: near, needsBoth: false })}`
          : []),
      ];
    case 'itself':
      return direction === 'egress' ? [' 파드는 언제나 자기 자신에게 도달합니다.'] : [];
    case 'own-node':
      return say` NetworkPolicy는 ${josa(pod, '과/와')} 그 파드가 실행되는 노드 ${because.node.name} 사이를 막지 못합니다.`;
    case 'no-policy':
    case 'not-a-pod':
      return [];
  }
}

function portOf({ protocol, port }: Probe): string {
  return port === undefined ? 'ping 응답' : `${protocol} 포트 ${port}`;
}

/** The field alone: `spec.ingress[0].from[1]`. */
function field(ref: Ref): Part {
  return named(ref, ref.path);
}

function object(ref: Ref): Part {
  return named({ ...ref, path: '' }, `${ref.kind} ${ref.name}`);
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => [...(index === 0 ? [] : [', ']), ...item]);
}
