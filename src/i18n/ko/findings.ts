import type { Ref } from '../../sim/api/types.ts';
import type { FindingTexts } from '../en/findings.ts';
import { labelsText, valueText } from '../labels.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';
import { fieldOf, objectOf } from './kinds.ts';
import { josa } from './particles.ts';
import { denied } from './policies.ts';

const findings: FindingTexts = {
  sentences: {
    'ingress-not-served': ({ ingress, why, named: className = '', classes, annotation }) => [
      ...say`${objectOf(ingress)}에 규칙이 있지만, 인그레스는 컨트롤러가 맡아야 비로소 동작합니다. `,
      ...{
        'no-controller': say`이 클러스터에는 인그레스 컨트롤러가 없습니다. 클러스터 설정에서 고르거나 설치하세요.`,
        'no-class':
          annotation === undefined
            ? say`클래스를 적지 않았고, 기본 클래스도 없습니다.`
            : say`클래스를 적지 않았습니다. 애너테이션 ${josa(code(annotation), '은/는')} 아무 뜻이 없습니다. 예전 애너테이션은 ${code('kubernetes.io/ingress.class')}이고, 지금은 필드로 적습니다.`,
        'unknown-class': say`IngressClass ${josa(code(className), '이/가')} 없습니다.`,
        'other-controller': say`IngressClass ${josa(code(className), '을/를')} 맡은 컨트롤러가 이 클러스터에 없습니다.`,
      }[why],
      ...(classes.length > 0
        ? say` 지금 쓸 수 있는 클래스는 ${list(classes.map((each) => [code(each)]))}입니다.`
        : []),
    ],
    'no-rule': ({ proxy, host, path, why, known }) => [
      ...say`요청이 ${proxy}까지 도착했지만, 이 요청을 받는 규칙이 없습니다. `,
      ...(why === 'path'
        ? say`호스트 ${code(host)}의 규칙은 있지만 경로 ${josa(code(path), '을/를')} 받는 것이 없습니다.`
        : say`규칙은 Host 헤더로 고르는데, ${josa(code(host), '을/를')} 적은 규칙이 없습니다.`),
      ...(known.length > 0
        ? say` 규칙이 있는 것은 ${list(known.map((each) => [code(each)]))}입니다.`
        : []),
    ],
    'backend-missing': ({ rule, service, namespace, why, elsewhere, ports }) =>
      why === 'not-granted'
        ? say`${josa(objectOf(rule), '이/가')} ${namespace} 네임스페이스의 서비스 ${josa(code(service), '을/를')} 가리키지만, 그곳에 이를 허락하는 것이 없습니다. ${namespace} 네임스페이스에 ReferenceGrant가 있어야 합니다.`
        : why === 'no-port'
          ? say`${josa(objectOf(rule), '이/가')} 서비스 ${code(service)}에 없는 포트를 가리킵니다. 이 서비스의 포트는 ${list(ports.map((each) => [code(String(each))]))}입니다.`
          : [
              ...say`${josa(objectOf(rule), '이/가')} 가리키는 서비스 ${josa(code(service), '이/가')} ${namespace} 네임스페이스에 없습니다.`,
              ...(elsewhere.length > 0
                ? say` 백엔드는 그것을 적은 객체와 같은 네임스페이스에서 찾으므로, ${elsewhere.join(', ')} 네임스페이스에 있는 것은 쓰이지 않습니다.`
                : []),
            ],
    'route-not-attached': ({ gateway, field, why }) =>
      why === 'namespace'
        ? say`다른 네임스페이스의 라우트가 ${josa(objectOf(gateway), '을/를')} 가리키지만, 리스너의 ${josa(named(field, 'allowedRoutes'), '이/가')} 받아 주지 않습니다. 따로 적지 않으면 게이트웨이와 같은 네임스페이스의 라우트만 받습니다.`
        : why === 'hostname'
          ? say`${objectOf(field)}의 ${josa(named(field, 'hostnames'), '과/와')} ${objectOf(gateway)}의 리스너 호스트 이름에 겹치는 것이 없어, 라우트가 어느 리스너에도 붙지 못합니다.`
          : say`${objectOf(gateway)}에는 ${objectOf(field)}의 ${josa(named(field, 'parentRefs'), '이/가')} 뜻하는 리스너가 없습니다.`,
    'selector-matches-nothing': ({ service, selector, near, unlabelled, elsewhere }) => [
      ...say`${objectOf(service)}의 셀렉터는 ${code(labelsText(selector))} 레이블이 있는 파드를 찾지만, ${service.namespace} 네임스페이스에 그런 파드가 없습니다.`,
      ...(near.length > 0
        ? say` 비슷한 레이블은 ${list(near.map(({ pod, labels }) => say`${podsOf(pod)}(${code(labelsText(labels))})`))}에 있습니다.`
        : []),
      ...(unlabelled.length > 0
        ? say` ${list(unlabelled.map((pod) => [podsOf(pod)]))}에는 레이블이 하나도 없습니다.`
        : []),
      ...(elsewhere.length > 0
        ? say` ${elsewhere.join(', ')} 네임스페이스에는 그런 파드가 있지만, 셀렉터는 자기 네임스페이스 안에서만 찾습니다.`
        : []),
    ],
    'no-replicas': ({ service, workload }) =>
      say`${josa(objectOf(service), '은/는')} ${objectOf(workload)}의 파드를 고르는데, ${named(workload, 'replicas')}가 0이라 보낼 파드가 하나도 없습니다.`,
    'service-without-selector': ({ service }) =>
      say`${objectOf(service)}에는 셀렉터가 없어 엔드포인트가 자동으로 만들어지지 않습니다. 셀렉터를 넣거나, ${code(`kubernetes.io/service-name=${service.name}`)} 레이블이 있는 엔드포인트슬라이스를 직접 작성해야 합니다.`,
    'no-local-endpoints': ({ service, policy, node, nodes }) => [
      ...say`서비스 ${service.name}의 ${josa(named(service, policy), '이/가')} Local이라서, ${node}에 도착한 패킷은 그 노드의 파드로만 갈 수 있습니다. 그런데 ${node}에는 준비된 파드가 없습니다.`,
      ...(nodes.length > 0 ? say` 엔드포인트는 ${nodes.join(', ')}에 있습니다.` : []),
    ],
    'source-not-allowed': ({ service, source, ranges }) =>
      say`서비스 ${service.name}의 ${josa(named(service, 'loadBalancerSourceRanges'), '은/는')} ${code(ranges.join(', '))}만 허용하는데, ${josa(address(source), '은/는')} 여기에 들어 있지 않습니다.`,
    'no-ready-endpoints': ({ service, pods }) => [
      ...say`${objectOf(service)}의 셀렉터에 맞는 파드(${list(pods.map(({ pod }) => [objectOf(pod)]))})는 있지만 준비된(Ready) 파드가 없습니다. 트래픽은 준비된 파드에만 전달됩니다.`,
      ...pods.slice(0, 1).flatMap(({ message, phase }) => {
        if (message !== undefined) return say` 파드의 상태 메시지는 ${code(message)}입니다.`;
        return phase === 'Running' ? [] : say` 파드의 상태는 ${phase}입니다.`;
      }),
    ],
    'unknown-port-name': ({ service, name, pod, declared }) => [
      ...say`서비스 ${service.name}의 ${josa(named(service, 'targetPort'), '이/가')} ${josa(code(name), '이라/라')}는 이름인데, ${podsOf(pod)}의 컨테이너에는 이 이름의 포트가 없습니다.`,
      ...(declared.length > 0
        ? say` 선언된 포트는 ${list(declared.map((each) => [code(each.name === undefined ? String(each.port) : `${each.name} (${each.port})`)]))}입니다.`
        : say` 선언된 포트도 없습니다.`),
    ],
    'asked-itself': ({ address: asked, port, sender, service }) => [
      ...say`${josa(address(asked), '은/는')} 언제나 요청하는 쪽 자신을 가리키는데, ${sender} 안에는 포트 ${port}에서 수신 대기하는 프로세스가 없습니다.`,
      ...(service
        ? say` ${josa(port, '은/는')} ${objectOf(service)}의 nodePort이므로 노드의 주소로 요청해야 합니다.`
        : []),
    ],
    'loopback-bind': ({ pod, process, address: bound, port }) =>
      say`${objectOf(pod)}의 ${josa(code(process), '은/는')} ${address(bound, port)}에서만 수신 대기합니다. 이 주소에는 같은 파드의 컨테이너만 접근할 수 있습니다. 파드 밖에서 접근하려면 ${code('0.0.0.0')}에서 수신 대기해야 합니다.`,
    'container-sleeps': ({ pod, container, rule, runs }) =>
      rule === 'unknown'
        ? say`이미지 ${josa(code(runs), '이/가')} 어떤 포트를 여는지 알 수 없고 ${objectOf(pod)}의 컨테이너 ${code(container)}에 선언된 포트도 없어, 시뮬레이션에서는 아무 포트도 열지 않는 것으로 봅니다.`
        : say`${objectOf(pod)}의 컨테이너 ${josa(code(container), '은/는')} 어떤 포트에서도 수신 대기하지 않습니다(${idle[rule]} ${code(runs)}). 패킷이 파드에 도착해도, 포트를 열고 기다리는 프로세스가 있어야 합니다.`,
    'wrong-protocol': ({ service, pod, port, protocol, listens }) =>
      say`서비스 ${service.name}의 ${josa(named(service, 'protocol'), '은/는')} ${protocol}인데, ${objectOf(pod)}의 포트 ${port}에서는 ${listens}로 수신 대기합니다.`,
    'wrong-target-port': ({ service, pod, port, servicePort, listens }) =>
      say`서비스 ${service.name}의 ${josa(named(service, 'targetPort'), '이/가')} 포트 ${josa(servicePort, '을/를')} 파드의 포트 ${josa(port, '으로/로')} 연결하지만, 그 포트에서는 아무것도 수신 대기하지 않습니다. ${josa(objectOf(pod), '은/는')} ${ports(listens)}에서 수신 대기합니다.`,
    'wrong-pod-port': ({ pod, port, listens, headless }) =>
      headless
        ? say`${josa(objectOf(headless), '은/는')} 헤드리스 서비스라서 이름이 파드로 바로 이어지고, 포트를 바꿔 주는 곳이 없습니다. ${josa(objectOf(pod), '은/는')} ${port}번 포트가 아니라 ${ports(listens)}에서 수신 대기합니다.`
        : say`${objectOf(pod)}에는 ${port}번 포트에서 수신 대기하는 프로세스가 없습니다. 열려 있는 포트는 ${ports(listens)}입니다.`,
    'cluster-address-from-outside': ({ address: asked, range, service, nodePort }) => [
      ...(range === 'services'
        ? say`${josa(address(asked), '은/는')} 클러스터 IP입니다. 노드의 규칙 안에만 있는 주소라서, 클러스터 밖에서는 이 주소로 가는 길을 모릅니다.`
        : say`${josa(address(asked), '은/는')} 파드 네트워크의 주소입니다. 네트워크 플러그인이 밖에 알리지도, 클라우드가 경로를 추가하지도 않아, 노드 밖의 라우터에는 이 주소로 가는 경로가 없습니다.`),
      ...(nodePort !== undefined
        ? say` 밖에서는 노드 주소와 nodePort ${josa(nodePort, '으로/로')} 요청하세요.`
        : service
          ? say` 밖에서 접근하려면 ${objectOf(service)}의 type이 NodePort나 LoadBalancer여야 합니다.`
          : []),
    ],
    'external-ip-unrouted': ({ service, address: asked }) =>
      say`${josa(address(asked), '은/는')} ${objectOf(service)}의 externalIPs에 적힌 주소입니다. 쿠버네티스는 노드가 이 주소의 패킷을 받아들이게 할 뿐입니다. 패킷이 노드까지 오려면 라우터의 경로나 ARP 응답이 따로 있어야 하는데, 여기에는 없습니다.`,
    'packet-too-big': ({ bytes, mtu, place, plugin }) => [
      ...say`패킷은 ${bytes}바이트인데, ${place}에서 나갈 장치의 MTU는 ${mtu}바이트입니다. 나누어 보낼 수 없는 패킷(DF)이라 더 가지 못합니다.`,
      ...(plugin
        ? say` ${josa(plugin.title, '은/는')} 노드 사이를 오가는 패킷마다 ${plugin.overheadBytes}바이트를 덧붙이므로, 파드의 MTU는 그만큼 작습니다.`
        : []),
      ...say` ping은 헤더 28바이트를 빼고 데이터가 ${mtu - 28}바이트 이하일 때 지나갑니다.`,
    ],
    'cluster-ip-ping': ({ service, address: asked, rejected }) =>
      say`${josa(address(asked), '은/는')} ${objectOf(service)}의 클러스터 IP입니다. 이 주소를 가진 인터페이스는 없고 서비스의 포트로 보낸 것만 전달됩니다. ping에는 포트가 없어, 서비스가 정상이어도 ${rejected ? 'kube-proxy의 규칙이 거부합니다' : '응답하지 않습니다'}.`,
    'wrong-service-port': (finding) => {
      const { service, port, protocol, mixedUp, otherProtocol } = finding;
      const end = finding.rejected
        ? say`클러스터 IP로 남아 있는 패킷은 kube-proxy의 규칙이 거부합니다`
        : say`패킷은 아무도 갖고 있지 않은 주소 ${josa(address(finding.address, port), '을/를')} 향해 그대로 나갑니다`;
      const missing = say`${objectOf(service)}에는 ${port}/${protocol} 포트가 없습니다. 그래서 목적지를 바꿔 줄 규칙이 없고, ${end}.`;
      if (otherProtocol !== undefined)
        return say`${missing} 이 포트는 ${otherProtocol}로만 열려 있습니다.`;
      if (mixedUp?.field === 'targetPort')
        return say`${missing} ${josa(port, '은/는')} 파드가 수신 대기하는 targetPort이고, 클라이언트는 포트 ${josa(mixedUp.port, '으로/로')} 요청해야 합니다.`;
      if (mixedUp)
        return say`${missing} ${josa(port, '은/는')} 노드의 주소에서 쓰는 nodePort이고, 클러스터 IP의 포트는 ${mixedUp.port}입니다.`;
      return say`${missing} 이 서비스의 포트는 ${list(finding.ports.map((each) => [code(`${each.port}/${each.protocol}`)]))}입니다.`;
    },
    'load-balancer-pending': ({ service, why, loadBalancerClass, nodePort }) => [
      ...say`${objectOf(service)}에 아직 바깥에서 쓸 주소가 없습니다. EXTERNAL-IP가 ${code('<pending>')}입니다. `,
      ...(why === 'nobody'
        ? say`베어메탈이나 kubeadm, kind처럼 이 클러스터에는 로드 밸런서를 만들어 줄 것이 없습니다. 클러스터 설정에서 MetalLB나 클라우드를 고르세요.`
        : why === 'other-class'
          ? say`loadBalancerClass가 ${code(loadBalancerClass ?? '')}인데, 이 클래스를 맡을 컨트롤러가 없습니다.`
          : say`줄 수 있는 주소가 남아 있지 않거나 요청한 주소를 줄 수 없습니다.`),
      ...(nodePort === undefined
        ? []
        : say` 그동안은 아무 노드의 nodePort ${josa(nodePort, '으로/로')} 요청할 수 있습니다.`),
    ],
    'cluster-dns-for-pods-only': ({ name, sender, service, clusterIp, nodePort }) => [
      ...say`${josa(code(name), '은/는')} 클러스터 DNS의 이름입니다. 클러스터 DNS에 묻도록 설정된 것은 파드뿐이며, ${sender === 'node' ? '노드' : '클러스터 밖의 호스트'}는 묻지 않습니다.`,
      ...(sender === 'node'
        ? clusterIp === undefined
          ? []
          : say` 노드에서는 클러스터 IP ${josa(address(clusterIp), '으로/로')} 요청할 수 있습니다.`
        : nodePort === undefined
          ? say` 밖에서 접근하려면 ${objectOf(service)}의 type이 NodePort나 LoadBalancer여야 합니다.`
          : say` 밖에서는 노드 주소와 ${objectOf(service)}의 nodePort ${josa(nodePort, '으로/로')} 요청하세요.`),
    ],
    'host-network-dns': ({ name, pod }) =>
      say`${josa(objectOf(pod), '은/는')} 호스트 네트워크를 쓰므로, dnsPolicy가 ClusterFirst이면 노드의 네임 서버에 묻습니다. 그 네임 서버는 ${josa(code(name), '을/를')} 모릅니다. ${code('ClusterFirstWithHostNet')}으로 바꾸면 클러스터 DNS에 묻습니다.`,
    'external-name': ({ service, externalName, isAddress, hasPorts, isUnknown }) =>
      isAddress
        ? say`서비스 ${service.name}의 ${named(service, 'externalName')}에는 이름을 써야 하는데 ${josa(code(externalName), '은/는')} 주소입니다. 그래서 DNS가 응답할 것이 없습니다. 주소로 보내려면 셀렉터 없는 서비스와 엔드포인트슬라이스를 쓰세요.`
        : say`${josa(objectOf(service), '은/는')} ${code(externalName)}의 다른 이름일 뿐이며 주소도 엔드포인트도 없습니다.${hasPorts ? ' 여기에 적은 포트는 쓰이지 않습니다.' : ''}${isUnknown ? ' 그 이름은 바깥의 리졸버도 모릅니다.' : ''}`,
    'name-in-other-namespace': ({ name, namespace, service, suggestion }) =>
      say`${namespace} 네임스페이스에는 ${josa(code(name), '이라/라')}는 서비스가 없습니다. 짧은 이름에는 보내는 쪽의 네임스페이스가 붙기 때문입니다. ${josa(objectOf(service), '은/는')} ${service.namespace} 네임스페이스에 있으므로 여기서는 ${josa(code(suggestion), '으로/로')} 불러야 합니다.`,
    'pod-name-as-dns-name': ({ name, pod, address: ip, service }) => [
      ...say`${josa(code(name), '은/는')} ${objectOf(pod)}의 이름인데, 파드는 이름만으로 DNS에서 찾을 수 없습니다.`,
      ...(service
        ? say` ${josa(objectOf(service), '을/를')} 통해 이 파드에 접근할 수 있습니다.`
        : say` 이 파드 앞에 서비스를 만들면 이름이 생깁니다.${ip === undefined ? [] : say` 파드의 주소는 ${address(ip)}입니다.`}`),
    ],
    'pod-name-below-service': ({ pod, wanted, hostname, subdomain }) => {
      const rule = say`서비스 이름 앞에 파드 이름을 붙인 DNS 이름은, 파드의 ${code('subdomain')}이 그 서비스의 이름이고 ${code('hostname')}도 있을 때만 생깁니다.`;
      if (subdomain !== wanted)
        return subdomain === undefined
          ? say`${rule} ${objectOf(pod)}에는 subdomain이 없습니다.`
          : say`${rule} ${objectOf(pod)}의 subdomain은 ${josa(code(wanted), '이/가')} 아니라 ${code(subdomain)}입니다.`;
      return hostname === undefined
        ? say`${rule} ${objectOf(pod)}에는 hostname이 없습니다.`
        : say`${rule} ${objectOf(pod)}의 hostname은 ${code(hostname)}입니다.`;
    },
    'unknown-name': ({ name, namespace, service, suggestion, known }) => {
      if (known)
        return say`${josa(code(name), '은/는')} 이 클러스터의 이름이 아니고, 바깥의 리졸버도 모르는 이름입니다. 시뮬레이션의 인터넷에 있는 이름은 ${code(known.join(', '))}뿐입니다.`;
      const missing = say`${namespace} 네임스페이스에 ${josa(code(name), '이라/라')}는 서비스가 없습니다.`;
      return service && suggestion !== undefined
        ? say`${missing} ${josa(code(suggestion), '을/를')} 쓰려던 것일 수 있습니다(${objectOf(service)}).`
        : missing;
    },
    'node-port-missing': ({ node, port, nodePorts, mixedUp }) => {
      const missing = say`nodePort가 ${port}인 서비스가 없고, ${objectOf(node)}에서 이 포트를 연 다른 프로세스도 없습니다.`;
      if (mixedUp) {
        const { service, field, nodePort } = mixedUp;
        const is = say`${missing} ${josa(port, '은/는')} 서비스 ${service.name}의 ${named(service, field)}`;
        return nodePort === undefined
          ? say`${is}이며, 이 서비스에는 nodePort가 없습니다. nodePort는 type이 NodePort나 LoadBalancer일 때만 생깁니다.`
          : say`${is}이고, nodePort는 ${nodePort}입니다.`;
      }
      if (nodePorts.length === 0) return say`${missing} nodePort가 있는 서비스도 없습니다.`;
      return say`${missing} 현재 있는 nodePort는 ${list(nodePorts.map(({ service, nodePort }) => say`${nodePort}(${objectOf(service)})`))}입니다.`;
    },
    'node-port-address': ({ service, nodePort, node, asked, address: primary }) =>
      say`이 모드의 kube-proxy는 서비스 ${service.name}의 ${named(service, `nodePort ${nodePort}`)}에 온 요청을 ${objectOf(node)}의 대표 주소 ${address(primary)}에서만 받고, ${address(asked)}에서는 받지 않습니다.`,
    'no-such-address': ({ address: asked, range }) => {
      const nobody = say`${josa(address(asked), '은/는')} 아무도 갖고 있지 않은 주소입니다.`;
      if (range === 'pods')
        return say`${nobody} 파드 대역에 속하지만 실행 중인 파드 중에는 이 주소를 가진 것이 없습니다. 파드는 새로 만들어질 때마다 주소가 바뀌고, 서비스의 주소는 그대로입니다.`;
      if (range === 'services')
        return say`${nobody} 서비스 대역에 속하지만 이 주소를 가진 서비스가 없습니다.`;
      return range === 'nodes'
        ? say`${nobody} 노드 네트워크에 속하지만 이 주소를 가진 노드가 없습니다.`
        : say`${nobody} 클러스터 밖의 주소인데, 시뮬레이션의 인터넷에는 이 주소가 없습니다.`;
    },
    'network-unreachable': ({ address: asked, place }) =>
      say`${josa(address(asked), '을/를')} 가진 곳은 있지만, ${place}의 라우팅 테이블에 그리로 가는 경로가 없습니다.`,
    'policy-denied': (finding) => denied(finding),
    'policy-ignored': ({ policies, cni, enforces, isSimulated }) =>
      !isSimulated
        ? say`${josa(list(policies.map((policy) => [objectOf(policy)])), '은/는')} 이 통신을 허용하지 않습니다. ${josa(cni, '은/는')} 이 정책을 적용하지만 시뮬레이션에서는 아직 적용되지 않습니다. 실제 클러스터에서는 패킷이 버려집니다.`
        : say`${josa(list(policies.map((policy) => [objectOf(policy)])), '은/는')} 이 통신을 허용하지 않지만, API 서버가 받아 두기만 했을 뿐 적용되지 않습니다. ${josa(cni, '은/는')} ${enforces.length === 0 ? 'NetworkPolicy를 적용하지 않습니다' : `${enforces.join(', ')}만 적용합니다`}.`,
    'sent-to-itself': ({ service, pod, masqueraded }) => [
      ...say`${josa(objectOf(service), '이/가')} 요청한 파드 자신을 골랐습니다(헤어핀). 패킷은 ${josa(objectOf(pod), '을/를')} 떠났다가 같은 파드로 돌아왔습니다.`,
      ...(masqueraded === undefined
        ? []
        : say` 응답이 다시 노드를 거쳐 DNAT를 되돌릴 수 있도록, 노드가 출발지 주소를 자신의 ${josa(address(masqueraded), '으로/로')} 바꿨습니다.`),
    ],
  },
  fixes: {
    'set-field': ({ ref, value }) =>
      say`${josa(fieldOf(ref), '을/를')} ${josa(code(valueText(value)), '으로/로')} 설정하기`,
    'send-to': ({ to }) => say`${josa(code(to), '으로/로')} 요청하기`,
  },
};
export default findings;

/** How we know that a container listens to nothing. */
const idle = {
  command: '명령',
  image: '이미지',
  annotation: '애너테이션',
  containerPort: '포트',
  unknown: '이미지',
} as const;

/** A Pod that the learner wrote, or the Pods that a workload makes. */
function podsOf(ref: Ref): Part {
  return ref.kind === 'Pod'
    ? objectOf(ref)
    : { ...objectOf(ref), text: `${objectOf(ref).text}의 파드` };
}

function ports(
  open: readonly { readonly port: number; readonly protocol: string; readonly process: string }[],
): Phrase {
  return list(
    open.map(({ port, protocol, process }) => say`${code(`${port}/${protocol}`)}(${process})`),
  );
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [', ', ...item]));
}
