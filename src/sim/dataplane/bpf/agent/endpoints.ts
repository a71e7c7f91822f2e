import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ref } from '../../../api/types.ts';
import { nth, type Ip } from '../../../net/index.ts';
import { macOf, othersThan, rangeOf } from '../../cni/parts/addresses.ts';
import type { Building, NodeBuilding, PodBuilding } from '../../types.ts';
import { hostId, identitiesOf, remoteNodeId, worldId } from '../lib/identity.ts';
import type { BpfMaps, Endpoint, Identified, MapEntry } from '../types.ts';

/** Identities and where Pods are: the same everywhere, but for what is near and what is far. */
export type EndpointMaps = Pick<BpfMaps, 'cilium_lxc' | 'cilium_ipcache'>;

/** The node's end of a Pod's veth pair (Endpoint2IfName of pkg/datapath/connector). */
export function lxcName({ namespace, name }: PodBuilding): string {
  return `lxc${bytesToHex(sha256(utf8ToBytes(`${namespace}/${name}`))).slice(0, 12)}`;
}

/** The address of cilium_host: the node itself, as Pods and other nodes know it. */
export function routerAddress({ podCidr }: NodeBuilding): Ip {
  return nth(podCidr, 1);
}

/** What a node's agent writes down of its endpoints, and of what all agents tell each other of theirs. */
export function endpointMaps(
  building: Building,
  node: NodeBuilding,
  hasTunnel: boolean,
): EndpointMaps {
  const identities = podIdentities(building);
  const identityOf = (pod: PodBuilding): number =>
    identities.get(labelsOf(building, pod)) ?? worldId;
  return {
    cilium_lxc: new Map([
      ...hostEntries(node),
      ...node.pods.map((pod) => lxcEntry(pod, identityOf(pod))),
    ]),
    cilium_ipcache: new Map([
      identified('0.0.0.0/0', { identity: worldId }, []),
      identified(`${node.address}/32`, { identity: hostId }, nodeRef(node)),
      identified(`${routerAddress(node)}/32`, { identity: hostId }, nodeRef(node)),
      ...node.pods.map((pod) => podEntry(pod, { identity: identityOf(pod) })),
      ...othersThan(node, building.nodes).flatMap((other) =>
        remoteEntries(other, hasTunnel, identityOf),
      ),
    ]),
  };
}

function* hostEntries(node: NodeBuilding): Iterable<[string, MapEntry<Endpoint>]> {
  for (const each of [node.address, routerAddress(node)]) {
    const value = { id: 0, identity: hostId };
    yield [each, { value, text: '(localhost)', because: nodeRef(node) }];
  }
}

function lxcEntry(pod: PodBuilding, identity: number): [string, MapEntry<Endpoint>] {
  const { address, because } = pod;
  const id = 1 + (Number.parseInt(lxcName(pod).slice(3, 9), 16) % 4095);
  const mac = macOf(address);
  const device = lxcName(pod);
  const near = macOf(address, 'far').toUpperCase();
  const text = `id=${id} sec_id=${identity} flags=0x0000 ifindex=${device} mac=${mac.toUpperCase()} nodemac=${near}`;
  return [address, { value: { id, identity, device, mac }, text, because }];
}

/** Addresses on another node. Without a tunnel the network knows the way, and nothing has to be said about it. */
function remoteEntries(
  node: NodeBuilding,
  hasTunnel: boolean,
  identityOf: (pod: PodBuilding) => number,
): readonly [string, MapEntry<Identified>][] {
  const behind = hasTunnel ? { tunnelEndpoint: node.address } : {};
  const because = nodeRef(node);
  return [
    identified(`${node.address}/32`, { identity: remoteNodeId }, because),
    identified(`${routerAddress(node)}/32`, { identity: remoteNodeId, ...behind }, because),
    ...(hasTunnel
      ? [identified(node.podCidr.text, { identity: worldId, ...behind }, rangeOf(node))]
      : []),
    ...node.pods.map((pod) => podEntry(pod, { identity: identityOf(pod), ...behind })),
  ];
}

function podEntry({ address, because }: PodBuilding, value: Identified) {
  return identified(`${address}/32`, value, because);
}

function identified(
  range: string,
  value: Identified,
  because: readonly Ref[],
): [string, MapEntry<Identified>] {
  const { identity, tunnelEndpoint = '0.0.0.0' } = value;
  const flags = value.tunnelEndpoint === undefined ? '<none>' : 'hastunnel';
  const text = `identity=${identity} encryptkey=0 tunnelendpoint=${tunnelEndpoint} flags=${flags}`;
  return [range, { value, text, because }];
}

function nodeRef({ name }: NodeBuilding): readonly Ref[] {
  return [{ kind: 'Node', namespace: '', name, path: '' }];
}

const known = new WeakMap<Building, ReadonlyMap<string, number>>();

function podIdentities(building: Building): ReadonlyMap<string, number> {
  const before = known.get(building);
  if (before) return before;
  const pods = building.nodes.flatMap((node) => node.pods);
  const identities = identitiesOf(pods.map((pod) => labelsOf(building, pod)));
  known.set(building, identities);
  return identities;
}

/** What makes a Pod's identity: its namespace, its account, and the labels that people give (pkg/labelsfilter). */
function labelsOf({ store }: Building, { namespace, name }: PodBuilding): string {
  const pod = store.get('Pod', namespace, name);
  const given = Object.entries(pod?.metadata.labels ?? {}).filter(([key]) => !leftOut.test(key));
  return [
    `k8s:io.kubernetes.pod.namespace=${namespace}`,
    `k8s:io.cilium.k8s.policy.serviceaccount=${pod?.spec.serviceAccountName ?? 'default'}`,
    ...given.map(([key, value]) => `k8s:${key}=${value}`),
  ]
    .sort()
    .join(';');
}

/** Labels that controllers give, which would make every Pod one of its own. */
const leftOut =
  /^(?:[^/]*\.)?(?:kubernetes\.io|k8s\.io)\/|^(?:pod-template-(?:generation|hash)|controller-(?:revision-hash|uid))$/;
