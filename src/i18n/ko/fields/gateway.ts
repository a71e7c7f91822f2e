import type en from '../../en/fields/gateway.ts';

const gateway: typeof en = {
  'GatewayClassSpec.controllerName':
    '이 클래스의 게이트웨이를 만들 컨트롤러이며 `example.com/controller`처럼 적습니다. 바꿀 수 없습니다.',
  'GatewayClassSpec.description': '사람이 읽을 짧은 설명입니다.',
  'GatewayClassSpec.parametersRef': '컨트롤러의 추가 설정이 든 객체입니다.',
  'GatewaySpec.gatewayClassName': '이 게이트웨이를 만들 GatewayClass, 곧 컨트롤러를 정합니다.',
  'GatewaySpec.listeners':
    '게이트웨이가 수신 대기하는 포트, 프로토콜, 호스트 이름입니다. 라우트는 리스너를 이름으로 가리킬 수 있습니다.',
  'GatewaySpec.addresses': '요청하는 주소이며 생략하면 컨트롤러가 정합니다.',
  'GatewaySpec.infrastructure':
    '컨트롤러가 이 게이트웨이를 위해 만드는 객체에 붙일 레이블과 애너테이션입니다.',
  'GatewaySpec.allowedListeners':
    'ListenerSet으로 리스너를 더할 수 있는 네임스페이스이며, 생략하면 아무도 더할 수 없습니다.',
  'GatewaySpec.tls': '클라이언트 쪽과 백엔드 쪽 TLS에 관한 게이트웨이 전체 설정입니다.',
  'addresses.type': '`value`가 주소인지, 호스트 이름인지, 컨트롤러만 아는 이름인지 나타냅니다.',
  'addresses.value': '주소나 이름입니다. 생략하면 컨트롤러가 이 종류에서 하나를 고릅니다.',
  'listeners.name': '게이트웨이 안에서 유일한 이름이며 라우트가 `sectionName`으로 가리킵니다.',
  'listeners.port': '클라이언트가 접속하는 포트입니다.',
  'listeners.protocol':
    '`HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP` 가운데 하나이며, 어떤 종류의 라우트를 붙일 수 있는지 결정합니다.',
  'listeners.hostname':
    '응답할 이름이며 생략하면 모든 이름입니다. 라우트의 `hostnames`와 겹치는 부분이 있어야 합니다.',
  'listeners.tls': '여기에서 TLS를 처리하는 방식입니다. `HTTPS`와 `TLS`에 필요합니다.',
  'listeners.allowedRoutes': '붙을 수 있는 라우트의 종류와 네임스페이스입니다.',
  'listeners.tls.mode':
    '`Terminate`는 게이트웨이에서 암호를 풀고, `Passthrough`는 SNI로 고른 백엔드에 암호화된 채로 넘깁니다.',
  'listeners.tls.certificateRefs':
    '인증서가 든 시크릿입니다. 다른 네임스페이스의 시크릿을 쓰려면 그쪽에 ReferenceGrant가 있어야 합니다.',
  'listeners.tls.options': '컨트롤러만 아는 추가 설정입니다.',
  'allowedRoutes.namespaces':
    '어느 네임스페이스의 라우트가 붙을 수 있는지 정합니다. 따로 정하지 않으면 `from: Same`입니다.',
  'allowedRoutes.kinds':
    '붙을 수 있는 라우트의 종류이며, 생략하면 프로토콜에 맞는 모든 종류입니다.',
  'namespaces.from':
    '`Same`은 게이트웨이와 같은 네임스페이스, `All`은 모든 네임스페이스, `Selector`는 레이블로 고른 네임스페이스입니다.',
  'namespaces.selector': '`from: Selector`일 때 네임스페이스를 고를 레이블입니다.',
  'HTTPRouteSpec.parentRefs': '이 라우트를 붙일 게이트웨이 또는 그 리스너입니다.',
  'HTTPRouteSpec.hostnames':
    'Host 헤더의 이름입니다. 리스너의 이름과 겹쳐야 하며, 생략하면 리스너의 이름을 모두 받습니다.',
  'HTTPRouteSpec.rules':
    '무엇과 일치하면 어떻게 바꿔 어디로 보낼지 정합니다. 모든 라우트 가운데 가장 구체적으로 일치하는 규칙을 씁니다.',
  'GRPCRouteSpec.parentRefs': '이 라우트를 붙일 게이트웨이 또는 그 리스너입니다.',
  'GRPCRouteSpec.hostnames':
    '클라이언트가 부르는 이름(`:authority`)입니다. 리스너의 이름과 겹쳐야 합니다.',
  'GRPCRouteSpec.rules': '무엇과 일치하면 어떻게 바꿔 어디로 보낼지 정합니다.',
  'parentRefs.name': '게이트웨이의 이름입니다.',
  'parentRefs.namespace':
    '게이트웨이의 네임스페이스이며 생략하면 라우트 자신의 네임스페이스입니다. 리스너가 허용해야 합니다.',
  'parentRefs.sectionName':
    '리스너 하나의 `name`입니다. 생략하면 조건이 맞는 모든 리스너에 붙습니다.',
  'parentRefs.port': '이 포트의 리스너에만 붙습니다.',
  'parentRefs.group': '부모의 API 그룹입니다.',
  'parentRefs.kind': '부모의 종류입니다. 게이트웨이이거나, 메시 안의 트래픽이라면 서비스입니다.',
  'rules.name': '라우트 안에서 유일한 규칙 이름입니다.',
  'rules.matches': '하나만 만족하면 되는 조건들입니다. 한 조건 안의 항목은 모두 만족해야 합니다.',
  'rules.filters': '요청이나 응답이 지나가는 길에 할 일입니다.',
  'rules.backendRefs':
    '요청을 보낼 곳입니다. 여러 곳이면 `weight`에 따라 나누고, 하나도 없으면 500으로 응답합니다.',
  'HTTPRoute.spec.rules.timeouts': '요청을 기다리는 시간의 한도입니다.',
  'timeouts.request': '요청부터 응답까지 전체 시간이며 `10s`처럼 적습니다. 0이면 한도가 없습니다.',
  'timeouts.backendRequest': '백엔드에 한 번 시도하는 시간입니다. `request`보다 길 수 없습니다.',
  'matches.path': '요청의 경로입니다.',
  'matches.headers': '모두 있어야 하는 헤더입니다.',
  'matches.queryParams': '모두 있어야 하는 쿼리 매개변수입니다.',
  'HTTPRoute.spec.rules.matches.method': 'HTTP 메서드입니다.',
  'GRPCRoute.spec.rules.matches.method': '호출할 서비스와 메서드입니다.',
  'matches.path.type':
    '`PathPrefix`는 `/`로 나눈 단위로 비교하므로 `/foo`는 `/foobar`와 일치하지 않습니다. `Exact`는 경로 전체를 비교합니다.',
  'matches.path.value': '비교할 경로입니다.',
  'method.service': 'gRPC 서비스의 전체 이름입니다.',
  'method.method': 'gRPC 메서드의 이름입니다.',
  'method.type': '이름을 그대로 비교할지 정규식으로 비교할지 정합니다.',
  'headers.name': '헤더의 이름이며 대소문자를 가리지 않습니다.',
  'headers.value': '비교할 값입니다.',
  'headers.type': '값을 그대로 비교할지 정규식으로 비교할지 정합니다.',
  'queryParams.name': '매개변수의 이름입니다.',
  'queryParams.value': '비교할 값입니다.',
  'queryParams.type': '값을 그대로 비교할지 정규식으로 비교할지 정합니다.',
  'backendRefs.name': '서비스의 이름입니다.',
  'backendRefs.namespace':
    '서비스의 네임스페이스이며 생략하면 라우트 자신의 네임스페이스입니다. 다르면 그쪽에 ReferenceGrant가 있어야 합니다.',
  'backendRefs.port': '서비스의 `port`이며 `targetPort`가 아닙니다. 서비스에는 꼭 필요합니다.',
  'backendRefs.weight':
    '이 규칙의 백엔드 가운데 차지하는 비중입니다. 0이면 아무것도 보내지 않습니다.',
  'backendRefs.kind': '백엔드의 종류이며 생략하면 서비스입니다.',
  'backendRefs.group': '백엔드의 API 그룹이며 서비스이면 비워 둡니다.',
  'backendRefs.filters': '이 백엔드로 가는 요청에 할 일입니다.',
  'filters.type': '필터의 종류입니다. 같은 이름의 필드에 설정을 적습니다.',
  'filters.requestHeaderModifier': '요청의 헤더를 바꿉니다.',
  'filters.responseHeaderModifier': '응답의 헤더를 바꿉니다.',
  'filters.requestRedirect': '백엔드에 보내지 않고 리다이렉트로 응답합니다.',
  'filters.urlRewrite': '백엔드에 보내기 전에 호스트나 경로를 바꿉니다.',
  'filters.requestMirror': '다른 백엔드에 복사본을 보내고 그 응답은 버립니다.',
  'filters.cors': '다른 출처에서 부르는 브라우저를 위한 응답을 정합니다.',
  'filters.extensionRef': '컨트롤러만 아는 필터입니다.',
  'requestHeaderModifier.set': '덮어쓸 헤더입니다.',
  'requestHeaderModifier.add': '헤더에 더할 값입니다.',
  'requestHeaderModifier.remove': '뺄 헤더의 이름입니다.',
  'responseHeaderModifier.set': '덮어쓸 헤더입니다.',
  'responseHeaderModifier.add': '헤더에 더할 값입니다.',
  'responseHeaderModifier.remove': '뺄 헤더의 이름입니다.',
  'requestRedirect.scheme': '새 주소의 스킴입니다.',
  'requestRedirect.hostname': '새 주소의 호스트입니다.',
  'requestRedirect.port': '새 주소의 포트입니다.',
  'requestRedirect.path': '새 주소의 경로입니다.',
  'requestRedirect.statusCode': '리다이렉트의 상태 코드입니다.',
  'urlRewrite.hostname': '백엔드가 받을 Host 헤더입니다.',
  'urlRewrite.path': '백엔드가 받을 경로입니다.',
  'path.replaceFullPath': '경로 전체를 대신합니다.',
  'path.replacePrefixMatch': '일치한 앞부분을 대신합니다.',
  'requestMirror.backendRef': '복사본을 보낼 곳입니다.',
  'requestMirror.percent': '요청 100개 가운데 복사할 개수입니다.',
  'ReferenceGrantSpec.from': '이 네임스페이스를 가리켜도 되는 다른 네임스페이스의 객체입니다.',
  'ReferenceGrantSpec.to': '이 네임스페이스에서 가리켜도 되는 객체입니다.',
  'from.group': '가리키는 쪽의 API 그룹입니다.',
  'from.kind': '가리키는 쪽의 종류입니다. 예: HTTPRoute.',
  'from.namespace': '가리키는 쪽의 네임스페이스입니다.',
  'to.group': '가리킬 대상의 API 그룹이며 서비스와 시크릿이면 비워 둡니다.',
  'to.kind': '가리킬 대상의 종류입니다. 예: Service.',
  'to.name': '이 객체만 허용하며, 생략하면 그 종류의 모든 객체를 허용합니다.',
};
export default gateway;
