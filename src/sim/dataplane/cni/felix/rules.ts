import type { Ref, Store } from '../../../api/index.ts';
import type { Cidr, Protocol } from '../../../net/index.ts';
import type { Direction, Peer, PortMatch, Rule as PolicyRule } from '../../../policy/index.ts';
import { setOfPods, setOfPorts, type NamedSet } from './sets.ts';

/** A rule of a policy as Felix has it: one protocol, one peer, any number of ports. */
export interface FelixRule {
  readonly action: PolicyRule['action'];
  readonly protocol?: Protocol;
  /** At which end of the packet the peer is. */
  readonly peerIs: 'source' | 'destination';
  readonly addresses?: NamedSet;
  readonly networks: readonly Cidr[];
  readonly except: readonly Cidr[];
  readonly ports: readonly PortRange[];
  readonly namedPorts: readonly NamedSet[];
  readonly because: readonly Ref[];
}

export interface PortRange {
  readonly port: number;
  readonly last?: number;
}

/**
 * A rule in Felix's form, one for each protocol and peer (libcalico-go/lib/backend/k8s/conversion: conversion.go,
 * k8sRuleToCalico; clusternetworkpolicy.go, combinePortsWithCNPEgressPeers). A peer without any IPv4 range says nothing of IPv4
 * (felix/rules/policy.go, FilterRuleToIPVersion).
 */
export function felixRules(
  store: Store,
  direction: Direction,
  rule: PolicyRule,
): readonly FelixRule[] {
  const peers = rule.peers.length === 0 ? [undefined] : rule.peers;
  return portsByProtocol(rule.ports).flatMap((ports) =>
    peers.flatMap((peer) => felixRule(store, direction, rule, peer, ports)),
  );
}

interface Ports {
  readonly protocol?: Protocol;
  readonly names: readonly string[];
  readonly ranges: readonly PortRange[];
  readonly because: readonly Ref[];
}

/** The ports of each protocol together, in order of its name; all of them where a protocol has one entry without a port. */
function portsByProtocol(ports: readonly PortMatch[]): readonly Ports[] {
  if (ports.length === 0) return [{ names: [], ranges: [], because: [] }];
  const protocols = [...new Set(ports.map(({ means }) => means.protocol ?? ''))].sort();
  return protocols.map((protocol): Ports => {
    const own = ports.filter(({ means }) => (means.protocol ?? '') === protocol);
    const isAll = own.some(({ means }) => means.name === undefined && !means.range);
    const listed = isAll ? [] : own;
    return {
      ...(protocol !== '' && { protocol: protocol as Protocol }),
      names: [...new Set(listed.flatMap(({ means }) => means.name ?? []))],
      ranges: simplified(listed.flatMap(({ means }) => means.range ?? [])),
      because: own.map(({ at }) => at),
    };
  });
}

/** Ranges that meet become one (SimplifyPorts). */
function simplified(
  ranges: readonly { readonly first: number; readonly last: number }[],
): readonly PortRange[] {
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of ranges.toSorted((one, other) => one.first - other.first)) {
    const before = merged.at(-1);
    if (before && first <= before.last + 1) before.last = Math.max(before.last, last);
    else merged.push({ first, last });
  }
  return merged.map(({ first, last }) =>
    first === last ? { port: first } : { port: first, last },
  );
}

function felixRule(
  store: Store,
  direction: Direction,
  { action, at }: PolicyRule,
  peer: Peer | undefined,
  { protocol, names, ranges, because }: Ports,
): readonly FelixRule[] {
  const pods = peer && isPodPeer(peer) ? peer : undefined;
  const isDestination = direction === 'egress';
  const namedPorts = names.map((name) =>
    setOfPorts(store, isDestination ? pods : undefined, name, protocol),
  );
  // The sets of named ports hold the peer's Pods alone, where these are the ones whose ports are meant.
  const needsAddresses = !isDestination || ranges.length > 0 || names.length === 0;
  const networks = networksOf(peer);
  if (networks && networks.networks.length === 0) return [];
  return [
    {
      action,
      ...(protocol && { protocol }),
      peerIs: isDestination ? 'destination' : 'source',
      ...(pods && needsAddresses && { addresses: setOfPods(store, pods) }),
      networks: networks?.networks ?? [],
      except: networks?.except ?? [],
      ports: ranges,
      namedPorts,
      because: [peer?.at ?? at, ...because],
    },
  ];
}

function isPodPeer(peer: Peer): peer is Peer & { readonly means: { readonly by: 'labels' } } {
  return peer.means.by === 'labels';
}

/** The standard definitions let no other peers pass than Pods and networks. */
function networksOf(
  peer: Peer | undefined,
): { readonly networks: readonly Cidr[]; readonly except: readonly Cidr[] } | undefined {
  if (!peer || peer.means.by === 'labels') return undefined;
  if (peer.means.by !== 'networks') return { networks: [], except: [] };
  const { networks, except } = peer.means;
  return { networks: networks.filter(isIpv4), except: except.filter(isIpv4) };
}

function isIpv4({ family }: Cidr): boolean {
  return family === 'IPv4';
}
