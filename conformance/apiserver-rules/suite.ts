import type { Endpoint, EndpointSlice, Service } from '../../src/sim/api/kinds/types.ts';
import { printNetfilter } from '../../src/sim/dataplane/netfilter/index.ts';
import { programIptables } from '../../src/sim/dataplane/proxy/iptables/program.ts';
import type { ProxyConfig } from '../../src/sim/dataplane/proxy/index.ts';
import { programNftables } from '../../src/sim/dataplane/proxy/nftables/program.ts';
import { cidr, ip } from '../../src/sim/net/index.ts';
import { ordered } from '../iptables-rules/dump.ts';
import type { Result, Suite } from '../types.ts';
import { comparableDump } from './nftDump.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  /** What the cloud's load balancer controller would have written into every LoadBalancer. */
  readonly lbStatus?: { readonly ip: string; readonly ipMode?: 'VIP' | 'Proxy' };
  readonly expect: {
    readonly settled: {
      readonly services: readonly Service[];
      readonly endpointSlices: readonly SettledSlice[];
    };
    readonly proxy: { readonly iptables: string; readonly nftables: string };
  };
}

interface SettledSlice {
  readonly service: string;
  readonly namespace: string;
  readonly addressType: EndpointSlice['addressType'];
  readonly ports?: NonNullable<EndpointSlice['ports']>;
  readonly endpoints?: readonly Endpoint[];
}

/** What the tools of a node printed where kube-proxy 1.36 ran, in two of its modes: our print has to be the same text. */
const suites: readonly Suite[] = [
  {
    name: 'apiserver-rules',
    run: (file) => (file as File).cases.map(runIptables),
  },
  {
    name: 'apiserver-rules-nftables',
    folder: 'apiserver-rules',
    run: (file) => (file as File).cases.map(runNftables),
  },
];
export default suites;

const node: ProxyConfig = {
  nodeName: 'node-1',
  nodeAddress: ip('192.168.10.11'),
  ipFamily: 'IPv4',
  podCidr: cidr('10.244.0.0/16'),
  serviceCidrs: [cidr('10.96.0.0/16')],
  masqueradeAll: false,
  localhostNodePorts: true,
  nodePortAddresses: [],
  nodeLabels: { 'topology.kubernetes.io/zone': 'zone-a' },
  version: '1.36',
};

function runIptables(one: Case): Result {
  const netfilter = programIptables(...objectsOf(one), node);
  return compare(one.id, inOrder(one.expect.proxy.iptables), inOrder(printNetfilter(netfilter)));
}

function runNftables(one: Case): Result {
  const nftables = programNftables(...objectsOf(one), node);
  const expected = comparableDump(one.expect.proxy.nftables);
  return compare(one.id, expected, comparableDump(nftables.print()));
}

function compare(id: string, expected: string, actual: string): Result {
  return { id, passed: actual === expected, expected, actual };
}

function objectsOf({ lbStatus, expect }: Case): [readonly Service[], readonly EndpointSlice[]] {
  const { services, endpointSlices } = expect.settled;
  return [
    [apiServer, ...services.map((service) => balanced(service, lbStatus))],
    [apiServerSlice, ...endpointSlices.map(sliceOf)],
  ];
}

/** The same text with the rules of each chain in the order that counts. */
function inOrder(text: string): string {
  const groups: { readonly chain: string; readonly lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const chain = /^-A (\S+)/.exec(line)?.[1] ?? '';
    const group = groups.at(-1);
    if (group?.chain === chain) group.lines.push(line);
    else groups.push({ chain, lines: [line] });
  }
  return groups.flatMap(({ chain, lines }) => ordered(chain, lines)).join('\n');
}

function balanced(service: Service, lbStatus: Case['lbStatus']): Service {
  return service.spec.type === 'LoadBalancer' && lbStatus
    ? { ...service, status: { loadBalancer: { ingress: [lbStatus] } } }
    : service;
}

function sliceOf({ service, namespace, endpoints = [], ...slice }: SettledSlice): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: service, namespace, labels: { 'kubernetes.io/service-name': service } },
    ...slice,
    endpoints,
  };
}

/** `default/kubernetes`, which is part of every dump but of no case. */
const apiServer: Service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kubernetes', namespace: 'default' },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ipFamilies: ['IPv4'],
    ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
  },
};
const apiServerSlice: EndpointSlice = sliceOf({
  service: 'kubernetes',
  namespace: 'default',
  addressType: 'IPv4',
  ports: [{ name: 'https', protocol: 'TCP', port: 6443 }],
  endpoints: [{ addresses: ['172.31.251.1'] }],
});
