const protocols = ['SCTP', 'TCP', 'UDP'];
const trafficPolicies = ['Cluster', 'Local'];
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/**
 * The values that text fields are limited to, by `Struct.field`, in the order the server prints them. Validation asks here, and
 * so does the editor when it offers them.
 */
export const values = {
  'Container.imagePullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'Container.terminationMessagePolicy': ['FallbackToLogsOnError', 'File'],
  'ContainerPort.protocol': protocols,
  'DeploymentStrategy.type': ['Recreate', 'RollingUpdate'],
  'EndpointPort.protocol': protocols,
  'EndpointSlice.addressType': ['FQDN', 'IPv4', 'IPv6'],
  'HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'HTTPIngressPath.pathType': ['Exact', 'ImplementationSpecific', 'Prefix'],
  'IngressClassParametersReference.scope': ['Cluster', 'Namespace'],
  'NetworkPolicyPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'PersistentVolumeClaimSpec.accessModes': [
    'ReadOnlyMany',
    'ReadWriteMany',
    'ReadWriteOnce',
    'ReadWriteOncePod',
  ],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'ServicePort.protocol': protocols,
  'ServiceSpec.externalTrafficPolicy': trafficPolicies,
  'ServiceSpec.internalTrafficPolicy': trafficPolicies,
  'ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
  'ServiceSpec.ipFamilyPolicy': ['PreferDualStack', 'RequireDualStack', 'SingleStack'],
  'ServiceSpec.sessionAffinity': ['ClientIP', 'None'],
  'ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
  'ServiceSpec.type': ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  'Taint.effect': effects,
  'Toleration.effect': effects,
  'Toleration.operator': ['Equal', 'Exists', 'Lt', 'Gt'],
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
} satisfies Readonly<Record<string, readonly string[]>>;
