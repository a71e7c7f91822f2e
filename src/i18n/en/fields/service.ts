/** Service. */
export default {
  'ServiceSpec.type':
    'How the Service is reached. `ClusterIP`: an address inside the cluster. `NodePort`: besides, a port on every node. `LoadBalancer`: besides, an address given from outside. `ExternalName`: only a DNS alias.',
  'ServiceSpec.selector':
    'Labels of the Pods that stand behind the Service, in its own namespace. Without it no EndpointSlices are made, and you write them yourself.',
  'ServiceSpec.ports':
    'The ports the Service answers on, each with the port of the Pods it leads to.',
  'ServiceSpec.clusterIP':
    'The virtual address. Left out, one is given from the Service range. `None` makes the Service headless: DNS answers with the addresses of the Pods, and nothing is translated.',
  'ServiceSpec.clusterIPs': 'The cluster IPs, one for each family; the first equals `clusterIP`.',
  'ServiceSpec.ipFamilies':
    'Address families of the cluster IPs, at most one of each, in order of preference. The first cannot be changed later.',
  'ServiceSpec.ipFamilyPolicy':
    'Whether the Service has one address family or two. `PreferDualStack` takes two where the cluster has them; `RequireDualStack` fails without.',
  'ServiceSpec.externalName':
    'The name that DNS gives as a CNAME for a Service of type `ExternalName`. kube-proxy writes no rules for it.',
  'ServiceSpec.externalIPs':
    'Further addresses for which nodes translate to the Service. Kubernetes does not bring packets for them to a node: routing has to be arranged elsewhere. Deprecated since 1.36.',
  'ServiceSpec.externalTrafficPolicy':
    'For what comes from outside by node port, external IP or load balancer. `Cluster` may go on to a Pod on another node, behind the address of the node. `Local` stays on the node and keeps the client’s address, but drops packets where no endpoint is local.',
  'ServiceSpec.internalTrafficPolicy':
    'For what comes from inside the cluster. `Local` uses only endpoints on the sender’s node, and drops packets when there are none.',
  'ServiceSpec.trafficDistribution':
    'A preference for near endpoints: `PreferSameZone` (once called `PreferClose`) or `PreferSameNode`. Where none is near, the others are used.',
  'ServiceSpec.sessionAffinity':
    '`ClientIP` sends a client address to the endpoint it had last, as long as it comes back in time. `None` chooses anew for every connection.',
  'ServiceSpec.sessionAffinityConfig': 'How long session affinity holds.',
  'ServiceSpec.publishNotReadyAddresses':
    'Treats Pods as ready whether they are or not: DNS and proxies see them before their readiness probe succeeds. Meant for headless Services of a StatefulSet whose Pods must find each other.',
  'ServiceSpec.healthCheckNodePort':
    'The node port on which a node tells load balancers whether it has local endpoints. Used by `LoadBalancer` with `externalTrafficPolicy: Local`; given out when left out.',
  'ServiceSpec.loadBalancerIP':
    'The address asked of the load balancer. Deprecated, and ignored by many providers.',
  'ServiceSpec.loadBalancerSourceRanges':
    'The client ranges that may use the load balancer. kube-proxy drops what comes from elsewhere to its address.',
  'ServiceSpec.loadBalancerClass':
    'Which load balancer implementation is meant; the cloud’s default when left out. Cannot be changed once set.',
  'ServiceSpec.allocateLoadBalancerNodePorts':
    'Whether a `LoadBalancer` Service also gets node ports. `false` suits load balancers that send straight to Pods.',
  'ServicePort.name':
    'Needed as soon as there are several ports; Ingresses and SRV records use it.',
  'ServicePort.port':
    'The port clients call, on the cluster IP. It has nothing to do with the port the process listens on.',
  'ServicePort.targetPort':
    'The port of the Pod: a number, or the `name` of a containerPort, looked up in each Pod. The same as `port` when left out. Headless Services translate nothing: clients then call the Pod’s own port.',
  'ServicePort.protocol':
    'The transport protocol. A Service may use one number once for each protocol.',
  'ServicePort.nodePort':
    'The port on every node, 30000 to 32767 unless the cluster says otherwise. One is given out when left out.',
  'ServicePort.appProtocol':
    'A hint about the protocol on top, such as `kubernetes.io/h2c`. kube-proxy ignores it; gateways and load balancers may not.',
  'SessionAffinityConfig.clientIP': 'Settings for affinity by client address.',
  'ClientIPConfig.timeoutSeconds':
    'How long a client keeps its endpoint after its last connection: 1 to 86400 seconds.',
  'ServiceStatus.loadBalancer': 'What the load balancer reports.',
  'ServiceStatus.conditions': 'What controllers say about the Service.',
  'LoadBalancerStatus.ingress': 'The addresses or names at which the load balancer is reached.',
  'LoadBalancerIngress.ip':
    'An address of the load balancer. With `ipMode: VIP`, nodes translate it themselves.',
  'LoadBalancerIngress.hostname':
    'A name of the load balancer. kube-proxy writes no rules for names.',
  'LoadBalancerIngress.ipMode':
    '`VIP`: packets arrive at the node with the load balancer’s address still as destination, and nodes short-cut it. `Proxy`: the load balancer changes the destination first, and nodes do not.',
  'LoadBalancerIngress.ports': 'What became of each port.',
};
