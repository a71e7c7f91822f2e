/** NetworkPolicy. */
export default {
  'NetworkPolicySpec.podSelector':
    'The Pods this policy is for, in its own namespace. `{}` means all of them. What a policy selects is closed in its directions, except for what some policy allows.',
  'NetworkPolicySpec.policyTypes':
    'The directions this policy closes. Left out: `Ingress` always, `Egress` only when there are egress rules.',
  'NetworkPolicySpec.ingress':
    'What may come in. One rule that matches is enough; an empty list allows nothing.',
  'NetworkPolicySpec.egress':
    'What may go out. One rule that matches is enough; an empty list allows nothing, DNS queries neither.',
  'NetworkPolicyIngressRule.from': 'Who may send. An empty or missing list means everybody.',
  'NetworkPolicyIngressRule.ports':
    'To which ports of the selected Pods. An empty or missing list means all.',
  'NetworkPolicyEgressRule.to': 'Who may be called. An empty or missing list means everybody.',
  'NetworkPolicyEgressRule.ports':
    'Which ports may be called. An empty or missing list means all. Write ports of Pods: plugins see packets to a Service after they were translated.',
  'NetworkPolicyPeer.podSelector':
    'Pods by their labels: in the policy’s namespace, or in those of `namespaceSelector` beside it in the same item.',
  'NetworkPolicyPeer.namespaceSelector':
    'Namespaces by their labels: all Pods there, or with `podSelector` in the same item those it matches. As an item of its own it is an alternative, not a condition.',
  'NetworkPolicyPeer.ipBlock':
    'An address range, meant for what is outside of the cluster. It stands alone in its item.',
  'NetworkPolicyPort.port':
    'The port of the Pod that receives: number or name. Left out, all ports of the protocol.',
  'NetworkPolicyPort.endPort': 'The last port of a range that begins with `port`.',
  'NetworkPolicyPort.protocol': 'The transport protocol.',
  'IPBlock.cidr': 'The range, such as `10.0.0.0/8`.',
  'IPBlock.except': 'Ranges within it that are not meant.',
};
