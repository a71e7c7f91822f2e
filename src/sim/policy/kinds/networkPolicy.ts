import { refTo, type NetworkPolicy, type Ref } from '../../api/index.ts';
import { at } from '../at.ts';
import { blockPeer, podPeer, subjectOf } from '../peers.ts';
import { namedPort, portRange } from '../ports.ts';
import { readRules, type RuleReader } from '../readRules.ts';
import type { Peer, Policy, PolicyKind, PortMatch } from '../rules.ts';

type GivenRule = NonNullable<NetworkPolicy['spec']['ingress']>[number];
type GivenPeer = NonNullable<GivenRule['from']>[number];
type GivenPort = NonNullable<GivenRule['ports']>[number];

/** networking.k8s.io/v1, as staging/src/k8s.io/api/networking/v1/types.go documents it. */
const networkPolicy: PolicyKind = {
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  read: (object) => readPolicy(object as NetworkPolicy),
};
export default networkPolicy;

function readPolicy(object: NetworkPolicy): Policy {
  const { podSelector, policyTypes = [] } = object.spec;
  const { namespace } = object.metadata;
  const ref = refTo(object);
  const subject = {
    namespace: { name: namespace, at: at(ref, 'metadata.namespace') },
    pods: { selector: podSelector, at: at(ref, 'spec.podSelector') },
  };
  const reader: RuleReader<GivenPeer, GivenPort> = {
    portsField: 'ports',
    peer: (peer, where) => readPeer(peer, where, namespace),
    port: readPort,
  };
  return {
    ref,
    tier: 'NetworkPolicy',
    priority: 0,
    ...subjectOf(subject),
    // A direction that is named is closed, whether it has rules or not; rules of one that is not named mean nothing.
    rules: {
      ...(policyTypes.includes('Ingress') && { ingress: readRules(object, 'ingress', reader) }),
      ...(policyTypes.includes('Egress') && { egress: readRules(object, 'egress', reader) }),
    },
  };
}

/** A podSelector alone means Pods of the policy's namespace; a namespaceSelector alone means all Pods there. */
function readPeer(
  { podSelector, namespaceSelector, ipBlock }: GivenPeer,
  where: Ref,
  namespace: string,
): Peer {
  if (ipBlock) return blockPeer(where, ipBlock.cidr ?? '', ipBlock.except);
  return podPeer(where, {
    ...(namespaceSelector
      ? { namespaces: { selector: namespaceSelector, at: at(where, 'namespaceSelector') } }
      : { namespace: { name: namespace, at: where } }),
    ...(podSelector && { pods: { selector: podSelector, at: at(where, 'podSelector') } }),
  });
}

function readPort({ protocol = 'TCP', port, endPort }: GivenPort, where: Ref): PortMatch {
  const ofProtocol = { name: protocol, at: at(where, 'protocol') };
  if (port === undefined) return portRange(where, ofProtocol);
  const portAt = at(where, 'port');
  if (typeof port === 'string') return namedPort(where, { name: port, at: portAt }, ofProtocol);
  return portRange(where, ofProtocol, { first: port, last: endPort ?? port, at: portAt });
}
