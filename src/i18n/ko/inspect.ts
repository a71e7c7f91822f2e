import type { LateMessages } from '../messages.ts';

/** What is said where one looks into a network namespace, in Korean. */
const inspect: LateMessages['inspect'] = {
  views: (name) => `${name} 살펴보기`,
  copy: {
    button: '복사',
    label: (command) => `${command} 출력 복사`,
    done: '복사했습니다',
    failed: '브라우저가 복사를 허용하지 않습니다. 글을 직접 선택해 주세요.',
  },
  columns: (kind) => kind,
  overview: {
    title: '개요',
    addresses: '주소',
    namespace: '네임스페이스',
    node: '노드',
    owner: '만든 객체',
    labels: '레이블',
    because: '원인',
  },
  interfaces: {
    title: '인터페이스',
    addresses: '주소',
    peer: '반대쪽 끝',
    forwarding: '프레임을 보내는 곳',
  },
  routes: { title: '경로', used: '이 패킷이 따른 경로' },
  neighbors: {
    title: '이웃',
    none: '아직 아는 이웃이 없습니다. 이웃에 첫 패킷을 보낼 때 커널이 ARP로 묻습니다.',
    states: { PERMANENT: '데몬이 적어 둔 항목', REACHABLE: 'ARP로 알아낸 항목' },
  },
  rules: {
    title: '규칙',
    search: '규칙 검색',
    noneFound: '이 글이 들어 있는 규칙이 없습니다.',
    count: (count) => String(count),
    empty: '비어 있습니다. 패킷은 그대로 지나갑니다.',
    skipped: (count) => `규칙 ${count}개 생략`,
    moreRules: (count) => `남은 규칙 ${count}개 더 보기`,
    moreChains: (count) => `남은 체인 ${count}개 더 보기`,
    decided: '결정한 규칙',
    fitted: '맞은 규칙',
    inChain: (number, count) => `규칙 ${count}개 중 ${number}번째, 체인`,
    wholeChain: '체인 전체 보기',
    neighbors: '체인 안에서 본 규칙',
  },
  conntrack: {
    original: '원래 방향',
    reply: '응답 방향',
    none: '아직 아는 연결이 없습니다. 패킷이 이 노드의 훅을 지나면 항목이 생깁니다.',
    unconfirmed: '아직 테이블에 없습니다. 첫 패킷이 마지막 훅을 지나야 항목이 확정됩니다.',
    current: '이 패킷의 연결',
    timeless:
      '테이블은 커널마다 따로 있으며, 재생 위치의 모습을 보여 줍니다. 여기서는 패킷이 시간을 쓰지 않으므로 복사한 글의 항목에는 남은 시간이 줄지 않은 채로 적힙니다.',
  },
  sockets: {
    title: '소켓',
    about:
      'ss -lntu처럼 수신 대기하는 소켓을 보여 줍니다. 이미지를 실행하지는 않으므로 어떻게 알았는지를 함께 적습니다.',
  },
};
export default inspect;
