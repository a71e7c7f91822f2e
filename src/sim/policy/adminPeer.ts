import type { LabelSelector, Ref } from '../api/index.ts';
import { at } from './at.ts';
import { domainsPeer, networksPeer, nodesPeer, podPeer, subjectOf } from './peers.ts';
import type { KnownNames, Peer, PodTerms, Policy } from './rules.ts';

// What the kinds of policy.networking.k8s.io have in common. Their definitions see to it that of a subject and of a peer exactly
// one field is set.

/** The Pods that a policy is about. */
export interface AdminSubject {
  readonly namespaces?: LabelSelector;
  readonly pods?: SelectedPods;
}

export interface SelectedPods {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector: LabelSelector;
}

/** Whom a rule is about; all but the first two are for egress. */
export interface AdminPeer<Namespaces, Pods = SelectedPods> {
  readonly namespaces?: Namespaces;
  readonly pods?: Pods;
  readonly nodes?: LabelSelector;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
}

/** Which Pods a policy is about. */
export function adminSubject(
  subject: AdminSubject,
  where: Ref,
): Pick<Policy, 'subject' | 'selects'> {
  return subjectOf(termsOf(subject, where));
}

/** A peer as v1alpha2 has it, and v1alpha1 since v0.1.3. */
export function adminPeer(given: AdminPeer<LabelSelector>, where: Ref, names: KnownNames): Peer {
  const { nodes, networks, domainNames } = given;
  if (nodes) return nodesPeer(where, nodes);
  if (networks) return networksPeer(where, networks);
  if (domainNames) return domainsPeer(where, domainNames, names);
  return podPeer(where, termsOf(given, where));
}

function termsOf({ namespaces = {}, pods }: AdminSubject, where: Ref): PodTerms {
  if (!pods) return { namespaces: { selector: namespaces, at: at(where, 'namespaces') } };
  const { namespaceSelector = {}, podSelector } = pods;
  return {
    namespaces: { selector: namespaceSelector, at: at(where, 'pods.namespaceSelector') },
    pods: { selector: podSelector, at: at(where, 'pods.podSelector') },
  };
}
