import type { Ref } from '../../../api/types.ts';
import type { FieldPath } from '../../../api/types.ts';
import type { Ip } from '../../../net/index.ts';
import type { RealServer, VirtualServer } from '../../ipvs/index.ts';
import { drop, fromAddress, rule, type Rule } from '../../netfilter/index.ts';
import type { ChosenEndpoints } from '../endpoints.ts';
import type { ServiceEndpoint } from '../service/endpoint.ts';
import { refOf, type ProxiedPort } from '../service/port.ts';
import { letsNodeIn, reachOf, type Reach } from '../service/reach.ts';
import type { SetEntry, SetName } from './sets.ts';
import type { Settings } from './settings.ts';

/** What one Service port adds to a node. */
export interface PortParts {
  readonly virtualServers: readonly VirtualServer[];
  /** Addresses for kube-ipvs0. */
  readonly bound: readonly { readonly ip: Ip; readonly because: readonly Ref[] }[];
  readonly entries: readonly SetEntry[];
  /** Rules of KUBE-IPVS-OUT-FILTER. */
  readonly outFilter: readonly Rule[];
}

/** A way in: an address and port, and whether it leads to endpoints of this node alone. */
interface Entrance {
  readonly address: Ip;
  readonly port: number;
  readonly path: FieldPath;
  readonly policy?: 'spec.internalTrafficPolicy' | 'spec.externalTrafficPolicy';
  /** Becomes an address of kube-ipvs0. */
  readonly binds: boolean;
}

/** One turn of the loop over Service ports in syncProxyRules. */
export function partsOf(port: ProxiedPort, chosen: ChosenEndpoints, settings: Settings): PortParts {
  const entrances = entrancesOf(port, settings);
  const reach = reachOf(port, chosen);
  return {
    virtualServers: entrances.map((entrance) => virtualServer(reach, chosen, entrance, settings)),
    bound: entrances.flatMap(({ address, path, binds }) =>
      binds ? [{ ip: address, because: [refOf(port, path)] }] : [],
    ),
    entries: [
      ...clusterEntries(port),
      ...externalEntries(port),
      ...balancedEntries(port, settings),
      ...nodePortEntries(port, settings),
    ],
    outFilter: outFilter(port, settings),
  };
}

/** KUBE-LOOP-BACK: a Pod that reaches itself must see another source than itself. Of endpoints on this node, ready or not. */
export function loopbackEntries(port: ProxiedPort, nodeName: string): readonly SetEntry[] {
  return port.endpoints
    .filter((endpoint) => endpoint.nodeName === nodeName)
    .map(({ ip, port: number, because }) => ({
      set: 'KUBE-LOOP-BACK',
      key: `${ip},${port.protocol.toLowerCase()}:${number},${ip}`,
      because: [...because, refOf(port, 'spec.selector')],
    }));
}

function entrancesOf(port: ProxiedPort, settings: Settings): readonly Entrance[] {
  const { clusterIp, externalIps, loadBalancerIps, nodePort, index } = port;
  const { localAddresses, nodePortAddresses } = settings;
  const inside = port.internalPolicyLocal
    ? ({ policy: 'spec.internalTrafficPolicy' } as const)
    : {};
  const outside = port.externalPolicyLocal
    ? ({ policy: 'spec.externalTrafficPolicy' } as const)
    : {};
  const external = [...externalIps, ...loadBalancerIps].map(({ ip: address, path }) => ({
    address,
    port: port.port,
    path,
    ...outside,
    binds: !localAddresses.includes(address),
  }));
  const onNode = nodePort === undefined ? [] : nodePortAddresses;
  return [
    { address: clusterIp, port: port.port, path: 'spec.clusterIP', ...inside, binds: true },
    ...external,
    ...onNode.map((address) => ({
      address,
      port: nodePort ?? 0,
      path: `spec.ports[${index}].nodePort`,
      ...outside,
      binds: false,
    })),
  ];
}

/**
 * syncService and syncEndpoint. Where policy Local finds no endpoint on the node, those of other nodes are used all the same, if
 * any traffic of the port may go there: Pods reach them, while clients outside get answers from an address they did not ask.
 */
function virtualServer(
  reach: Reach,
  { cluster = [], local = [] }: ChosenEndpoints,
  { address, port: number, path, policy }: Entrance,
  { scheduler }: Settings,
): VirtualServer {
  const { port, portRef, selectionRef, any } = reach;
  const isMissing = policy !== undefined && local.length === 0;
  const usable = policy === undefined || isMissing ? cluster : local;
  const where = [refOf(port, path), portRef];
  const policies = policy === undefined ? [] : [refOf(port, policy)];
  const lacks = isMissing || usable.length === 0;
  return {
    protocol: port.protocol,
    address,
    port: number,
    scheduler,
    ...(port.affinitySeconds !== undefined && { persistenceSeconds: port.affinitySeconds }),
    realServers: [
      ...usable.map((endpoint) => realServer(reach, endpoint, 1)),
      ...leaving(port, usable).map((endpoint) => realServer(reach, endpoint, 0)),
    ],
    ...(lacks && { meaning: any ? 'no-local-endpoints' : 'no-endpoints' }),
    because: lacks ? [...policies, selectionRef, ...where] : [...where, ...policies],
  };
}

/** GracefulDeleteRS: TCP connections to an endpoint that goes away are not cut off; the others are removed at once. */
function leaving(
  port: ProxiedPort,
  usable: readonly ServiceEndpoint[],
): readonly ServiceEndpoint[] {
  if (port.protocol !== 'TCP') return [];
  return port.endpoints.filter((each) => each.terminating && !usable.includes(each));
}

function realServer(
  { port, selectionRef }: Reach,
  { ip: address, port: number, because }: ServiceEndpoint,
  weight: number,
): RealServer {
  const target = refOf(port, `spec.ports[${port.index}].targetPort`);
  const affinity = port.affinitySeconds === undefined ? [] : [refOf(port, 'spec.sessionAffinity')];
  return {
    address,
    port: number,
    weight,
    because: [target, selectionRef, ...because, ...affinity],
  };
}

function clusterEntries(port: ProxiedPort): readonly SetEntry[] {
  return [entry(port, 'KUBE-CLUSTER-IP', port.clusterIp, 'spec.clusterIP')];
}

function externalEntries(port: ProxiedPort): readonly SetEntry[] {
  const set = port.externalPolicyLocal ? 'KUBE-EXTERNAL-IP-LOCAL' : 'KUBE-EXTERNAL-IP';
  return port.externalIps.map(({ ip, path }) => entry(port, set, ip, path));
}

function balancedEntries(port: ProxiedPort, { nodeAddress }: Settings): readonly SetEntry[] {
  return port.loadBalancerIps.flatMap(({ ip, path }): readonly SetEntry[] => {
    const sets: SetName[] = ['KUBE-LOAD-BALANCER'];
    if (port.externalPolicyLocal) sets.push('KUBE-LOAD-BALANCER-LOCAL');
    if (port.sourceRanges.length > 0) sets.push('KUBE-LOAD-BALANCER-FW');
    const allowed = port.sourceRanges.map(({ range, path: at }) => ({
      ...entry(port, 'KUBE-LOAD-BALANCER-SOURCE-CIDR', ip, at),
      range,
    }));
    const { key, ...own } = entry(port, 'KUBE-LOAD-BALANCER-SOURCE-IP', ip, path);
    const fromNode = letsNodeIn(port, nodeAddress) ? [{ ...own, key: `${key},${ip}` }] : [];
    return [...sets.map((set) => entry(port, set, ip, path)), ...allowed, ...fromNode];
  });
}

function nodePortEntries(port: ProxiedPort, { nodePortAddresses }: Settings): readonly SetEntry[] {
  const { protocol, nodePort, healthCheckNodePort, index } = port;
  const because = [refOf(port, `spec.ports[${index}].nodePort`)];
  const health: readonly SetEntry[] =
    healthCheckNodePort === undefined
      ? []
      : [
          {
            set: 'KUBE-HEALTH-CHECK-NODE-PORT',
            key: `${healthCheckNodePort}`,
            because: [refOf(port, 'spec.healthCheckNodePort')],
          },
        ];
  if (nodePort === undefined || nodePortAddresses.length === 0) return health;
  const keys =
    protocol === 'SCTP'
      ? nodePortAddresses.map((address) => `${address},sctp:${nodePort}`)
      : [`${nodePort}`];
  const sets: SetName[] = [nodePortSets[protocol].all];
  if (port.externalPolicyLocal) sets.push(nodePortSets[protocol].local);
  return [...sets.flatMap((set) => keys.map((key) => ({ set, key, because }))), ...health];
}

/** The sets of node ports, by protocol. */
export const nodePortSets = {
  TCP: { all: 'KUBE-NODE-PORT-TCP', local: 'KUBE-NODE-PORT-LOCAL-TCP' },
  UDP: { all: 'KUBE-NODE-PORT-UDP', local: 'KUBE-NODE-PORT-LOCAL-UDP' },
  SCTP: { all: 'KUBE-NODE-PORT-SCTP-HASH', local: 'KUBE-NODE-PORT-LOCAL-SCTP-HASH' },
} as const satisfies Readonly<
  Record<ProxiedPort['protocol'], { readonly all: SetName; readonly local: SetName }>
>;

/** A node that may not use a load balancer has its address as source when it tries: the address is its own. */
function outFilter(port: ProxiedPort, { nodeAddress }: Settings): readonly Rule[] {
  if (port.sourceRanges.length === 0 || letsNodeIn(port, nodeAddress)) return [];
  const { protocol } = port;
  return port.loadBalancerIps.map(({ ip, path }) =>
    rule(
      [fromAddress(ip), { match: 'ipvs', protocol, address: ip, port: port.port }],
      drop,
      [refOf(port, 'spec.loadBalancerSourceRanges'), refOf(port, path)],
      'source-range',
    ),
  );
}

function entry(port: ProxiedPort, set: SetName, address: Ip, path: FieldPath): SetEntry {
  return {
    set,
    key: `${address},${port.protocol.toLowerCase()}:${port.port}`,
    because: [refOf(port, path), refOf(port, `spec.ports[${port.index}].port`)],
  };
}
