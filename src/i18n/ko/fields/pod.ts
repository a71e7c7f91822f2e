import type en from '../../en/fields/pod.ts';

const pod: typeof en = {
  'PodSpec.containers':
    '파드의 컨테이너입니다. 네트워크 네임스페이스를 함께 쓰므로 주소, 루프백, 포트를 공유합니다.',
  'PodSpec.initContainers':
    '다른 컨테이너보다 먼저 하나씩 끝까지 실행되는 컨테이너입니다. `restartPolicy: Always`이면 사이드카가 되어 계속 실행됩니다.',
  'PodSpec.ephemeralContainers':
    '`kubectl debug`처럼 실행 중인 파드를 살펴보려고 추가하는 컨테이너입니다. 파드와 같은 네트워크 네임스페이스에서 실행됩니다.',
  'PodSpec.hostNetwork':
    '파드를 노드의 네트워크 네임스페이스에서 실행합니다. 노드의 주소를 쓰며 포트가 노드에서 비어 있어야 합니다. 대부분의 플러그인은 이런 파드를 노드와 구별하지 못하므로 NetworkPolicy가 적용되지 않습니다.',
  'PodSpec.dnsPolicy':
    '`resolv.conf`의 내용을 정합니다. `ClusterFirst`는 클러스터 DNS를 쓰지만, `hostNetwork` 파드는 `ClusterFirstWithHostNet`이어야 합니다. `Default`는 노드의 설정을 따르고, `None`은 `dnsConfig`만 씁니다.',
  'PodSpec.dnsConfig': '`dnsPolicy`로 정해진 내용에 더할 네임 서버, 검색 도메인, 옵션입니다.',
  'PodSpec.hostAliases': '`/etc/hosts`에 넣을 줄입니다. DNS보다 먼저 확인합니다.',
  'PodSpec.hostname':
    '파드의 호스트 이름이며 생략하면 파드 이름입니다. `subdomain`과 함께 쓰면 DNS 이름이 생깁니다.',
  'PodSpec.subdomain':
    '같은 네임스페이스에 있는 헤드리스 서비스의 이름입니다. DNS에 `hostname.subdomain.namespace.svc` 뒤에 클러스터 도메인을 붙인 이름이 생깁니다.',
  'PodSpec.setHostnameAsFQDN':
    '파드에 전체 도메인 이름이 있으면 커널의 호스트 이름으로 씁니다. 64자를 넘으면 안 됩니다.',
  'PodSpec.hostnameOverride':
    '파드 이름이나 `hostname`과 상관없이 파드 안에서 쓸 호스트 이름입니다. 이 이름으로는 DNS 이름이 생기지 않습니다.',
  'PodSpec.readinessGates':
    '파드 밖에서 `True`로 바꿔 줘야 파드가 준비된 것으로 인정되는 조건입니다. 로드 밸런서가 대상을 등록할 때까지 기다리는 데 쓰입니다.',
  'PodSpec.nodeSelector': '노드에 있어야 하는 레이블입니다.',
  'PodSpec.nodeName': '실행할 노드입니다. 직접 적으면 스케줄러를 거치지 않습니다.',
  'PodSpec.affinity': '특정 노드나 다른 파드 가까이에, 또는 멀리 배치하는 규칙입니다.',
  'PodSpec.tolerations': '있어도 노드에 배치될 수 있는 테인트입니다.',
  'PodSpec.topologySpreadConstraints': '파드를 영역, 노드 등에 얼마나 고르게 나눌지 정합니다.',
  'PodSpec.restartPolicy':
    '컨테이너가 끝났을 때 할 일입니다. 디플로이먼트 같은 워크로드에서는 `Always`만 쓸 수 있습니다.',
  'PodSpec.terminationGracePeriodSeconds':
    '종료를 요청한 뒤 강제로 끝내기까지 기다리는 시간입니다. 그동안 파드는 종료 중인 엔드포인트이며 요청을 계속 처리할 수 있습니다.',
  'PodSpec.activeDeadlineSeconds': '이 시간이 지나면 파드를 무조건 끝냅니다.',
  'PodSpec.enableServiceLinks': '파드보다 먼저 있던 서비스의 주소를 환경 변수로 넣을지 정합니다.',
  'PodSpec.serviceAccountName': '파드가 API 서버를 부를 때 쓰는 신원입니다.',
  'PodSpec.automountServiceAccountToken': '그 신원의 토큰을 컨테이너에 넣을지 정합니다.',
  'PodSpec.shareProcessNamespace':
    '컨테이너끼리 프로세스를 볼 수 있는지 정합니다. 네트워크는 이 값과 상관없이 공유합니다.',
  'PodSpec.hostPID': '파드가 노드의 프로세스를 볼 수 있는지 정합니다.',
  'PodSpec.hostIPC': 'System V IPC와 메시지 큐를 노드와 공유할지 정합니다.',
  'PodSpec.hostUsers':
    '`false`이면 사용자 네임스페이스를 따로 씁니다. 파드 안의 root가 노드에서는 권한 없는 사용자가 됩니다.',
  'PodSpec.securityContext': '모든 컨테이너에 적용할 사용자, 그룹, sysctl입니다.',
  'PodSpec.volumes': '컨테이너가 마운트할 수 있는 볼륨입니다.',
  'PodSpec.imagePullSecrets': '이미지를 받을 때 쓰는 시크릿입니다.',
  'PodSpec.priorityClassName': '자원이 모자랄 때 파드가 얼마나 중요한지 정합니다.',
  'PodSpec.runtimeClassName': '사용할 컨테이너 런타임입니다.',
  'PodSpec.schedulerName': '노드를 고를 스케줄러입니다.',
  'PodSpec.schedulingGates': '하나라도 남아 있으면 노드를 고르지 않습니다.',
  'Container.name': '파드 안에서 유일한 이름입니다.',
  'Container.image':
    '실행할 이미지입니다. Podpath는 잘 알려진 이미지가 수신 대기하는 포트를 알고 있습니다.',
  'Container.command': '이미지의 엔트리포인트를 대신합니다.',
  'Container.args': '엔트리포인트에 넘길 인자입니다.',
  'Container.ports':
    '컨테이너가 수신 대기한다고 밝힌 포트입니다. 알림일 뿐이어서 적지 않은 포트에도 접속할 수 있습니다. 이름을 붙인 포트는 서비스와 NetworkPolicy에서 가리킬 수 있습니다.',
  'Container.env': '환경 변수입니다.',
  'Container.envFrom': '모든 키를 환경 변수로 가져올 컨피그맵과 시크릿입니다.',
  'Container.readinessProbe':
    '파드가 서비스의 준비된 엔드포인트인지 판단합니다. 실패하는 동안에는 새 연결이 오지 않습니다.',
  'Container.livenessProbe': '컨테이너를 다시 시작할지 판단합니다.',
  'Container.startupProbe': '한 번 성공할 때까지 다른 프로브를 미룹니다.',
  'Container.lifecycle':
    '시작 직후와 종료 직전에 할 일입니다. `preStop`에서 잠시 기다리면 프록시가 엔드포인트를 지울 시간을 벌 수 있습니다.',
  'Container.imagePullPolicy': '이미지를 언제 다시 받을지 정합니다.',
  'Container.resources': '예약할 CPU와 메모리, 그리고 상한입니다.',
  'Container.restartPolicy': '초기화 컨테이너에만 쓰며, `Always`이면 사이드카가 됩니다.',
  'Container.securityContext':
    '이 컨테이너의 사용자와 권한입니다. `NET_ADMIN`이 있으면 경로와 규칙을 바꿀 수 있습니다.',
  'Container.volumeMounts': '볼륨을 컨테이너의 어느 경로에 둘지 정합니다.',
  'Container.workingDir': '프로세스가 시작되는 디렉터리입니다.',
  'ContainerPort.containerPort': '프로세스가 수신 대기하는 포트입니다.',
  'ContainerPort.name': '서비스의 `targetPort`가 이 포트를 가리킬 때 쓰는 이름입니다.',
  'ContainerPort.protocol': '포트의 전송 계층 프로토콜입니다.',
  'ContainerPort.hostPort':
    '노드 주소에서도 이 포트를 열어 파드로 보냅니다. 같은 포트를 쓰는 파드는 노드에 하나만 둘 수 있습니다.',
  'ContainerPort.hostIP': '`hostPort`를 열 노드 주소를 하나로 제한합니다.',
  'Probe.httpGet':
    'GET 요청에 200~399로 응답하면 성공입니다. kubelet, 곧 노드가 보내는 요청입니다.',
  'Probe.tcpSocket': '연결이 맺어지면 성공입니다.',
  'Probe.grpc': 'gRPC 헬스 서비스가 SERVING이라고 응답하면 성공입니다.',
  'Probe.exec': '컨테이너 안에서 실행한 명령이 0으로 끝나면 성공입니다.',
  'Probe.initialDelaySeconds': '컨테이너가 시작된 뒤 처음 시도하기까지 기다리는 시간입니다.',
  'Probe.periodSeconds': '시도하는 간격입니다.',
  'Probe.timeoutSeconds': '이 시간이 지나면 그 시도는 실패입니다.',
  'Probe.successThreshold': '몇 번 잇달아 성공해야 실패에서 성공으로 바뀌는지 정합니다.',
  'Probe.failureThreshold': '몇 번 잇달아 실패해야 성공에서 실패로 바뀌는지 정합니다.',
  'Probe.terminationGracePeriodSeconds': '이 프로브 때문에 컨테이너를 끝낼 때의 유예 시간입니다.',
  'HTTPGetAction.path': '요청할 경로입니다.',
  'HTTPGetAction.port': '컨테이너 포트의 번호나 이름입니다.',
  'HTTPGetAction.host':
    '요청을 보낼 주소이며 생략하면 파드 주소입니다. 가상 호스트를 바꾸려면 `Host` 헤더를 쓰세요.',
  'HTTPGetAction.scheme': '`HTTP` 또는 `HTTPS`입니다. 인증서는 검사하지 않습니다.',
  'HTTPGetAction.httpHeaders': '함께 보낼 헤더입니다.',
  'TCPSocketAction.port': '컨테이너 포트의 번호나 이름입니다.',
  'TCPSocketAction.host': '연결할 주소이며 생략하면 파드 주소입니다.',
  'GRPCAction.port': '포트 번호입니다.',
  'GRPCAction.service': '헬스 서비스에 물어볼 이름입니다.',
  'ExecAction.command': '셸 없이 실행할 프로그램과 인자입니다.',
  'Lifecycle.preStop': '컨테이너에 종료를 요청하기 전에 유예 시간 안에서 하는 일입니다.',
  'Lifecycle.postStart': '컨테이너를 만든 직후에 하는 일입니다.',
  'PodReadinessGate.conditionType': '파드 status에 나타날 조건의 이름입니다.',
  'PodDNSConfig.nameservers': '차례대로 질의할 네임 서버의 주소이며 최대 세 개입니다.',
  'PodDNSConfig.searches': '점이 적은 이름 뒤에 차례대로 붙여 볼 도메인이며 최대 32개입니다.',
  'PodDNSConfig.options': '리졸버의 옵션입니다.',
  'PodDNSConfigOption.name':
    '예를 들어 `ndots`가 있습니다. 점이 이보다 적은 이름은 검색 도메인부터 붙여 찾습니다.',
  'PodDNSConfigOption.value': '옵션의 값이며 문자열로 적습니다.',
  'HostAlias.ip': '이름들이 가리킬 주소입니다.',
  'HostAlias.hostnames': '이 주소를 가리킬 이름들입니다.',
  'Affinity.nodeAffinity': '노드 레이블로 허용하거나 선호할 노드를 정합니다.',
  'Affinity.podAffinity': '어떤 파드 가까이에서 실행할지 정합니다.',
  'Affinity.podAntiAffinity': '어떤 파드와 떨어져 실행할지 정합니다.',
  'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '이런 노드가 없으면 파드는 Pending으로 남습니다.',
  'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    '이런 노드를 먼저 고르지만 다른 노드도 쓸 수 있습니다.',
  'PodAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '같은 토폴로지 도메인에 이런 파드가 있는 곳에만 배치합니다.',
  'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    '같은 토폴로지 도메인에 이런 파드가 있는 곳을 선호합니다.',
  'PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    '같은 토폴로지 도메인에 이런 파드가 없는 곳에만 배치합니다.',
  'PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    '같은 토폴로지 도메인에 이런 파드가 없는 곳을 선호합니다.',
  'PodAffinityTerm.labelSelector': '기준이 되는 파드를 고릅니다.',
  'PodAffinityTerm.topologyKey':
    '값이 같으면 한 도메인으로 묶는 노드 레이블입니다. 노드 단위는 `kubernetes.io/hostname`, 영역 단위는 `topology.kubernetes.io/zone`입니다.',
  'PodAffinityTerm.namespaces':
    '기준 파드를 찾을 네임스페이스이며, 아무것도 적지 않으면 파드 자신의 네임스페이스입니다.',
  'PodAffinityTerm.namespaceSelector': '기준 파드를 찾을 네임스페이스를 레이블로 고릅니다.',
  'NodeSelector.nodeSelectorTerms': '이 가운데 하나만 만족하면 됩니다.',
  'NodeSelectorTerm.matchExpressions': '모두 만족해야 하는 노드 레이블 조건입니다.',
  'NodeSelectorTerm.matchFields': '노드 필드에 대한 조건이며 실제로는 `metadata.name`에 씁니다.',
  'NodeSelectorRequirement.operator':
    '레이블을 `values`와 비교하는 방법입니다. `Gt`와 `Lt`는 정수로 비교합니다.',
  'Toleration.key': '허용할 테인트의 키입니다. 비우고 `Exists`를 쓰면 모든 테인트를 허용합니다.',
  'Toleration.operator': '`Equal`은 `value`와 비교하고, `Exists`는 값을 보지 않습니다.',
  'Toleration.value': '테인트의 값입니다.',
  'Toleration.effect': '허용할 효과이며 비우면 모든 효과입니다.',
  'Toleration.tolerationSeconds': '`NoExecute` 테인트를 견디는 시간이며 생략하면 계속 견딥니다.',
  'TopologySpreadConstraint.maxSkew':
    '파드가 가장 적은 도메인보다 몇 개까지 더 많아도 되는지 정합니다.',
  'TopologySpreadConstraint.topologyKey': '도메인을 나누는 노드 레이블입니다.',
  'TopologySpreadConstraint.whenUnsatisfiable':
    '조건에 맞는 곳이 없을 때 기다릴지, 되도록 고르게 배치할지 정합니다.',
  'TopologySpreadConstraint.labelSelector': '수를 셀 파드를 고릅니다.',
  'TopologySpreadConstraint.minDomains':
    '도메인이 이보다 적으면 파드가 가장 적은 도메인의 수를 0으로 봅니다.',
  'EnvVar.name': '환경 변수의 이름입니다.',
  'EnvVar.value': '값이며 문자열로 적습니다. `$(NAME)`은 앞에 적은 변수의 값으로 바뀝니다.',
  'EnvVar.valueFrom': '값을 직접 적지 않고 가져올 곳입니다.',
  'EnvVarSource.fieldRef': '`status.podIP`처럼 파드 자신의 필드에서 가져옵니다.',
  'EnvVarSource.configMapKeyRef': '컨피그맵의 키에서 가져옵니다.',
  'EnvVarSource.secretKeyRef': '시크릿의 키에서 가져옵니다.',
  'PodSecurityContext.sysctls':
    '`net.ipv4.ip_unprivileged_port_start`처럼 파드의 네임스페이스에 적용할 커널 매개변수입니다.',
  'SecurityContext.capabilities':
    'root의 권한을 하나씩 주거나 뺍니다. `NET_BIND_SERVICE`는 1024보다 작은 포트에, `NET_RAW`는 ping에 필요합니다.',
  'SecurityContext.privileged': '컨테이너에 노드의 모든 권한을 줍니다.',
};
export default pod;
