import type en from '../en/chrome.ts';
import { code, say } from '../phrase.ts';
import { josa, particleFor } from './particles.ts';

const chrome: typeof en = {
  locale: 'ko',
  broken: {
    message: '이 부분에서 오류가 발생했습니다. 나머지는 계속 사용할 수 있습니다.',
    retry: '다시 시도',
  },
  unfinished: {
    message: '페이지의 나머지를 불러오지 못했습니다. 클러스터는 마지막 모습대로 보입니다.',
    reload: '페이지 새로고침',
  },
  notices: {
    close: '닫기',
    texts: {
      'other-cluster':
        '요청한 CNI 플러그인과 프록시 모드는 함께 쓸 수 없습니다. 대신 가장 가까운 조합을 보여 줍니다.',
      'damaged-link':
        '링크가 손상되었거나 잘렸습니다. 대신 마지막으로 열었던 내용을 보여 드립니다.',
    },
  },
  settings: '설정',
  examples: {
    label: '예제',
    titles: {
      'pods-and-service': '파드 두 개와 서비스',
      guestbook: '방명록',
      ingress: '인그레스: 호스트 하나, 서비스 둘',
      shop: '온라인 상점',
    },
    shared: (number) => `공유받은 매니페스트 ${number}`,
    restore: '원래대로',
  },
  cluster: {
    label: '클러스터',
    retired: (plugin) => `${plugin} (중단)`,
    deprecated: (mode, release) => `${mode} (${release}부터 사용 중단 예정)`,
    surroundings: '클러스터 주변',
    scheduler: 'IPVS 스케줄러',
    loadBalancer: '로드 밸런서',
    loadBalancers: { cloud: '클라우드', metallb: 'MetalLB(L2)', none: '없음(베어메탈)' },
    ingressController: '인그레스 컨트롤러',
    gatewayController: '게이트웨이 컨트롤러',
    noController: '없음',
    nodes: '노드',
    seed: '시드',
    seedMeaning: '모든 무작위 선택의 출발점입니다. 시드가 같으면 패킷도 같습니다.',
  },
  preferences: {
    language: '언어',
    theme: '테마',
    themes: { system: '시스템 테마', light: '밝은 테마', dark: '어두운 테마' },
  },
  share: {
    copy: '링크 복사',
    copied: '복사됨',
    shown: '링크를 주소창에 표시했습니다.',
    tooLong: '매니페스트가 너무 길어 링크로 만들 수 없습니다.',
  },
  tabs: {
    label: '화면 구역',
    names: { manifest: 'YAML', stage: '클러스터', hops: '홉', objects: '객체', matrix: '도달' },
  },
  request: {
    label: '요청',
    from: '보내는 쪽',
    to: '받는 쪽',
    placeholder: '서비스, 주소 또는 노드:포트',
    send: '보내기',
    attempt: (number) => `${number}번째 시도`,
    groups: {
      pods: '파드',
      systemPods: '클러스터 자체의 파드',
      nodes: '노드',
      outside: '클러스터 밖',
    },
  },
  editor: {
    panel: '매니페스트',
    label: '쿠버네티스 매니페스트(YAML)',
    lineNumber: (line) => `${line}행`,
    // In brackets: the particle behind it goes with the name before it.
    lineAside: (line) => `(${line}행)`,
    lit: '강조:',
    litMore: (count) => `외 ${count}개`,
  },
  problems: {
    label: '매니페스트의 문제',
    count: (count) => (count === 0 ? '문제 없음' : `문제 ${count}개`),
    kept: (names: readonly string[], more: number) =>
      `이전에 수락된 상태로 유지: ${names.join(', ')}${more > 0 ? ` 외 ${more}개` : ''}.`,
    recreate: '삭제하고 새로 만들기',
    recreateWhy: '변경만 금지되어 있습니다. 새로 만든다면 이대로 수락됩니다.',
    severities: { error: '오류,', warning: '경고,' },
    fix: (name) => `${name}${particleFor(name, '으로/로')} 바꾸기`,
  },
  stage: {
    label: '클러스터 그림',
    description:
      '클러스터와 패킷이 지나는 길을 그린 그림입니다. 그림의 내용은 모두 홉 목록과 상세 정보에도 있습니다.',
    fit: '전체 보기',
    closer: '확대',
    farther: '축소',
    labels: {
      routing: '라우팅',
      socket: '소켓',
      sleeps: '대기',
      outside: '클러스터 밖',
      names: {
        'node-network': '노드 네트워크',
        internet: '인터넷',
        client: '클라이언트',
        'lan-client': 'LAN 클라이언트',
        router: '라우터',
        'load-balancer': '로드 밸런서',
        'control-plane': '컨트롤 플레인',
        dns: 'DNS 리졸버',
      },
    },
  },
  caption: {
    label: '방금 일어난 일',
    start: (from, to) =>
      to === ''
        ? say`${josa(from, '이/가')} 보낼 준비가 되었습니다. 받는 쪽을 적고 보내기를 누르세요.`
        : say`${josa(from, '이/가')} ${josa(code(to), '으로/로')} 요청을 보내려고 합니다. 보내기를 누르면 패킷이 움직입니다.`,
    nobody: ['보낼 수 있는 쪽이 없습니다. 매니페스트에 실행되는 파드가 없습니다.'],
    stale: '마지막 변경 전에 보낸 요청입니다. 지금 결과를 보려면 다시 보내세요.',
  },
  transport: {
    label: '재생',
    back: '한 홉 뒤로',
    play: '재생',
    pause: '일시 정지',
    forward: '한 홉 앞으로',
    speed: '속도',
  },
  timeline: {
    label: '타임라인',
    scrubber: '전체 과정에서의 위치',
    beginning: '시작 지점',
    position: (number, count, name, place) => `홉 ${number} / ${count}: ${name}, ${place}`,
    stops: '이 패킷의 홉',
    empty: '아직 보낸 요청이 없습니다.',
  },
  details: {
    open: '상세 정보',
    label: '상세 정보',
    close: '상세 정보 닫기',
    lists: '목록',
    journey: '전체 과정',
    objects: '객체',
    inspector: '상세 보기',
  },
  hops: {
    empty: '요청을 보내면 패킷이 거친 모든 홉이 여기에 나열됩니다.',
  },
  hop: {
    none: '홉을 고르거나 그림에서 하나를 누르면 자세한 내용이 나옵니다.',
    position: (number, count) => `${number} / ${count}`,
    because: '원인',
  },
  outcome: {
    label: '결과',
    showLine: (line) => `${line}행 보기`,
  },
  inspector: {
    about: '보기',
    hop: '현재 홉',
    kinds: { pod: '파드', node: '노드', host: '노드 주변의 호스트' },
  },
  box: {
    because: '원인',
    noNetns: '여기에서는 아무것도 실행되지 않습니다. 이 상자에는 네트워크 네임스페이스가 없습니다.',
  },
};
export default chrome;
