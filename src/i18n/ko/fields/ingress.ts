import type en from '../../en/fields/ingress.ts';

const ingress: typeof en = {
  'IngressSpec.ingressClassName':
    '이 인그레스를 처리할 IngressClass, 곧 컨트롤러를 정합니다. 생략하면 기본 클래스가 채워지며, 기본 클래스가 없으면 처리할 컨트롤러가 없을 수 있습니다.',
  'IngressSpec.defaultBackend': '어느 규칙과도 일치하지 않는 요청을 보낼 곳입니다.',
  'IngressSpec.rules': '어떤 호스트와 경로를 어떤 서비스로 보낼지 정합니다.',
  'IngressSpec.tls': '컨트롤러가 TLS를 종료할 호스트와 인증서가 든 시크릿입니다.',
  'IngressRule.host':
    '요청의 Host 헤더에 적힌 이름이며, 생략하면 모든 이름입니다. 맨 앞의 `*.`는 정확히 한 단계를 대신합니다.',
  'IngressRule.http': '이 호스트의 경로들입니다.',
  'HTTPIngressRuleValue.paths':
    '경로와 보낼 곳입니다. 일치하는 것 가운데 가장 긴 경로를 쓰고, 길이가 같으면 정확히 일치하는 쪽을 씁니다.',
  'HTTPIngressPath.path': '요청 경로이며 `/`로 시작합니다.',
  'HTTPIngressPath.pathType':
    '`Exact`는 경로 전체가 같아야 합니다. `Prefix`는 `/`로 나눈 단위로 비교하므로 `/foo`는 `/foo/bar`와 일치하고 `/foobar`와는 일치하지 않습니다. `ImplementationSpecific`은 컨트롤러가 정합니다.',
  'HTTPIngressPath.backend': '이 경로의 요청을 보낼 곳입니다.',
  'IngressBackend.service': '인그레스와 같은 네임스페이스의 서비스입니다.',
  'IngressBackend.resource': '버킷 같은 다른 종류의 객체입니다. `service`와 함께 쓸 수 없습니다.',
  'IngressServiceBackend.name':
    '서비스의 이름입니다. 많은 컨트롤러가 클러스터 IP를 거치지 않고 엔드포인트를 읽어 파드로 바로 보냅니다.',
  'IngressServiceBackend.port': '서비스의 포트를 이름이나 번호로 가리킵니다.',
  'ServiceBackendPort.number': '서비스의 `port`이며 `targetPort`가 아닙니다.',
  'ServiceBackendPort.name': '서비스 포트의 이름입니다. `number`와 함께 쓸 수 없습니다.',
  'IngressTLS.hosts': '인증서를 쓸 이름들입니다.',
  'IngressTLS.secretName': '같은 네임스페이스에 있는 `kubernetes.io/tls` 유형의 시크릿입니다.',
  'IngressClassSpec.controller':
    '처리할 컨트롤러이며 `example.com/controller`처럼 적습니다. 바꿀 수 없습니다.',
  'IngressClassSpec.parameters': '컨트롤러의 추가 설정이 든 객체입니다.',
  'IngressClassParametersReference.kind': '설정 객체의 종류입니다.',
  'IngressClassParametersReference.name': '설정 객체의 이름입니다.',
  'IngressClassParametersReference.apiGroup': '설정 객체의 API 그룹입니다.',
  'IngressClassParametersReference.scope':
    '설정 객체가 클러스터에 속하는지 네임스페이스에 속하는지 나타냅니다.',
  'IngressClassParametersReference.namespace':
    '`scope`가 `Namespace`일 때 설정 객체의 네임스페이스입니다.',
};
export default ingress;
