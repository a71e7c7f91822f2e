import { refTo, type LabelSelector, type Ref } from '../../api/index.ts';
import { at } from '../at.ts';
import { namedPort, portRange } from '../ports.ts';
import { readRules, type RuleReader } from '../readRules.ts';
import type { KnownNames, PolicyKind, PortMatch } from '../rules.ts';
import { adminPeer, adminSubject, type AdminPeer, type AdminSubject } from '../adminPeer.ts';

interface Spec {
  readonly tier: 'Admin' | 'Baseline';
  readonly priority: number;
  readonly subject: AdminSubject;
}

/** Exactly one field is set. */
interface GivenProtocol {
  readonly tcp?: GivenPort;
  readonly udp?: GivenPort;
  readonly sctp?: GivenPort;
  readonly destinationNamedPort?: string;
}

interface GivenPort {
  /** Exactly one field is set. */
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

/** policy.networking.k8s.io/v1alpha2, as apis/v1alpha2/clusternetworkpolicy_types.go of network-policy-api documents it. */
const clusterNetworkPolicy: PolicyKind = {
  kind: 'ClusterNetworkPolicy',
  group: 'policy.networking.k8s.io',
  read: (object, names) => {
    const { tier, priority, subject } = object.spec as Spec;
    const reader = readerFor(names);
    return {
      ref: refTo(object),
      tier,
      priority,
      ...adminSubject(subject, refTo(object, 'spec.subject')),
      rules: {
        ingress: readRules(object, 'ingress', reader),
        egress: readRules(object, 'egress', reader),
      },
    };
  },
};
export default clusterNetworkPolicy;

function readerFor(names: KnownNames): RuleReader<AdminPeer<LabelSelector>, GivenProtocol> {
  return {
    portsField: 'protocols',
    peer: (peer, where) => adminPeer(peer, where, names),
    port: readProtocol,
  };
}

function readProtocol({ destinationNamedPort, ...given }: GivenProtocol, where: Ref): PortMatch {
  if (destinationNamedPort !== undefined)
    return namedPort(where, { name: destinationNamedPort, at: at(where, 'destinationNamedPort') });
  const field = (['tcp', 'udp', 'sctp'] as const).find((each) => given[each]) ?? 'tcp';
  const protocol = { name: field.toUpperCase(), at: at(where, field) };
  const { number, range } = given[field]?.destinationPort ?? {};
  const [first, last] = [number ?? range?.start, number ?? range?.end];
  if (first === undefined || last === undefined) return portRange(where, protocol);
  return portRange(where, protocol, { first, last, at: at(protocol.at, 'destinationPort') });
}
