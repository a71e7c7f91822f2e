import type { EndpointSlice, Service } from '../src/sim/api/kinds/types.ts';
import { serviceMaps } from '../src/sim/dataplane/bpf/agent/services.ts';
import { proxyModes, type ProxyConfig, type ProxyRules } from '../src/sim/dataplane/proxy/index.ts';
import { cidr, ip } from '../src/sim/net/index.ts';
import { medians } from './clock.ts';
import type { Benchmark, Measurement } from './types.ts';

/** Ten times the Services may take no more than 10^1.1 of the time: an exponent of 1.1. */
const ratioMax = 12.5;

/**
 * Milliseconds that kube-proxy 1.36 itself was seen to need, on a machine with two cores: for its first rules of 1,000 Services, by
 * mode, and for those of one change.
 */
const recordedFirstMs: Readonly<Record<string, number>> = { iptables: 751, nftables: 431 };
const recordedChangeMs = 75;

/**
 * How the writing of a node's rules grows with the number of Services, in every mode of kube-proxy and with Cilium's maps; and beside the real one, how long
 * the first ones take, and a change.
 */
export const benchmark: Benchmark = {
  name: 'rules',
  async run() {
    const measured: Measurement[] = [];
    for (const mode of writers) {
      await mode.load?.();
      const task = (count: number) => () => {
        const { services, slices } = objects(count);
        return () => mode.write(services, slices);
      };
      const [oursMs = 0, theirsMs = 0, changedMs = 0] = medians(
        9,
        task(10_000),
        task(1_000),
        change(mode),
      );
      const name = `${mode.name}, 10,000 Services`;
      measured.push({ name, oursMs, theirsMs, against: '1,000 Services', ratioMax });
      const firstMs = recordedFirstMs[mode.name];
      if (firstMs === undefined) continue;
      const kubeProxy = { against: 'kube-proxy, as it was recorded', ratioMax: 1 };
      measured.push(
        { name: `${mode.name}, 1,000 Services`, oursMs: theirsMs, theirsMs: firstMs, ...kubeProxy },
        {
          name: `${mode.name}, one of 1,000 Services changes`,
          oursMs: changedMs,
          theirsMs: recordedChangeMs,
          ...kubeProxy,
        },
      );
    }
    return measured;
  },
};

/** What writes a node's rules or entries for these objects, and counts them. */
interface Writer {
  readonly name: string;
  load?(): Promise<void> | undefined;
  write(services: readonly Service[], slices: readonly EndpointSlice[]): number;
}

const writers: readonly Writer[] = [
  ...proxyModes
    .filter(({ isOfCni }) => !isOfCni)
    .map((mode): Writer => ({
      name: mode.name,
      load: () => mode.load?.(),
      write: (...all) => countRules(mode.program(...all, node)),
    })),
  {
    name: 'ebpf',
    write: (...all) =>
      serviceMaps(...all, { name: node.nodeName, address: node.nodeAddress, pods: [] })
        .cilium_lb4_services_v2.size,
  },
];

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

/** One Service of 1,000 gets another port, when the rules of all have been written before. */
function change(mode: Writer): () => () => unknown {
  return () => {
    const { services, slices } = objects(1_000);
    mode.write(services, slices);
    const changed = services.map((service, index) =>
      index === 500
        ? { ...service, spec: { ...service.spec, ports: [{ ...port, port: 81 }] } }
        : service,
    );
    return () => mode.write(changed, slices);
  };
}

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

const port = { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 } as const;

function serviceOf(name: string, index: number): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'ClusterIP',
      selector: { app: name },
      clusterIP: `10.96.${index >> 8}.${index & 255}`,
      ports: [port],
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
