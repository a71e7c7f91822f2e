/** EndpointSlices and Endpoints. */
export default {
  'EndpointSlice.addressType':
    'What the addresses are. One slice holds one family, so a Service of both has slices of both.',
  'EndpointSlice.endpoints':
    'The endpoints, usually Pods. A slice made by the controller holds up to 100.',
  'EndpointSlice.ports':
    'The ports that every endpoint of this slice serves. Proxies match them to the ports of the Service by name.',
  'EndpointSlice.metadata':
    'The label `kubernetes.io/service-name` says which Service the slice belongs to; without it no proxy uses it.',
  'Endpoint.addresses': 'The address. Several would count as the same endpoint; use one.',
  'Endpoint.conditions': 'Whether new connections may go there.',
  'Endpoint.hostname': 'The endpoint’s own label in the DNS names of a headless Service.',
  'Endpoint.nodeName':
    'The node it is on. Local traffic policies compare it with the node of the proxy.',
  'Endpoint.zone': 'The zone it is in.',
  'Endpoint.hints':
    'For whom the endpoint is meant, as the controller computed it from `trafficDistribution`.',
  'Endpoint.targetRef': 'The object behind it, usually a Pod.',
  'Endpoint.deprecatedTopology': 'A leftover of v1beta1, for reading only.',
  'EndpointConditions.ready':
    'Whether it takes new connections; missing means yes. Never true for a Pod that terminates, unless the Service publishes all.',
  'EndpointConditions.serving': 'Whether its readiness probe succeeds, terminating or not.',
  'EndpointConditions.terminating':
    'Whether it is on its way out. Such endpoints are used only when there are no ready ones.',
  'EndpointHints.forZones': 'The zones whose clients should use this endpoint.',
  'EndpointHints.forNodes': 'The nodes whose clients should use this endpoint.',
  'ForZone.name': 'Name of the zone.',
  'ForNode.name': 'Name of the node.',
  'EndpointPort.name':
    'The name of the Service port it belongs to. Empty when the Service has one port without a name.',
  'EndpointPort.port': 'The number the endpoint listens on. Without it, proxies ignore the port.',
  'EndpointPort.protocol': 'The transport protocol.',
  'EndpointPort.appProtocol': 'A hint about the protocol on top.',
  'Endpoints.subsets':
    'The older form of what EndpointSlices hold: every address of a subset serves every port of it. A controller mirrors it into slices.',
  'EndpointSubset.addresses': 'Addresses that are ready.',
  'EndpointSubset.notReadyAddresses': 'Addresses that are not ready. Proxies do not use them.',
  'EndpointSubset.ports': 'The ports of all these addresses.',
  'EndpointAddress.ip': 'The address. Loopback and link-local ones are refused.',
  'EndpointAddress.hostname': 'Its own label in the DNS names of a headless Service.',
  'EndpointAddress.nodeName': 'The node it is on.',
  'EndpointAddress.targetRef': 'The object behind it.',
};
