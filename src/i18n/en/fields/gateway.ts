/** The Gateway API. Its structs are called after the field that holds them: `parentRefs.name`, whatever route it is in. */
export default {
  'GatewayClassSpec.controllerName':
    'Which controller makes the Gateways of this class, written like `example.com/controller`. Cannot be changed.',
  'GatewayClassSpec.description': 'A few words for people.',
  'GatewayClassSpec.parametersRef': 'An object with further settings for the controller.',
  'GatewaySpec.gatewayClassName':
    'The GatewayClass, and with it the controller, that makes this Gateway.',
  'GatewaySpec.listeners':
    'Where the Gateway listens: port, protocol and host name. Each has a name that routes can ask for.',
  'GatewaySpec.addresses': 'Addresses asked for. Left out, the controller gives one.',
  'GatewaySpec.infrastructure':
    'Labels and annotations for whatever the controller makes for this Gateway.',
  'GatewaySpec.allowedListeners':
    'From which namespaces ListenerSets may add listeners; from none when left out.',
  'GatewaySpec.tls': 'TLS settings of the whole Gateway, towards clients and towards backends.',
  'addresses.type':
    'Whether `value` is an address, a host name or a name only the controller knows.',
  'addresses.value': 'The address or name. Left out, the controller chooses one of this type.',
  'listeners.name': 'Unique in the Gateway. A route means it with `sectionName`.',
  'listeners.port': 'The port clients connect to.',
  'listeners.protocol':
    '`HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`. It decides which kinds of routes fit.',
  'listeners.hostname':
    'The names it answers to; all when left out. A route’s own `hostnames` have to overlap with it.',
  'listeners.tls': 'How TLS is handled here. Needed for `HTTPS` and `TLS`.',
  'listeners.allowedRoutes': 'Which routes may attach: of which kinds, and from which namespaces.',
  'listeners.tls.mode':
    '`Terminate` decrypts at the Gateway; `Passthrough` hands the encrypted stream on, chosen by its SNI.',
  'listeners.tls.certificateRefs':
    'Secrets with certificates. One in another namespace needs a ReferenceGrant there.',
  'listeners.tls.options': 'Further settings that only the controller knows.',
  'allowedRoutes.namespaces':
    'From which namespaces routes may attach. `from: Same` unless it says otherwise.',
  'allowedRoutes.kinds':
    'Which kinds of routes may attach; all that fit the protocol when left out.',
  'namespaces.from':
    '`Same`: that of the Gateway. `All`: every one. `Selector`: those with certain labels.',
  'namespaces.selector': 'The labels of namespaces, for `from: Selector`.',
  'HTTPRouteSpec.parentRefs': 'The Gateways, or their listeners, to which the route attaches.',
  'HTTPRouteSpec.hostnames':
    'Names in the Host header. They have to overlap with the listener’s; all of it when left out.',
  'HTTPRouteSpec.rules':
    'What is matched, what is done to it, and where it goes. The most specific match of all routes wins.',
  'GRPCRouteSpec.parentRefs': 'The Gateways, or their listeners, to which the route attaches.',
  'GRPCRouteSpec.hostnames':
    'Names the client calls (`:authority`). They have to overlap with the listener’s.',
  'GRPCRouteSpec.rules': 'What is matched, what is done to it, and where it goes.',
  'parentRefs.name': 'Name of the Gateway.',
  'parentRefs.namespace':
    'Namespace of the Gateway; the route’s own when left out. The listener must allow it.',
  'parentRefs.sectionName':
    'The `name` of one listener. Left out, the route attaches to every listener that fits.',
  'parentRefs.port': 'Only listeners on this port.',
  'parentRefs.group': 'API group of the parent.',
  'parentRefs.kind': 'Kind of the parent: a Gateway, or a Service for traffic within a mesh.',
  'rules.name': 'A name for the rule, unique in the route.',
  'rules.matches': 'Conditions, one of which has to hold. Within one, everything has to hold.',
  'rules.filters': 'What is done to the request or the answer on its way.',
  'rules.backendRefs':
    'Where requests go. Several share them by `weight`. With none, the answer is 500.',
  'HTTPRoute.spec.rules.timeouts': 'How long a request may take.',
  'timeouts.request':
    'The whole time from the request to the answer, as in `10s`. 0 means no limit.',
  'timeouts.backendRequest': 'The time for one try at a backend. Not longer than `request`.',
  'matches.path': 'The path of the request.',
  'matches.headers': 'Headers that all must be there.',
  'matches.queryParams': 'Parameters of the query that all must be there.',
  'HTTPRoute.spec.rules.matches.method': 'The HTTP method.',
  'GRPCRoute.spec.rules.matches.method': 'Service and method of the call.',
  'matches.path.type':
    '`PathPrefix` compares element by element, so `/foo` does not take `/foobar`. `Exact` compares the whole path.',
  'matches.path.value': 'The path to compare with.',
  'method.service': 'Full name of the gRPC service.',
  'method.method': 'Name of the gRPC method.',
  'method.type': 'Whether names are compared exactly or as regular expressions.',
  'headers.name': 'Name of the header; upper and lower case are the same.',
  'headers.value': 'The value to compare with.',
  'headers.type': 'Whether the value is compared exactly or as a regular expression.',
  'queryParams.name': 'Name of the parameter.',
  'queryParams.value': 'The value to compare with.',
  'queryParams.type': 'Whether the value is compared exactly or as a regular expression.',
  'backendRefs.name': 'Name of the Service.',
  'backendRefs.namespace':
    'Its namespace; the route’s own when left out. Another one needs a ReferenceGrant there.',
  'backendRefs.port': 'The `port` of the Service, not its `targetPort`. Needed for Services.',
  'backendRefs.weight': 'Its share among the backends of this rule. 0 sends nothing there.',
  'backendRefs.kind': 'Kind of the backend; a Service when left out.',
  'backendRefs.group': 'API group of the backend; empty for Services.',
  'backendRefs.filters': 'What is done to requests that go to this backend.',
  'filters.type': 'Which filter this is. The field of that name holds its settings.',
  'filters.requestHeaderModifier': 'Changes headers of the request.',
  'filters.responseHeaderModifier': 'Changes headers of the answer.',
  'filters.requestRedirect': 'Answers with a redirect instead of asking a backend.',
  'filters.urlRewrite': 'Changes host or path before the backend is asked.',
  'filters.requestMirror': 'Sends a copy to another backend, whose answer is thrown away.',
  'filters.cors': 'Answers for browsers that call from another origin.',
  'filters.extensionRef': 'A filter that only the controller knows.',
  'requestHeaderModifier.set': 'Headers that are overwritten.',
  'requestHeaderModifier.add': 'Values added to headers.',
  'requestHeaderModifier.remove': 'Names of headers that are taken away.',
  'responseHeaderModifier.set': 'Headers that are overwritten.',
  'responseHeaderModifier.add': 'Values added to headers.',
  'responseHeaderModifier.remove': 'Names of headers that are taken away.',
  'requestRedirect.scheme': 'Scheme of the new address.',
  'requestRedirect.hostname': 'Host of the new address.',
  'requestRedirect.port': 'Port of the new address.',
  'requestRedirect.path': 'Path of the new address.',
  'requestRedirect.statusCode': 'Status of the redirect.',
  'urlRewrite.hostname': 'The Host header the backend gets.',
  'urlRewrite.path': 'The path the backend gets.',
  'path.replaceFullPath': 'Takes the place of the whole path.',
  'path.replacePrefixMatch': 'Takes the place of the prefix that matched.',
  'requestMirror.backendRef': 'Where the copy goes.',
  'requestMirror.percent': 'How many of a hundred requests are copied.',
  'ReferenceGrantSpec.from': 'Who may point here: kinds in other namespaces.',
  'ReferenceGrantSpec.to': 'What they may point at, in the namespace of the grant.',
  'from.group': 'API group of what points here.',
  'from.kind': 'Kind of what points here, such as HTTPRoute.',
  'from.namespace': 'The namespace it is in.',
  'to.group': 'API group of what is pointed at; empty for Services and Secrets.',
  'to.kind': 'Kind of what is pointed at, such as Service.',
  'to.name': 'Only this object; all of the kind when left out.',
};
