import { admit, installCustomKinds } from '../../src/sim/api/index.ts';
import { loadControllers, settle } from '../../src/sim/controllers/index.ts';
import { prepare, type Cluster } from '../../src/sim/dataplane/index.ts';
import { readManifest } from '../../src/sim/manifest/index.ts';
import { loadTroubles } from '../../src/sim/process/index.ts';
import {
  defaultSpec,
  loadBalancers,
  type ClusterSpec,
  type Faults,
  type Outside,
} from '../../src/sim/spec.ts';
import { atRest, clusterAt } from '../../src/sim/timeline/index.ts';
import type { Situation } from '../../src/sim/timeline/types.ts';
import { loadEdge } from '../../src/sim/world.ts';
import { furnished } from './manifests.ts';
import { outsideOf } from './outside.ts';
import type { App, Case, Deed, Environment } from './types.ts';

const cniNames: Readonly<Record<string, string>> = {
  bridge: 'kubenet',
  'flannel-vxlan': 'flannel',
};

await Promise.all([installCustomKinds(), loadTroubles()]);
await loadEdge();
await prepare({
  ...defaultSpec,
  cni: 'calico',
  loadBalancer: 'cloud',
  faults: { firewall: [] },
});
await loadControllers({ ...defaultSpec, loadBalancer: 'cloud' });

/** One state of a case, the broken one or the mended one, before anybody asks. */
export interface Setting {
  readonly env: Environment;
  readonly manifests: string;
  readonly apps: readonly App[];
  readonly placement: Case['placement'];
  readonly actions: readonly Deed[];
}

/** A setting as a cluster. */
export interface Stage {
  readonly setting: Setting;
  readonly spec: ClusterSpec;
  /** Everybody has seen everything, and nothing was done to it yet. */
  readonly rest: Situation;
  /** What packets meet in a situation, the case's surroundings included. */
  at(situation: Situation): Cluster;
}

export function stageOf(setting: Setting): Stage {
  const { env, manifests, apps, placement } = setting;
  if (env.mesh !== null) throw new Error('no service mesh is simulated');
  const spec = specOf(env);
  const text = `${furnished(manifests, apps, placement)}${gatewayClass(env)}`;
  const { entries } = admit(readManifest(text), spec);
  const rest = atRest(settle(entries, spec));
  return { setting, spec, rest, at: (situation) => outsideOf(clusterAt(situation, spec), env) };
}

export function specOf(env: Environment): ClusterSpec {
  const { nodes, cni, kubeProxyMode, podCIDR, serviceCIDR, nodeCIDR } = env;
  return {
    ...defaultSpec,
    nodes: typeof nodes === 'number' ? nodes : nodes.length,
    cni: cniNames[cni] ?? cni,
    proxyMode: kubeProxyMode,
    loadBalancer: balancerIn(env),
    ingressController: env.ingressController === null ? 'none' : 'ingress-nginx',
    podCidr: podCIDR,
    serviceCidr: serviceCIDR,
    nodeCidr: nodeCIDR,
    outside: worldIn(env),
    faults: faultsIn(env),
  };
}

/** The class by which the cases know their Gateway controller. */
function gatewayClass({ gatewayController }: Environment): string {
  if (gatewayController === null) return '';
  return `---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: ${gatewayController}}
spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
`;
}

/** Ingress controllers of the cases answer at port 80 of an address: somebody has to give it out. */
function balancerIn({
  loadBalancer,
  ingressController,
  gatewayController,
}: Environment): ClusterSpec['loadBalancer'] {
  const hasEntrance = ingressController !== null || gatewayController !== null;
  const chosen = loadBalancer === 'none' && hasEntrance ? 'cloud' : loadBalancer;
  const known = loadBalancers.find((each) => each === chosen);
  if (!known) throw new Error(`no load balancer ${chosen}`);
  return known;
}

/** The hosts out there, and what their resolver knows. */
function worldIn({
  externalHosts = {},
  externalZones = {},
  nodeSearchDomains,
}: Environment): Outside {
  const { outside } = defaultSpec;
  const hosts = Object.entries(externalHosts).map(([name, { ip, ports = {} }]) => ({
    name,
    address: ip,
    listens: Object.keys(ports).join(),
  }));
  const names = Object.entries(externalZones).map(([name, address]) => ({ name, address }));
  return {
    ...outside,
    search: nodeSearchDomains ?? outside.search,
    hosts: [...outside.hosts, ...hosts, ...names],
  };
}

/** What is broken about the machines. */
function faultsIn(env: Environment): Faults {
  const { kubeProxyDownOn = [], hairpinMode, cniChain, bridgeNfCallIptables } = env;
  const { conntrackCleanup, nodeFirewall } = env;
  return {
    kubeProxyDown: kubeProxyDownOn,
    ...(hairpinMode === false && { noHairpin: true }),
    ...(cniChain?.includes('portmap') === false && { noPortmap: true }),
    ...(bridgeNfCallIptables === false && { noBridgeNetfilter: true }),
    ...(conntrackCleanup === false && { noConntrackCleanup: true }),
    ...(nodeFirewall?.fromExternal && { firewall: nodeFirewall.fromExternal }),
  };
}
