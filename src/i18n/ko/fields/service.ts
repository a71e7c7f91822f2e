import type en from '../../en/fields/service.ts';

const service: typeof en = {
  'ServiceSpec.type':
    '서비스를 여는 방식입니다. `ClusterIP`는 클러스터 안의 주소를 주고, `NodePort`는 여기에 모든 노드의 포트를, `LoadBalancer`는 다시 외부에서 받은 주소를 더합니다. `ExternalName`은 DNS 별칭일 뿐입니다.',
  'ServiceSpec.selector':
    '서비스 뒤에 놓을 파드의 레이블이며, 같은 네임스페이스만 봅니다. 없으면 엔드포인트슬라이스가 만들어지지 않으므로 직접 적어야 합니다.',
  'ServiceSpec.ports': '서비스가 응답하는 포트와 각 포트가 이어지는 파드의 포트입니다.',
  'ServiceSpec.clusterIP':
    '가상 주소입니다. 생략하면 서비스 대역에서 하나를 받습니다. `None`이면 헤드리스 서비스가 되어 DNS가 파드 주소를 바로 알려 주고, 주소 변환은 일어나지 않습니다.',
  'ServiceSpec.clusterIPs': '주소 체계별 클러스터 IP입니다. 첫 번째는 `clusterIP`와 같습니다.',
  'ServiceSpec.ipFamilies':
    '클러스터 IP의 주소 체계를 우선순위대로 하나씩 적습니다. 첫 번째는 나중에 바꿀 수 없습니다.',
  'ServiceSpec.ipFamilyPolicy':
    '주소 체계를 하나 쓸지 둘 쓸지 정합니다. `PreferDualStack`은 클러스터가 지원하면 둘을 쓰고, `RequireDualStack`은 지원하지 않으면 실패합니다.',
  'ServiceSpec.externalName':
    '`ExternalName` 서비스에 대해 DNS가 CNAME으로 알려 주는 이름입니다. kube-proxy는 규칙을 만들지 않습니다.',
  'ServiceSpec.externalIPs':
    '노드가 이 서비스로 변환하는 추가 주소입니다. 패킷을 노드까지 보내는 라우팅은 쿠버네티스가 하지 않으므로 따로 마련해야 합니다. 1.36부터는 권장하지 않습니다.',
  'ServiceSpec.externalTrafficPolicy':
    'nodePort, 외부 IP, 로드 밸런서로 밖에서 들어온 트래픽에 적용합니다. `Cluster`는 다른 노드의 파드로도 보내며 출발지가 노드 주소로 바뀝니다. `Local`은 같은 노드의 파드로만 보내 클라이언트 주소를 지키지만, 그 노드에 엔드포인트가 없으면 패킷을 버립니다.',
  'ServiceSpec.internalTrafficPolicy':
    '클러스터 안에서 오는 트래픽에 적용합니다. `Local`은 보내는 쪽과 같은 노드의 엔드포인트만 쓰며, 없으면 패킷을 버립니다.',
  'ServiceSpec.trafficDistribution':
    '가까운 엔드포인트를 우선합니다. `PreferSameZone`(이전 이름 `PreferClose`)은 같은 영역, `PreferSameNode`는 같은 노드입니다. 가까운 곳에 없으면 나머지를 씁니다.',
  'ServiceSpec.sessionAffinity':
    '`ClientIP`는 같은 주소의 클라이언트가 제때 다시 오면 지난번 엔드포인트로 보냅니다. `None`은 연결마다 새로 고릅니다.',
  'ServiceSpec.sessionAffinityConfig': '세션 어피니티가 유지되는 시간을 정합니다.',
  'ServiceSpec.publishNotReadyAddresses':
    '준비 여부와 상관없이 모든 파드를 준비된 것으로 다룹니다. readinessProbe가 성공하기 전부터 DNS와 프록시에 나타나므로, 서로를 찾아야 하는 스테이트풀셋의 헤드리스 서비스에 알맞습니다.',
  'ServiceSpec.healthCheckNodePort':
    '노드에 로컬 엔드포인트가 있는지 로드 밸런서에 알려 주는 포트입니다. `externalTrafficPolicy: Local`인 `LoadBalancer`에서 쓰며, 생략하면 하나를 받습니다.',
  'ServiceSpec.loadBalancerIP':
    '로드 밸런서에 요청하는 주소입니다. 더는 권장하지 않으며 무시하는 제공자가 많습니다.',
  'ServiceSpec.loadBalancerSourceRanges':
    '로드 밸런서를 쓸 수 있는 클라이언트 대역입니다. 그 밖의 출발지에서 이 주소로 오는 패킷은 kube-proxy가 버립니다.',
  'ServiceSpec.loadBalancerClass':
    '어떤 로드 밸런서 구현이 맡을지 정하며, 생략하면 클라우드의 기본 구현입니다. 한번 정하면 바꿀 수 없습니다.',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    '`LoadBalancer` 서비스에 nodePort도 줄지 정합니다. 파드로 바로 보내는 로드 밸런서라면 `false`가 알맞습니다.',
  'ServicePort.name': '포트가 둘 이상이면 꼭 필요합니다. 인그레스와 SRV 레코드가 이 이름을 씁니다.',
  'ServicePort.port':
    '클라이언트가 클러스터 IP에서 부르는 포트입니다. 프로세스가 수신 대기하는 포트와는 별개입니다.',
  'ServicePort.targetPort':
    '파드의 포트입니다. 숫자를 쓰거나 containerPort의 `name`을 쓰며, 이름은 파드마다 찾습니다. 생략하면 `port`와 같습니다. 헤드리스 서비스는 변환하지 않으므로 클라이언트가 파드의 포트를 직접 불러야 합니다.',
  'ServicePort.protocol':
    '전송 계층 프로토콜입니다. 같은 번호라도 프로토콜이 다르면 함께 쓸 수 있습니다.',
  'ServicePort.nodePort':
    '모든 노드에서 열리는 포트입니다. 클러스터 설정을 바꾸지 않았다면 30000~32767이며, 생략하면 하나를 받습니다.',
  'ServicePort.appProtocol':
    '`kubernetes.io/h2c`처럼 상위 프로토콜을 알려 주는 정보입니다. kube-proxy는 무시하지만 게이트웨이나 로드 밸런서는 쓸 수 있습니다.',
  'SessionAffinityConfig.clientIP': '클라이언트 주소에 따른 어피니티 설정입니다.',
  'ClientIPConfig.timeoutSeconds':
    '마지막 연결 뒤로 같은 엔드포인트를 유지하는 시간이며, 1초에서 86400초까지입니다.',
  'ServiceStatus.loadBalancer': '로드 밸런서가 알려 온 상태입니다.',
  'ServiceStatus.conditions': '컨트롤러가 서비스에 대해 남긴 상태 조건입니다.',
  'LoadBalancerStatus.ingress': '로드 밸런서에 접속하는 주소나 이름입니다.',
  'LoadBalancerIngress.ip':
    '로드 밸런서의 주소입니다. `ipMode: VIP`이면 노드가 이 주소를 직접 변환합니다.',
  'LoadBalancerIngress.hostname':
    '로드 밸런서의 이름입니다. 이름에 대해서는 kube-proxy가 규칙을 만들지 않습니다.',
  'LoadBalancerIngress.ipMode':
    '`VIP`는 목적지가 로드 밸런서 주소인 채로 노드에 도착하며, 노드가 그 주소를 바로 처리합니다. `Proxy`는 로드 밸런서가 목적지를 먼저 바꾸므로 노드가 그 주소를 가로채지 않습니다.',
  'LoadBalancerIngress.ports': '포트별 처리 결과입니다.',
};
export default service;
