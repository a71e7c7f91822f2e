import type { Action, Actor } from '../../sim/timeline/types.ts';
import type { TimeTexts } from '../en/time.ts';

/** More objects are counted. */
const namesMax = 2;

const time: TimeTexts = {
  label: '클러스터에서 일어나는 일',
  earlier: '앞 순간',
  later: '다음 순간',
  slider: '순간',
  rest: '모두 되돌리기',
  atRest: '아직 아무 일도 하지 않아 클러스터가 안정된 상태입니다.',
  when: (atMs) => `${(atMs / 1000).toFixed(2)}초`,
  happened: ({ actor, changed }) =>
    actor.by === 'person'
      ? done(actor.action)
      : did(actor, listOf(changed.map(({ kind, name }) => `${kind} ${name}`))),
  actions: '해 보기',
  deletePod: '이 파드 삭제',
  failProbe: '준비성 프로브 실패시키기',
  passProbe: '준비성 프로브 성공시키기',
  scaleTo: (replicas) => `레플리카 ${replicas}개로 조정`,
  connection: {
    again: '이 연결로 다시 요청',
    keepOpen: '다시 요청하고 연결을 열어 두기',
  },
  socket: {
    again: '같은 포트에서 다시 요청',
    keepOpen: '다시 요청하고 포트를 계속 쓰기',
  },
};
export default time;

function done(action: Action): string {
  switch (action.action) {
    case 'delete-pod':
      return `파드 ${action.name} 삭제: 종료를 요청받습니다.`;
    case 'probe':
      return action.succeeds
        ? `파드 ${action.name}의 준비성 프로브가 다시 성공합니다.`
        : `파드 ${action.name}의 준비성 프로브가 실패하기 시작합니다.`;
    case 'scale':
      return `${action.kind} ${action.name}의 레플리카 수를 ${action.replicas}(으)로 바꿉니다.`;
    case 'restart':
      return `${action.kind} ${action.name} 재시작: 템플릿이 새것이 됩니다.`;
    case 'apply':
      return `적용: ${listOf(action.entries.map(({ object }) => `${object.kind} ${object.metadata.name}`))}.`;
  }
}

function did(actor: Exclude<Actor, { by: 'person' }>, what: string): string {
  switch (actor.by) {
    case 'controller':
      return `${actor.name} 기록: ${what}.`;
    case 'kube-proxy':
      return `${actor.node}의 kube-proxy가 규칙을 새로 씁니다.`;
    case 'kubelet':
      return `${actor.node}의 kubelet: ${what} ${kubeletDid[actor.did]}.`;
  }
}

const kubeletDid = {
  start: '실행됨',
  ready: '준비됨',
  'probe-failed': '준비성 프로브 실패를 알림',
  unready: '준비되지 않음',
  exit: '프로세스 종료됨',
  stop: '종료됨',
} as const;

function listOf(names: readonly string[]): string {
  const more = names.length - namesMax;
  return `${names.slice(0, namesMax).join(', ')}${more > 0 ? ` 외 ${more}개` : ''}`;
}
