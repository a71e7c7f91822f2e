import { fieldOf, itemOf, refTo, type LabelSelector, type Ref } from '../api/index.ts';
import { contains, readCidr } from '../net/index.ts';
import { at } from './at.ts';
import type { KnownNames, Peer, PodTerms, Policy } from './rules.ts';
import { labelled, selectorMiss, type Labelled } from './selector.ts';
import type { Miss, PodParty } from './types.ts';

/** The first of the terms that a Pod does not meet. */
function podMiss({ namespace, namespaces, pods }: PodTerms, party: PodParty): Miss | undefined {
  const { pod } = party;
  if (namespace && pod.metadata.namespace !== namespace.name)
    return { why: 'namespace', at: namespace.at, of: refTo(pod, 'metadata.namespace') };
  return (
    (namespaces && selectorMiss(namespaces.selector, namespaceOf(party), namespaces.at)) ??
    (pods && selectorMiss(pods.selector, labelled(pod), pods.at))
  );
}

/** Which Pods a policy is about whose subject is these terms. */
export function subjectOf(subject: PodTerms): Pick<Policy, 'subject' | 'selects'> {
  return { subject, selects: (pod) => podMiss(subject, pod) === undefined };
}

/** Pods chosen by selectors. Never a node, a Pod in the host network, or an address outside. */
export function podPeer(where: Ref, terms: PodTerms): Peer {
  return {
    at: where,
    means: { by: 'labels', terms },
    miss: (other) =>
      other.is === 'pod'
        ? podMiss(terms, other)
        : { why: 'not-a-pod', at: where, address: other.address },
  };
}

/** A peer's `ipBlock`, a range of addresses with holes; Pods of the cluster have addresses too. */
export function blockPeer(where: Ref, cidr: string, except: readonly string[] = []): Peer {
  const range = readCidr(cidr);
  const holes = except.map((text) => readCidr(text));
  return {
    at: where,
    means: {
      by: 'networks',
      networks: range ? [range] : [],
      except: holes.filter((hole) => hole !== undefined),
    },
    miss: ({ address }) => {
      if (!range || !contains(range, address))
        return { why: 'out-of-range', at: at(where, 'ipBlock.cidr'), address };
      const hole = holes.findIndex((each) => each && contains(each, address));
      return hole < 0
        ? undefined
        : { why: 'excepted', at: at(where, itemOf('ipBlock.except', hole)), address };
    },
  };
}

/** A peer's `networks`: several ranges. */
export function networksPeer(where: Ref, networks: readonly string[]): Peer {
  const ranges = networks.flatMap((text) => readCidr(text) ?? []);
  return {
    at: where,
    means: { by: 'networks', networks: ranges, except: [] },
    miss: ({ address }) =>
      ranges.some((range) => contains(range, address))
        ? undefined
        : { why: 'out-of-range', at: at(where, 'networks'), address },
  };
}

/** A peer's `nodes`, chosen by their labels, at any of their addresses. */
export function nodesPeer(where: Ref, selector: LabelSelector): Peer {
  return {
    at: where,
    means: { by: 'nodes', selector },
    miss: (other) =>
      other.is === 'node'
        ? selectorMiss(selector, labelled(other.node), at(where, 'nodes'))
        : { why: 'not-a-node', at: at(where, 'nodes'), address: other.address },
  };
}

/** A peer's `domainNames`: whoever has an address that is known for one of them. */
export function domainsPeer(where: Ref, domains: readonly string[], known: KnownNames): Peer {
  const addresses = new Set(
    [...known].flatMap(([name, list]) =>
      domains.some((domain) => isMeant(plain(domain), plain(name))) ? list : [],
    ),
  );
  return {
    at: where,
    means: { by: 'names' },
    miss: ({ address }) =>
      addresses.has(address) ? undefined : { why: 'domain', at: at(where, 'domainNames'), address },
  };
}

/** DomainName of apis/v1alpha2: `*.` in front stands for one or more whole labels. */
function isMeant(domain: string, name: string): boolean {
  if (!domain.startsWith('*.')) return name === domain;
  return name.endsWith(domain.slice(1)) && name.length > domain.length - 1;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/**
 * Pods of Namespaces that have all these labels, with the same values as the Namespace of the Pod that the policy selects;
 * with `differ`, not all with the same. No labels: nobody. As sameLabels and notSameLabels of
 * apis/v1alpha1/shared_types.go, network-policy-api v0.1.1.
 */
export function tenantPeer(
  where: Ref,
  tenancy: { readonly keys: readonly string[]; readonly at: Ref; readonly differ: boolean },
  pods?: PodTerms['pods'],
): Peer {
  return {
    at: where,
    relative: true,
    means: { by: 'tenancy' },
    miss: (other, subject) =>
      other.is === 'pod'
        ? (tenancyMiss(tenancy, other, subject) ?? podMiss(pods ? { pods } : {}, other))
        : { why: 'not-a-pod', at: where, address: other.address },
  };
}

function tenancyMiss(
  { keys, at: where, differ }: Parameters<typeof tenantPeer>[1],
  other: PodParty,
  subject: PodParty,
): Miss | undefined {
  const { ref, labels = {} } = namespaceOf(other);
  const own = namespaceOf(subject).labels ?? {};
  const isSame = (key: string): boolean => labels[key] === own[key];
  const lacking = keys.findIndex((key) => !Object.hasOwn(labels, key) || !Object.hasOwn(own, key));
  const wrong = lacking < 0 && !differ ? keys.findIndex((key) => !isSame(key)) : lacking;
  const key = keys[wrong];
  if (key !== undefined) {
    const value = labels[key];
    return {
      why: 'label',
      at: at(where, itemOf('', wrong)),
      of: { ...ref, path: fieldOf(ref.path, key) },
      ...(value !== undefined && { value }),
    };
  }
  const isMet = keys.length > 0 && (!differ || !keys.every(isSame));
  return isMet ? undefined : { why: 'same-labels', at: where, of: ref };
}

function namespaceOf({ pod, namespaceLabels }: PodParty): Labelled {
  const name = pod.metadata.namespace;
  return {
    ref: { kind: 'Namespace', namespace: '', name, path: 'metadata.labels' },
    labels: namespaceLabels,
  };
}
