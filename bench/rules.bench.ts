import type { EndpointSlice, Service } from '../src/sim/api/kinds/types.ts';
import { proxyModes, type ProxyConfig, type ProxyRules } from '../src/sim/dataplane/proxy/index.ts';
import { cidr, ip } from '../src/sim/net/index.ts';
import { medians } from './clock.ts';
import type { Benchmark, Measurement } from './types.ts';

/** Ten times the Services may take no more than 10^1.1 of the time: an exponent of 1.1. */
const ratioMax = 12.5;

/** How the writing of a node's rules grows with the number of Services, in every mode of kube-proxy. */
export const benchmark: Benchmark = {
  name: 'rules',
  async run() {
    const measured: Measurement[] = [];
    for (const mode of proxyModes) {
      await mode.load?.();
      const task = (count: number) => () => {
        const { services, slices } = objects(count);
        return () => countRules(mode.program(services, slices, node));
      };
      const [oursMs = 0, theirsMs = 0] = medians(9, task(10_000), task(1_000));
      const name = `${mode.name}, 10,000 Services`;
      measured.push({ name, oursMs, theirsMs, against: '1,000 Services', ratioMax });
    }
    return measured;
  },
};

const node: ProxyConfig = {
  nodeName: 'node-1',
  nodeAddress: ip('192.168.0.11'),
  ipFamily: 'IPv4',
  podCidr: cidr('10.244.0.0/16'),
  serviceCidrs: [cidr('10.96.0.0/12')],
  masqueradeAll: false,
  localhostNodePorts: true,
  nodePortAddresses: [],
  nodeLabels: {},
  version: '1.36',
};

/** Chains are written when somebody looks at them: here all are. */
function countRules({ iptables = {}, nftables }: ProxyRules): number {
  const tables = [...Object.values(iptables), ...(nftables?.tables ?? [])];
  let rules = 0;
  for (const { chains } of tables) for (const chain of chains.values()) rules += chain.rules.length;
  return rules;
}

let made = 0;

/** Services with two endpoints each, and names that no chain has been named after yet. */
function objects(count: number): {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
} {
  made += 1;
  const names = Array.from({ length: count }, (_, index) => `web-${made}-${index}`);
  return { services: names.map(serviceOf), slices: names.map(sliceOf) };
}

function serviceOf(name: string, index: number): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'ClusterIP',
      selector: { app: name },
      clusterIP: `10.96.${index >> 8}.${index & 255}`,
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 }],
    },
  };
}

function sliceOf(name: string, index: number): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-abcde`,
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    endpoints: [1, 2].map((number) => ({
      addresses: [`10.244.${number}.${index & 255}`],
      conditions: { ready: true },
      nodeName: `node-${number}`,
    })),
  };
}
