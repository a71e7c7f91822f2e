import type en from '../../en/fields/cluster.ts';

const cluster: typeof en = {
  'NamespaceSpec.finalizers': '네임스페이스가 사라지기 전에 남은 정리 작업입니다. 서버가 채웁니다.',
  'NodeSpec.podCIDR':
    '이 노드의 파드가 주소를 받는 대역입니다. 노드 컨트롤러가 정하며 나중에 바뀌지 않습니다.',
  'NodeSpec.podCIDRs': '주소 체계마다 하나씩 적는 파드 대역입니다. 첫 번째는 `podCIDR`과 같습니다.',
  'NodeSpec.taints': '이를 허용하지 않는 파드가 노드에 오지 못하게 합니다.',
  'NodeSpec.unschedulable': '새 파드를 배치하지 않을지 정하며 `kubectl cordon`이 설정합니다.',
  'NodeSpec.providerID': '클라우드에서 이 머신을 가리키는 식별자입니다.',
  'NodeStatus.addresses':
    '노드의 주소와 이름입니다. 다른 노드는 `InternalIP`로 이 노드에 접속합니다.',
  'NodeStatus.conditions':
    'kubelet이 보고한 상태입니다. 준비되지 않은 노드의 파드는 얼마 뒤 쫓겨납니다.',
  'NodeStatus.capacity': '자원별 전체 양입니다.',
  'NodeStatus.allocatable': '그 가운데 파드가 쓸 수 있는 양입니다.',
  'NodeAddress.type':
    '`InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS`, `ExternalDNS` 가운데 하나입니다.',
  'NodeAddress.address': '주소나 이름 자체입니다.',
  'Taint.key': '테인트의 키입니다.',
  'Taint.value': '테인트의 값입니다.',
  'Taint.effect':
    '`NoSchedule`은 새 파드를 막고, `PreferNoSchedule`은 되도록 막으며, `NoExecute`는 실행 중인 파드까지 내보냅니다.',
  'IPAddressSpec.parentRef':
    '이 주소를 쓰는 객체이며 실제로는 서비스입니다. 객체의 이름이 곧 주소입니다.',
  'ParentReference.group': '주소를 쓰는 객체의 API 그룹이며 서비스이면 비워 둡니다.',
  'ParentReference.resource': '복수형으로 적은 종류입니다. 예: `services`.',
  'ParentReference.namespace': '주소를 쓰는 객체의 네임스페이스입니다.',
  'ParentReference.name': '주소를 쓰는 객체의 이름입니다.',
  'ServiceCIDRSpec.cidrs':
    '서비스가 클러스터 IP를 받는 대역이며, 하나 또는 주소 체계마다 하나씩 적습니다. 바꿀 수 없습니다.',
  'ConfigMap.data': '텍스트로 된 키와 값입니다. 파일로 마운트하거나 환경 변수로 씁니다.',
  'ConfigMap.binaryData': 'UTF-8 텍스트가 아닌 값이며 base64로 적습니다.',
  'ConfigMap.immutable': '내용을 다시는 바꿀 수 없게 할지 정합니다.',
  'Secret.data': '키와 base64로 적은 값입니다. 암호화가 아니므로 아무것도 숨기지 못합니다.',
  'Secret.stringData': '그대로 적은 값이며 서버가 `data`로 바꿉니다.',
  'Secret.type':
    '꼭 있어야 하는 키를 정합니다. `kubernetes.io/tls`이면 `tls.crt`와 `tls.key`가 필요합니다.',
  'Secret.immutable': '내용을 다시는 바꿀 수 없게 할지 정합니다.',
};
export default cluster;
