/** Nodes, namespaces, ranges of addresses, configuration. */
export default {
  'NamespaceSpec.finalizers': 'Clean-up steps left before the namespace goes. Set by the server.',
  'NodeSpec.podCIDR':
    'The range from which the Pods of this node get addresses. Set by the node controller, and not changed later.',
  'NodeSpec.podCIDRs': 'The same, at most one range of each family; the first equals `podCIDR`.',
  'NodeSpec.taints': 'Keep Pods off the node that do not tolerate them.',
  'NodeSpec.unschedulable': 'Whether new Pods are kept off the node; `kubectl cordon` sets it.',
  'NodeSpec.providerID': 'The machine’s identity with the cloud.',
  'NodeStatus.addresses':
    'The addresses and names of the node. `InternalIP` is the one the others reach it at.',
  'NodeStatus.conditions':
    'What the kubelet reports. A node that is not ready loses its Pods after a while.',
  'NodeStatus.capacity': 'How much of each resource there is.',
  'NodeStatus.allocatable': 'How much of it Pods may have.',
  'NodeAddress.type': '`InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS` or `ExternalDNS`.',
  'NodeAddress.address': 'The address or name itself.',
  'Taint.key': 'Name of the taint.',
  'Taint.value': 'Its value.',
  'Taint.effect':
    '`NoSchedule` keeps new Pods off, `PreferNoSchedule` tries to, `NoExecute` also evicts those that run.',
  'IPAddressSpec.parentRef':
    'The object that holds the address, in practice a Service. The object’s name is the address itself.',
  'ParentReference.group': 'API group of the holder; empty for Services.',
  'ParentReference.resource': 'What it is, in the plural: `services`.',
  'ParentReference.namespace': 'Its namespace.',
  'ParentReference.name': 'Its name.',
  'ServiceCIDRSpec.cidrs':
    'Ranges from which Services get their cluster IPs: one, or one of each family. Cannot be changed.',
  'ConfigMap.data': 'Keys and values as text. Mounted as files, or taken as environment variables.',
  'ConfigMap.binaryData': 'Values that are no UTF-8 text, in base64.',
  'ConfigMap.immutable': 'Whether the content can never change again.',
  'Secret.data': 'Keys, and values in base64. That hides nothing: it is no encryption.',
  'Secret.stringData': 'Values as plain text. The server turns them into `data`.',
  'Secret.type': 'Which keys have to be there: `kubernetes.io/tls` needs `tls.crt` and `tls.key`.',
  'Secret.immutable': 'Whether the content can never change again.',
};
