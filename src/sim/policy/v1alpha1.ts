import { refTo, type LabelSelector, type Ref } from '../api/index.ts';
import {
  adminPeer,
  adminSubject,
  type AdminPeer,
  type AdminSubject,
  type SelectedPods,
} from './adminPeer.ts';
import { at } from './at.ts';
import { podPeer, tenantPeer } from './peers.ts';
import { namedPort, portRange, type Range } from './ports.ts';
import { readRules, type RuleReader } from './readRules.ts';
import type { KnownNames, Peer, PodTerms, PolicyKind, PortMatch } from './rules.ts';
import type { Tier } from './types.ts';

interface Spec {
  /** A BaselineAdminNetworkPolicy has none: a cluster has one only. */
  readonly priority?: number;
  readonly subject: AdminSubject;
}

type GivenPeer = AdminPeer<LabelSelector> | FormerPeer;
type FormerPeer = AdminPeer<
  NamespacedPeer,
  { readonly namespaces: NamespacedPeer; readonly podSelector: LabelSelector }
>;

/** What v0.1.1 has where v0.1.3 and later have a plain selector; exactly one field is set. */
interface NamespacedPeer {
  readonly namespaceSelector?: LabelSelector;
  readonly sameLabels?: readonly string[];
  readonly notSameLabels?: readonly string[];
}

/** Exactly one field is set. */
interface GivenPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

/**
 * A kind of policy.networking.k8s.io/v1alpha1, as apis/v1alpha1 of network-policy-api documents it, in the forms of v0.1.1 and of
 * v0.1.8.
 */
export function adminKind(kind: string, tier: Tier): PolicyKind {
  return {
    kind,
    group: 'policy.networking.k8s.io',
    read: (object, names) => {
      const { priority = 0, subject } = object.spec as Spec;
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
}

function readerFor(names: KnownNames): RuleReader<GivenPeer, GivenPort> {
  return {
    portsField: 'ports',
    peer: (peer, where) =>
      isFormer(peer) ? formerPeer(peer, where) : adminPeer(peer, where, names),
    port: readPort,
  };
}

function isFormer(peer: GivenPeer): peer is FormerPeer {
  const { namespaces = {}, pods = {} as Partial<SelectedPods> } = peer;
  return (
    'namespaces' in pods ||
    ['namespaceSelector', 'sameLabels', 'notSameLabels'].some((field) => field in namespaces)
  );
}

function formerPeer({ namespaces, pods }: FormerPeer, where: Ref): Peer {
  if (!pods) return tenantsPeer(namespaces ?? {}, at(where, 'namespaces'), where);
  return tenantsPeer(pods.namespaces, at(where, 'pods.namespaces'), where, {
    selector: pods.podSelector,
    at: at(where, 'pods.podSelector'),
  });
}

function tenantsPeer(
  { namespaceSelector, sameLabels, notSameLabels = [] }: NamespacedPeer,
  namespacesAt: Ref,
  where: Ref,
  pods?: PodTerms['pods'],
): Peer {
  if (namespaceSelector) {
    const selectorAt = at(namespacesAt, 'namespaceSelector');
    const namespaces = { selector: namespaceSelector, at: selectorAt };
    return podPeer(where, { namespaces, ...(pods && { pods }) });
  }
  const tenancy = sameLabels
    ? { keys: sameLabels, at: at(namespacesAt, 'sameLabels'), differ: false }
    : { keys: notSameLabels, at: at(namespacesAt, 'notSameLabels'), differ: true };
  return tenantPeer(where, tenancy, pods);
}

function readPort(given: GivenPort, where: Ref): PortMatch {
  if (given.namedPort !== undefined)
    return namedPort(where, { name: given.namedPort, at: at(where, 'namedPort') });
  const { protocol = 'TCP', ...range } = rangeOf(given, where);
  return portRange(where, { name: protocol, at: at(range.at, 'protocol') }, range);
}

function rangeOf(
  { portNumber, portRange: range }: GivenPort,
  where: Ref,
): Range & { readonly protocol?: string | undefined } {
  if (range)
    return {
      protocol: range.protocol,
      first: range.start,
      last: range.end,
      at: at(where, 'portRange'),
    };
  const { protocol, port = 0 } = portNumber ?? {};
  return { protocol, first: port, last: port, at: at(where, 'portNumber') };
}
