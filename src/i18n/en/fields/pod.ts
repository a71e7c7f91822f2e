/** Pods: containers, probes, DNS and where they run. */
export default {
  'PodSpec.containers':
    'The containers of the Pod. They share one network namespace: one address, one loopback, one set of ports.',
  'PodSpec.initContainers':
    'Containers that run to their end, one after the other, before the others start. With `restartPolicy: Always` one is a sidecar and keeps running.',
  'PodSpec.ephemeralContainers':
    'Containers added to a running Pod to look into it, as `kubectl debug` does. They see its network namespace.',
  'PodSpec.hostNetwork':
    'Runs the Pod in the network namespace of its node: it has the node’s address, and its ports must be free there. Most plugins cannot tell it from the node, so NetworkPolicies do not hold for it.',
  'PodSpec.dnsPolicy':
    'What goes into `resolv.conf`. `ClusterFirst`: the cluster’s DNS; a Pod with `hostNetwork` needs `ClusterFirstWithHostNet` for that. `Default`: what the node uses. `None`: only `dnsConfig`.',
  'PodSpec.dnsConfig': 'Name servers, search domains and options, added to what `dnsPolicy` gives.',
  'PodSpec.hostAliases': 'Lines for `/etc/hosts`. They are looked at before DNS.',
  'PodSpec.hostname':
    'The Pod’s host name; its own name when left out. Together with `subdomain` it gets a DNS name.',
  'PodSpec.subdomain':
    'The name of a headless Service in the same namespace. Then DNS knows the Pod as `hostname.subdomain.namespace.svc`, followed by the cluster domain.',
  'PodSpec.setHostnameAsFQDN':
    'Makes the kernel’s host name the full domain name, if the Pod has one. It must not be longer than 64 characters.',
  'PodSpec.hostnameOverride':
    'The host name inside the Pod, whatever its name and `hostname` say. The Pod gets no DNS name from it.',
  'PodSpec.readinessGates':
    'Conditions that something outside the Pod must set to `True` before it counts as ready, such as a load balancer that knows its target.',
  'PodSpec.nodeSelector': 'Labels that the node must have.',
  'PodSpec.nodeName': 'The node itself. Written by you, it goes around the scheduler.',
  'PodSpec.affinity':
    'Rules that draw the Pod to nodes and to other Pods, or keep it away from them.',
  'PodSpec.tolerations': 'Taints that do not keep the Pod off a node.',
  'PodSpec.topologySpreadConstraints':
    'How evenly Pods have to be spread over zones, nodes or other parts of the cluster.',
  'PodSpec.restartPolicy':
    'What happens when a container ends. Deployments and their like only allow `Always`.',
  'PodSpec.terminationGracePeriodSeconds':
    'How long containers may take between the request to end and being killed. Meanwhile the Pod is a terminating endpoint that may still serve.',
  'PodSpec.activeDeadlineSeconds': 'After how many seconds the Pod is ended in any case.',
  'PodSpec.enableServiceLinks':
    'Whether containers get environment variables with the addresses of the Services that were there before the Pod.',
  'PodSpec.serviceAccountName': 'The identity with which the Pod calls the API server.',
  'PodSpec.automountServiceAccountToken':
    'Whether the token of that identity is put into the containers.',
  'PodSpec.shareProcessNamespace':
    'Whether containers see each other’s processes. They share the network in any case.',
  'PodSpec.hostPID': 'Whether the Pod sees the processes of its node.',
  'PodSpec.hostIPC': 'Whether the Pod shares System V IPC and message queues with its node.',
  'PodSpec.hostUsers':
    'With `false` the Pod gets a user namespace: root in it is nobody on the node.',
  'PodSpec.securityContext': 'Users, groups and sysctls for all containers.',
  'PodSpec.volumes': 'What containers may mount.',
  'PodSpec.imagePullSecrets': 'Secrets with which images are pulled.',
  'PodSpec.priorityClassName': 'How important the Pod is when room is short.',
  'PodSpec.runtimeClassName': 'Which container runtime is used.',
  'PodSpec.schedulerName': 'Which scheduler chooses the node.',
  'PodSpec.schedulingGates': 'As long as one is there, no node is chosen.',
  'Container.name': 'Unique in the Pod.',
  'Container.image': 'The image to run. Podpath knows what well-known images listen on.',
  'Container.command': 'Takes the place of the image’s entrypoint.',
  'Container.args': 'Arguments for the entrypoint.',
  'Container.ports':
    'The ports the container is said to listen on. It is information only: a port not listed can be called just as well. Named ports can be the target of a Service or a NetworkPolicy.',
  'Container.env': 'Environment variables.',
  'Container.envFrom': 'ConfigMaps and Secrets of which every key becomes an environment variable.',
  'Container.readinessProbe':
    'Decides whether the Pod is a ready endpoint of its Services. As long as it fails, no new connections come.',
  'Container.livenessProbe': 'Decides whether the container is restarted.',
  'Container.startupProbe': 'Holds back the other probes until it has succeeded once.',
  'Container.lifecycle':
    'What is done after the start and before the end. A `preStop` that sleeps gives proxies time to forget the endpoint.',
  'Container.imagePullPolicy': 'When the image is pulled anew.',
  'Container.resources': 'How much CPU and memory is reserved, and how much is the limit.',
  'Container.restartPolicy': 'Only for init containers: `Always` makes one a sidecar.',
  'Container.securityContext':
    'Users, capabilities and such for this container. `NET_ADMIN` lets it change its routes and rules.',
  'Container.volumeMounts': 'Where volumes appear in the container.',
  'Container.workingDir': 'The directory the process starts in.',
  'ContainerPort.containerPort': 'The port the process listens on.',
  'ContainerPort.name': 'A name by which the `targetPort` of a Service can mean this port.',
  'ContainerPort.protocol': 'The transport protocol of the port.',
  'ContainerPort.hostPort':
    'Opens this port on the node’s addresses too and leads it to the Pod. Only one such Pod fits on a node.',
  'ContainerPort.hostIP': 'The address of the node to which `hostPort` is limited.',
  'Probe.httpGet':
    'Succeeds when a GET is answered with a status from 200 to 399. It comes from the kubelet, so from the node.',
  'Probe.tcpSocket': 'Succeeds when a connection can be opened.',
  'Probe.grpc': 'Asks the gRPC health service, which must answer SERVING.',
  'Probe.exec': 'Succeeds when a command in the container ends with 0.',
  'Probe.initialDelaySeconds': 'How long to wait after the start before the first try.',
  'Probe.periodSeconds': 'How often it is tried.',
  'Probe.timeoutSeconds': 'When a try counts as failed.',
  'Probe.successThreshold': 'How many successes in a row turn failure into success.',
  'Probe.failureThreshold': 'How many failures in a row turn success into failure.',
  'Probe.terminationGracePeriodSeconds': 'The grace period when this probe ends the container.',
  'HTTPGetAction.path': 'The path asked for.',
  'HTTPGetAction.port': 'Number or name of the container’s port.',
  'HTTPGetAction.host':
    'The address to ask; the Pod’s own when left out. For another virtual host set a `Host` header instead.',
  'HTTPGetAction.scheme': '`HTTP` or `HTTPS`. Certificates are not checked.',
  'HTTPGetAction.httpHeaders': 'Headers to send with it.',
  'TCPSocketAction.port': 'Number or name of the container’s port.',
  'TCPSocketAction.host': 'The address to connect to; the Pod’s own when left out.',
  'GRPCAction.port': 'Number of the port.',
  'GRPCAction.service': 'The name that the health service is asked about.',
  'ExecAction.command': 'The program and its arguments, run without a shell.',
  'Lifecycle.preStop': 'Done before the container is asked to end, within the grace period.',
  'Lifecycle.postStart': 'Done right after the container was made.',
  'PodReadinessGate.conditionType': 'The name of the condition in the Pod’s status.',
  'PodDNSConfig.nameservers': 'Addresses of name servers, asked in this order. At most three.',
  'PodDNSConfig.searches': 'Domains tried for names with few dots, in this order. At most 32.',
  'PodDNSConfig.options': 'Options of the resolver.',
  'PodDNSConfigOption.name':
    'Such as `ndots`: names with fewer dots are tried with the search domains first.',
  'PodDNSConfigOption.value': 'The value of the option, as text.',
  'HostAlias.ip': 'The address that the names stand for.',
  'HostAlias.hostnames': 'The names.',
  'Affinity.nodeAffinity': 'Which nodes are allowed or preferred, by their labels.',
  'Affinity.podAffinity': 'Near which Pods to run.',
  'Affinity.podAntiAffinity': 'Far from which Pods to run.',
  'NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Without such a node the Pod stays Pending.',
  'NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    'Such nodes come first, others are possible.',
  'PodAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Only where such Pods run in the same topology domain.',
  'PodAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    'Rather where such Pods run in the same topology domain.',
  'PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution':
    'Only where no such Pod runs in the same topology domain.',
  'PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution':
    'Rather where no such Pod runs in the same topology domain.',
  'PodAffinityTerm.labelSelector': 'The Pods that are meant.',
  'PodAffinityTerm.topologyKey':
    'The node label whose value makes a domain: `kubernetes.io/hostname` for a node, `topology.kubernetes.io/zone` for a zone.',
  'PodAffinityTerm.namespaces':
    'Where these Pods are looked for; the Pod’s own namespace when nothing is said.',
  'PodAffinityTerm.namespaceSelector': 'The same, by labels of namespaces.',
  'NodeSelector.nodeSelectorTerms': 'One of these has to hold.',
  'NodeSelectorTerm.matchExpressions':
    'Conditions on the node’s labels, all of which have to hold.',
  'NodeSelectorTerm.matchFields': 'Conditions on the node’s fields, in practice `metadata.name`.',
  'NodeSelectorRequirement.operator':
    'How the label is compared with `values`. `Gt` and `Lt` compare as integers.',
  'Toleration.key': 'The taint that is tolerated; every one when empty, with `Exists`.',
  'Toleration.operator': '`Equal` compares with `value`; `Exists` takes any value.',
  'Toleration.value': 'The value of the taint.',
  'Toleration.effect': 'The effect that is tolerated; all when empty.',
  'Toleration.tolerationSeconds':
    'How long a `NoExecute` taint is tolerated; for ever when left out.',
  'TopologySpreadConstraint.maxSkew': 'By how many Pods a domain may be ahead of the emptiest.',
  'TopologySpreadConstraint.topologyKey': 'The node label whose values are the domains.',
  'TopologySpreadConstraint.whenUnsatisfiable':
    'Whether a Pod that does not fit waits, or is placed with as little skew as possible.',
  'TopologySpreadConstraint.labelSelector': 'The Pods that are counted.',
  'TopologySpreadConstraint.minDomains':
    'With fewer domains than this, the emptiest counts as having none.',
  'EnvVar.name': 'Name of the variable.',
  'EnvVar.value': 'Its value, as text. `$(NAME)` stands for a variable above it.',
  'EnvVar.valueFrom': 'Where the value comes from instead.',
  'EnvVarSource.fieldRef': 'A field of the Pod itself, such as `status.podIP`.',
  'EnvVarSource.configMapKeyRef': 'A key of a ConfigMap.',
  'EnvVarSource.secretKeyRef': 'A key of a Secret.',
  'PodSecurityContext.sysctls':
    'Kernel parameters of the Pod’s namespaces, such as `net.ipv4.ip_unprivileged_port_start`.',
  'SecurityContext.capabilities':
    'Rights of root, given or taken one by one. `NET_BIND_SERVICE` is for ports below 1024, `NET_RAW` for ping.',
  'SecurityContext.privileged': 'Gives the container all rights on the node.',
};
