import type en from '../../en/fields/policy.ts';

const policy: typeof en = {
  'NetworkPolicySpec.podSelector':
    '이 정책을 적용할 파드를 같은 네임스페이스에서 고릅니다. `{}`는 모든 파드입니다. 선택된 파드는 정책의 방향으로 막히고, 어느 정책이든 허용한 것만 통과합니다.',
  'NetworkPolicySpec.policyTypes':
    '이 정책이 막는 방향입니다. 생략하면 `Ingress`는 항상, `Egress`는 egress 규칙이 있을 때만 포함됩니다.',
  'NetworkPolicySpec.ingress':
    '들어와도 되는 트래픽입니다. 규칙 하나만 일치하면 통과하며, 빈 목록은 아무것도 허용하지 않습니다.',
  'NetworkPolicySpec.egress':
    '나가도 되는 트래픽입니다. 규칙 하나만 일치하면 통과하며, 빈 목록은 DNS 질의까지 아무것도 허용하지 않습니다.',
  'NetworkPolicyIngressRule.from':
    '보낼 수 있는 쪽입니다. 비어 있거나 없으면 누구나 보낼 수 있습니다.',
  'NetworkPolicyIngressRule.ports':
    '선택된 파드에서 열어 줄 포트입니다. 비어 있거나 없으면 모든 포트입니다.',
  'NetworkPolicyEgressRule.to':
    '부를 수 있는 쪽입니다. 비어 있거나 없으면 어디든 부를 수 있습니다.',
  'NetworkPolicyEgressRule.ports':
    '부를 수 있는 포트입니다. 비어 있거나 없으면 모든 포트입니다. 플러그인은 서비스 주소가 변환된 뒤의 패킷을 보므로 파드의 포트를 적습니다.',
  'NetworkPolicyPeer.podSelector':
    '레이블로 고른 파드입니다. 정책의 네임스페이스에서 찾고, 같은 항목에 `namespaceSelector`가 있으면 그 네임스페이스에서 찾습니다.',
  'NetworkPolicyPeer.namespaceSelector':
    '레이블로 고른 네임스페이스의 모든 파드입니다. 같은 항목에 `podSelector`가 있으면 일치하는 파드로 좁아집니다. 별도 항목으로 적으면 조건이 아니라 다른 선택지가 됩니다.',
  'NetworkPolicyPeer.ipBlock':
    '주소 대역이며 클러스터 밖을 가리키는 데 씁니다. 한 항목에 이것만 적습니다.',
  'NetworkPolicyPort.port':
    '받는 파드의 포트 번호나 이름입니다. 생략하면 해당 프로토콜의 모든 포트입니다.',
  'NetworkPolicyPort.endPort': '`port`에서 시작하는 범위의 마지막 포트입니다.',
  'NetworkPolicyPort.protocol': '전송 계층 프로토콜입니다.',
  'IPBlock.cidr': '`10.0.0.0/8`과 같은 대역입니다.',
  'IPBlock.except': '그 안에서 제외할 대역입니다.',
};
export default policy;
