import { remember } from '../../../../base/remember.ts';
import type { EndpointSlice, Service } from '../../../api/kinds/types.ts';
import type { Ref } from '../../../api/types.ts';
import { cidr, contains, ip, withPort, type Cidr, type Ip } from '../../../net/index.ts';
import { chooseEndpoints, proxiedPorts, type ServiceEndpoint } from '../../proxy/index.ts';
import { refOf, type ProxiedPort } from '../../proxy/service/port.ts';
import type { NodeBuilding, PodBuilding } from '../../types.ts';
import { serviceKey, type Scope } from '../lib/keys.ts';
import { printBackend } from '../lib/lb4.ts';
import type {
  BpfMaps,
  Lb4Backend,
  Lb4Service,
  Lb4Slot,
  MapEntry,
  SocketAddress,
} from '../types.ts';

/** The maps that make Services work. */
export type ServiceMaps = Pick<
  BpfMaps,
  | 'cilium_lb4_services_v2'
  | 'cilium_lb4_backends_v3'
  | 'cilium_lb4_reverse_nat'
  | 'cilium_lb4_source_range'
>;

/**
 * What a node's agent writes down of Services and EndpointSlices, as pkg/loadbalancer of Cilium does. Which endpoints count is
 * decided as for kube-proxy, but for topology hints, which Cilium does not follow unless it is told to. Host ports of the
 * node's own Pods are Services of a kind, too.
 */
export function serviceMaps(
  services: readonly Service[],
  slices: readonly EndpointSlice[],
  node: BalancingNode,
): ServiceMaps {
  const writer = new Writer();
  const ports = proxiedPorts(services, slices, 'IPv4', '1.36');
  const balanced = [
    ...ports.flatMap((port) => balancedPorts(port, node)),
    ...node.pods.flatMap((pod) => hostPorts(pod, node)),
  ];
  // SCTP is off unless it is asked for (sctp.enabled).
  for (const each of balanced) if (each.protocol !== 'SCTP') writer.write(each);
  return writer.maps;
}

/** What the agent knows of its own node. */
type BalancingNode = Pick<NodeBuilding, 'name' | 'address' | 'pods'>;

/** An address and port that lead to backends, for callers of one scope. */
interface Balanced extends SocketAddress {
  readonly type: Lb4Service['type'];
  readonly protocol: string;
  readonly scope: Scope;
  readonly backends: readonly Backend[];
  readonly flags: Pick<Lb4Service, 'twoScopes' | 'affinitySeconds' | 'local' | 'loopback'>;
  /** Only backends of this node count. */
  readonly staysHere: boolean;
  readonly sources: ProxiedPort['sourceRanges'];
  readonly sourceRefs: readonly Ref[];
  readonly because: readonly Ref[];
}

interface Backend extends SocketAddress {
  readonly because: readonly Ref[];
}

/** The addresses of a Service's port. It treats callers from outside by the one policy and those inside by the other: where they differ, there are two entries. */
function balancedPorts(port: ProxiedPort, node: BalancingNode): readonly Balanced[] {
  const { externalPolicyLocal, internalPolicyLocal, affinitySeconds, sourceRanges } = port;
  const { cluster = [], local = [] } = chooseEndpoints(withoutHints(port), {
    nodeName: node.name,
    nodeLabels: {},
    version: '1.36',
  });
  const selection = refOf(port, port.service.spec.selector ? 'spec.selector' : 'metadata.name');
  const target = refOf(port, `spec.ports[${port.index}].targetPort`);
  const affinity = affinitySeconds === undefined ? [] : [refOf(port, 'spec.sessionAffinity')];
  const backendsOf = (endpoints: readonly ServiceEndpoint[]) =>
    endpoints.map(({ ip: address, port: number, because }) => ({
      ip: address,
      port: number,
      because: [target, selection, ...because, ...affinity],
    }));
  return frontendsOf(port, node.address).flatMap(({ because, ...frontend }) => {
    const isInternal = frontend.type === 'ClusterIP';
    const twoScopes = !isInternal && externalPolicyLocal !== internalPolicyLocal;
    const forScope = (scope: Scope): Balanced => {
      const isByInternal = isInternal || scope === 'internal';
      const staysHere = isByInternal ? internalPolicyLocal : externalPolicyLocal;
      const policy = refOf(port, `spec.${isByInternal ? 'internal' : 'external'}TrafficPolicy`);
      const guarded = frontend.type === 'LoadBalancer' ? sourceRanges : [];
      return {
        ...frontend,
        protocol: port.protocol,
        scope,
        backends: backendsOf(staysHere ? local : cluster),
        flags: {
          twoScopes,
          affinitySeconds,
          local: staysHere && port.endpoints.length > 0,
          loopback: false,
        },
        staysHere,
        sources: guarded,
        sourceRefs: guarded.map(({ path }) => refOf(port, path)),
        because: [...(staysHere ? [policy] : []), selection, because],
      };
    };
    return twoScopes ? [forScope('external'), forScope('internal')] : [forScope('external')];
  });
}

const withoutHints = remember((port: ProxiedPort): ProxiedPort => ({
  ...port,
  endpoints: port.endpoints.map((each) => ({ ...each, zoneHints: [], nodeHints: [] })),
}));

/** An address and port of a Service, and why it has it. */
interface Frontend extends SocketAddress {
  readonly type: Lb4Service['type'];
  readonly because: Ref;
}

function frontendsOf(port: ProxiedPort, nodeAddress: Ip): readonly Frontend[] {
  const at = (type: Lb4Service['type'], address: Ip, path: string, number = port.port) => ({
    type,
    ip: address,
    port: number,
    because: refOf(port, path),
  });
  const { nodePort, index } = port;
  const nodePortPath = `spec.ports[${index}].nodePort`;
  return [
    at('ClusterIP', port.clusterIp, `spec.ports[${index}].port`),
    ...port.externalIps.map((each) => at('ExternalIPs', each.ip, each.path)),
    ...port.loadBalancerIps.map((each) => at('LoadBalancer', each.ip, each.path)),
    // The first stands for every address of every node; sockets look there, network cards do not.
    ...(nodePort === undefined
      ? []
      : [anyAddress, nodeAddress].map((each) => at('NodePort', each, nodePortPath, nodePort))),
  ];
}

const anyAddress = ip('0.0.0.0');
const loopback = cidr('127.0.0.0/8');

/** The ports of the node that a Pod has (genServiceMappings of pkg/k8s/watchers): only its own node knows them. */
function hostPorts(pod: PodBuilding, node: BalancingNode): readonly Balanced[] {
  return pod.hostPorts.flatMap(({ protocol, hostPort, containerPort, hostIp, because }) => {
    const isLoopback = hostIp !== undefined && contains(loopback, hostIp);
    const addresses = isLoopback ? [anyAddress] : hostIp ? [hostIp] : [anyAddress, node.address];
    return addresses.map((address) => ({
      type: 'HostPort',
      ip: address,
      port: hostPort,
      protocol,
      scope: 'external',
      backends: [{ ip: pod.address, port: containerPort, because }],
      flags: { twoScopes: false, affinitySeconds: undefined, local: false, loopback: isLoopback },
      staysHere: false,
      sources: [],
      sourceRefs: [],
      because,
    }));
  });
}

class Writer {
  private readonly services = new Map<string, MapEntry<Lb4Service | Lb4Slot>>();
  private readonly backends = new Map<string, MapEntry<Lb4Backend>>();
  private readonly backendIds = new Map<string, number>();
  private readonly reverse = new Map<string, MapEntry<SocketAddress>>();
  private readonly sources = new Map<string, MapEntry<readonly Cidr[]>>();

  get maps(): ServiceMaps {
    return {
      cilium_lb4_services_v2: this.services,
      cilium_lb4_backends_v3: this.backends,
      cilium_lb4_reverse_nat: this.reverse,
      cilium_lb4_source_range: this.sources,
    };
  }

  write(balanced: Balanced): void {
    const { type, protocol, scope, backends, flags, sources, because } = balanced;
    const revNat = this.reverse.size + 1;
    const checksSource = sources.length > 0;
    const value: Lb4Service = { type, revNat, count: backends.length, checksSource, ...flags };
    const key = (slot: number) => serviceKey(balanced.ip, balanced.port, protocol, scope, slot);
    const text = `0.0.0.0:0 (${revNat}) (0) [${flagsOf(value, balanced.staysHere)}]`;
    this.services.set(key(0), { value, text, because });
    for (const [index, backend] of backends.entries()) {
      const slot = index + 1;
      this.services.set(key(slot), {
        value: { backend: this.backendOf(backend, protocol) },
        text: `${withPort(backend.ip, backend.port)}/${protocol} (${revNat}) (${slot})`,
        because: backend.because,
      });
    }
    const address = { ip: balanced.ip, port: balanced.port };
    const asked = withPort(address.ip, address.port);
    this.reverse.set(String(revNat), { value: address, text: asked, because: because.slice(-1) });
    if (checksSource)
      this.sources.set(String(revNat), {
        value: sources.map(({ range }) => range),
        text: sources.map(({ range }) => range.text).join(' '),
        because: balanced.sourceRefs,
      });
  }

  private backendOf({ ip: address, port, because }: Backend, protocol: string): number {
    const value = { ip: address, port, protocol };
    const text = printBackend(value);
    const known = this.backendIds.get(text);
    if (known !== undefined) return known;
    const id = this.backendIds.size + 1;
    this.backendIds.set(text, id);
    this.backends.set(String(id), { value, text, because });
    return id;
  }
}

/** As pkg/loadbalancer prints the flags of a Service. */
function flagsOf(
  { type, twoScopes, affinitySeconds, checksSource, loopback: isLoopback }: Lb4Service,
  staysHere: boolean,
): string {
  const flags: string[] = [type];
  if (staysHere) flags.push(type === 'ClusterIP' ? 'InternalLocal' : 'Local');
  if (twoScopes) flags.push('two-scopes');
  if (affinitySeconds !== undefined) flags.push('sessionAffinity');
  if (checksSource) flags.push('check source-range');
  if (isLoopback) flags.push('loopback');
  if (type === 'ClusterIP') flags.push('non-routable');
  return flags.join(', ');
}
