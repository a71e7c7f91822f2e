import { remember } from '../../../base/remember.ts';
import { kindOf, type Entry, type Obj } from '../../api/index.ts';
import {
  addressAt,
  dnsServiceIp,
  namespacesOfCluster,
  serverServiceIp,
} from '../../api/cluster.ts';
import { completed } from '../../api/review.ts';
import type { ClusterSpec } from '../../spec.ts';
import { nodesMax } from '../../spec.ts';
import { addOnsFor } from './addOns.ts';
import { nodeIpAt, podCidrAt } from './nodeRanges.ts';

const serverPort = 6443;
const serverOffset = 10;
const dnsLabels = { 'k8s-app': 'kube-dns' };

/**
 * What a cluster has before anybody writes a manifest: namespaces, nodes, CoreDNS, the Service of the API server, and add-ons.
 * Nodes are left out when `given` has some; other objects of `given` replace those of the same name.
 */
export function entriesOfCluster(given: readonly Entry[], spec: ClusterSpec): readonly Entry[] {
  const hasNodes = given.some(
    ({ object, source }) => object.kind === 'Node' && source.by === 'learner',
  );
  return [
    ...namespaces(given).map((object) => entryOf(object)),
    ...(hasNodes ? [] : nodesIn(spec)),
    ...systemIn(spec),
    ...addOnsFor(given, spec).map((object) => entryOf(object, 'addOn')),
  ];
}

const nodesIn = remember((spec: ClusterSpec) => nodes(spec).map((object) => entryOf(object)));

const systemIn = remember((spec: ClusterSpec) =>
  [coreDns(), dnsService(spec), serverService(spec), ...serverSlice(spec)].map((object) =>
    entryOf(object),
  ),
);

function entryOf(object: Obj, since?: 'addOn'): Entry {
  const definition = kindOf(object.apiVersion, object.kind);
  return {
    object: definition ? completed(definition, object) : object,
    source: { by: 'cluster', ...(since && { since }) },
  };
}

/** Objects read out of a running cluster may live in namespaces that nothing else mentions. */
function namespaces(given: readonly Entry[]): readonly Obj[] {
  const names = new Set([
    ...namespacesOfCluster,
    ...given.map(({ object }) => object.metadata.namespace),
  ]);
  names.delete('');
  return [...names]
    .sort()
    .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, namespace: '' } }));
}

function nodes(spec: ClusterSpec): readonly Obj[] {
  const count = Math.min(Math.max(0, spec.nodes), nodesMax);
  return Array.from({ length: count }, (_, index) => node(spec, index + 1));
}

function node(spec: ClusterSpec, number: number): Obj {
  const name = `node-${number}`;
  const podCIDR = podCidrAt(spec, number);
  const address = nodeIpAt(spec, number);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, namespace: '', labels: { 'kubernetes.io/hostname': name } },
    spec: podCIDR === undefined ? {} : { podCIDR, podCIDRs: [podCIDR] },
    status: {
      addresses: [
        ...(address === undefined ? [] : [{ type: 'InternalIP', address }]),
        { type: 'Hostname', address: name },
      ],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

/** As kubeadm installs it. */
function coreDns(): Obj {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system', labels: dnsLabels },
    spec: {
      replicas: 2,
      selector: { matchLabels: dnsLabels },
      template: {
        metadata: { labels: dnsLabels },
        spec: {
          serviceAccountName: 'coredns',
          dnsPolicy: 'Default',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          tolerations: [
            { key: 'CriticalAddonsOnly', operator: 'Exists' },
            { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
          ],
          containers: [
            {
              name: 'coredns',
              image: 'registry.k8s.io/coredns/coredns:v1.12.1',
              args: ['-conf', '/etc/coredns/Corefile'],
              ports: [
                { name: 'dns', containerPort: 53, protocol: 'UDP' },
                { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
                { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
              ],
            },
          ],
        },
      },
    },
  };
}

function dnsService(spec: ClusterSpec): Obj {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kube-dns',
      namespace: 'kube-system',
      labels: {
        ...dnsLabels,
        'kubernetes.io/cluster-service': 'true',
        'kubernetes.io/name': 'CoreDNS',
      },
    },
    spec: {
      ...clusterIp(dnsServiceIp(spec)),
      selector: dnsLabels,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        { name: 'metrics', port: 9153, protocol: 'TCP' },
      ],
    },
  };
}

function serverService(spec: ClusterSpec): Obj {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      ...clusterIp(serverServiceIp(spec)),
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: serverPort }],
    },
  };
}

/** The API server itself writes where it can be reached: there are no Pods behind it. */
function serverSlice(spec: ClusterSpec): readonly Obj[] {
  const address = addressAt(spec.nodeCidr, serverOffset);
  if (address === undefined) return [];
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [{ name: 'https', port: serverPort, protocol: 'TCP' }],
  };
  return [slice];
}

function clusterIp(address: string | undefined): object {
  return address === undefined ? {} : { clusterIP: address, clusterIPs: [address] };
}
