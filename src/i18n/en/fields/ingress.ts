/** Ingress and IngressClass. */
export default {
  'IngressSpec.ingressClassName':
    'The IngressClass, and with it the controller, that acts on this Ingress. Left out, the default class is filled in where there is one; otherwise no controller may feel responsible.',
  'IngressSpec.defaultBackend': 'Where requests go that no rule matches.',
  'IngressSpec.rules': 'Which host and path lead to which Service.',
  'IngressSpec.tls':
    'Hosts for which the controller ends TLS, with the Secret that holds the certificate.',
  'IngressRule.host':
    'The name in the request’s Host header; every name when left out. A leading `*.` stands for exactly one label.',
  'IngressRule.http': 'The paths of this host.',
  'HTTPIngressRuleValue.paths':
    'Paths and where they lead. The longest that matches wins; of equally long ones an exact one.',
  'HTTPIngressPath.path': 'The path of the request. It begins with `/`.',
  'HTTPIngressPath.pathType':
    '`Exact`: the whole path. `Prefix`: element by element, so `/foo` also takes `/foo/bar` but not `/foobar`. `ImplementationSpecific`: as the controller likes.',
  'HTTPIngressPath.backend': 'Where requests for this path go.',
  'IngressBackend.service': 'A Service in the namespace of the Ingress.',
  'IngressBackend.resource': 'Another sort of object, such as a bucket. It excludes `service`.',
  'IngressServiceBackend.name':
    'Name of the Service. Many controllers read its endpoints and go to the Pods directly, past the cluster IP.',
  'IngressServiceBackend.port': 'Which port of the Service, by name or number.',
  'ServiceBackendPort.number': 'The `port` of the Service, not its `targetPort`.',
  'ServiceBackendPort.name': 'The name of the Service port. It excludes `number`.',
  'IngressTLS.hosts': 'The names the certificate is used for.',
  'IngressTLS.secretName': 'A Secret of type `kubernetes.io/tls` in the same namespace.',
  'IngressClassSpec.controller':
    'Which controller is meant, written like `example.com/controller`. Cannot be changed.',
  'IngressClassSpec.parameters': 'An object with further settings for the controller.',
  'IngressClassParametersReference.kind': 'Kind of that object.',
  'IngressClassParametersReference.name': 'Name of that object.',
  'IngressClassParametersReference.apiGroup': 'API group of that object.',
  'IngressClassParametersReference.scope':
    'Whether that object belongs to the cluster or to a namespace.',
  'IngressClassParametersReference.namespace': 'Its namespace, when `scope` is `Namespace`.',
};
