import type en from '../../en/fields/endpoints.ts';

const endpoints: typeof en = {
  'EndpointSlice.addressType':
    '주소의 종류입니다. 슬라이스 하나에는 한 가지 주소 체계만 들어가므로, 둘 다 쓰는 서비스는 슬라이스도 나뉩니다.',
  'EndpointSlice.endpoints':
    '엔드포인트이며 대개 파드입니다. 컨트롤러가 만드는 슬라이스에는 100개까지 들어갑니다.',
  'EndpointSlice.ports':
    '이 슬라이스의 모든 엔드포인트가 여는 포트입니다. 프록시는 이름으로 서비스의 포트와 짝을 맞춥니다.',
  'EndpointSlice.metadata':
    '`kubernetes.io/service-name` 레이블이 어느 서비스의 슬라이스인지 알려 줍니다. 이 레이블이 없으면 프록시가 쓰지 않습니다.',
  'Endpoint.addresses': '주소입니다. 여러 개를 적어도 같은 엔드포인트로 보므로 하나만 적습니다.',
  'Endpoint.conditions': '새 연결을 보내도 되는지 나타냅니다.',
  'Endpoint.hostname': '헤드리스 서비스의 DNS 이름에서 이 엔드포인트를 가리키는 부분입니다.',
  'Endpoint.nodeName':
    '엔드포인트가 있는 노드입니다. Local 트래픽 정책에서는 프록시가 자기 노드와 비교합니다.',
  'Endpoint.zone': '엔드포인트가 있는 영역입니다.',
  'Endpoint.hints':
    '컨트롤러가 `trafficDistribution`에 따라 계산한, 이 엔드포인트를 쓸 대상입니다.',
  'Endpoint.targetRef': '엔드포인트가 나타내는 객체이며 대개 파드입니다.',
  'Endpoint.deprecatedTopology': 'v1beta1에서 남은 읽기 전용 필드입니다.',
  'EndpointConditions.ready':
    '새 연결을 받는지 나타내며, 없으면 받는 것으로 봅니다. 종료 중인 파드는 서비스가 모두 공개하도록 하지 않는 한 true가 되지 않습니다.',
  'EndpointConditions.serving': '종료 중이든 아니든 readinessProbe가 성공하고 있는지 나타냅니다.',
  'EndpointConditions.terminating':
    '종료 중인지 나타냅니다. 준비된 엔드포인트가 하나도 없을 때만 씁니다.',
  'EndpointHints.forZones': '이 엔드포인트를 쓸 클라이언트의 영역입니다.',
  'EndpointHints.forNodes': '이 엔드포인트를 쓸 클라이언트의 노드입니다.',
  'ForZone.name': '영역의 이름입니다.',
  'ForNode.name': '노드의 이름입니다.',
  'EndpointPort.name':
    '짝이 되는 서비스 포트의 이름입니다. 서비스에 이름 없는 포트가 하나뿐이면 비워 둡니다.',
  'EndpointPort.port':
    '엔드포인트가 수신 대기하는 번호입니다. 없으면 프록시가 이 포트를 무시합니다.',
  'EndpointPort.protocol': '전송 계층 프로토콜입니다.',
  'EndpointPort.appProtocol': '상위 프로토콜을 알려 주는 정보입니다.',
  'Endpoints.subsets':
    '엔드포인트슬라이스의 예전 형태입니다. 묶음 안의 모든 주소가 모든 포트를 엽니다. 컨트롤러가 슬라이스로 복사합니다.',
  'EndpointSubset.addresses': '준비된 주소입니다.',
  'EndpointSubset.notReadyAddresses': '준비되지 않은 주소이며 프록시가 쓰지 않습니다.',
  'EndpointSubset.ports': '이 주소들이 여는 포트입니다.',
  'EndpointAddress.ip': '주소입니다. 루프백과 링크 로컬 주소는 쓸 수 없습니다.',
  'EndpointAddress.hostname': '헤드리스 서비스의 DNS 이름에서 이 주소를 가리키는 부분입니다.',
  'EndpointAddress.nodeName': '주소가 있는 노드입니다.',
  'EndpointAddress.targetRef': '주소가 나타내는 객체입니다.',
};
export default endpoints;
