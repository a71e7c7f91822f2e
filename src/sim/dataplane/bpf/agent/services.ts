import { remember } from '../../../../base/remember.ts';
import type { Ref } from '../../../api/types.ts';
import { ip, withPort, type Cidr, type Ip } from '../../../net/index.ts';
import { chooseEndpoints, proxiedPorts, type ServiceEndpoint } from '../../proxy/index.ts';
import { refOf, type ProxiedPort } from '../../proxy/service/port.ts';
import type { NodeBuilding } from '../../types.ts';
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
 * decided as for kube-proxy, but for topology hints, which Cilium does not follow unless it is told to.
 */
export function serviceMaps({ seen, name, address }: NodeBuilding): ServiceMaps {
  const writer = new Writer();
  const ports = proxiedPorts(seen.list('Service'), seen.list('EndpointSlice'), 'IPv4', '1.36');
  for (const port of ports) {
    // SCTP is off unless it is asked for (sctp.enabled).
    if (port.protocol === 'SCTP') continue;
    const { cluster = [], local = [] } = chooseEndpoints(withoutHints(port), {
      nodeName: name,
      nodeLabels: {},
      version: '1.36',
    });
    for (const frontend of frontendsOf(port, address)) writer.write(port, frontend, cluster, local);
  }
  return writer.maps;
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

  /** Services treat callers from outside by the one policy and those inside by the other: then there are two entries. */
  write(
    port: ProxiedPort,
    frontend: Frontend,
    cluster: readonly ServiceEndpoint[],
    local: readonly ServiceEndpoint[],
  ): void {
    const { externalPolicyLocal, internalPolicyLocal } = port;
    const isInternal = frontend.type === 'ClusterIP';
    const twoScopes = !isInternal && externalPolicyLocal !== internalPolicyLocal;
    const staysHere = isInternal ? internalPolicyLocal : externalPolicyLocal;
    const policy = (path: string) => refOf(port, path);
    this.writeScope(
      port,
      frontend,
      'external',
      staysHere ? local : cluster,
      twoScopes,
      staysHere && policy(isInternal ? 'spec.internalTrafficPolicy' : 'spec.externalTrafficPolicy'),
    );
    if (twoScopes)
      this.writeScope(
        port,
        frontend,
        'internal',
        internalPolicyLocal ? local : cluster,
        twoScopes,
        internalPolicyLocal && policy('spec.internalTrafficPolicy'),
      );
  }

  private writeScope(
    port: ProxiedPort,
    frontend: Frontend,
    scope: Scope,
    endpoints: readonly ServiceEndpoint[],
    twoScopes: boolean,
    policy: Ref | false,
  ): void {
    const { protocol, affinitySeconds, sourceRanges } = port;
    const revNat = this.reverse.size + 1;
    const selection = refOf(port, port.service.spec.selector ? 'spec.selector' : 'metadata.name');
    const because = [...(policy ? [policy] : []), selection, frontend.because];
    const checksSource = frontend.type === 'LoadBalancer' && sourceRanges.length > 0;
    const value: Lb4Service = {
      type: frontend.type,
      revNat,
      count: endpoints.length,
      twoScopes,
      affinitySeconds,
      checksSource,
      local: policy !== false && port.endpoints.length > 0,
    };
    const key = (slot: number) => serviceKey(frontend.ip, frontend.port, protocol, scope, slot);
    const text = `0.0.0.0:0 (${revNat}) (0) [${flagsOf(value, policy !== false)}]`;
    this.services.set(key(0), { value, text, because });
    const target = refOf(port, `spec.ports[${port.index}].targetPort`);
    const affinity = affinitySeconds === undefined ? [] : [refOf(port, 'spec.sessionAffinity')];
    for (const [index, endpoint] of endpoints.entries()) {
      const backend = this.backendOf(endpoint, protocol);
      const slot = index + 1;
      this.services.set(key(slot), {
        value: { backend },
        text: `${withPort(endpoint.ip, endpoint.port)}/${protocol} (${revNat}) (${slot})`,
        because: [target, selection, ...endpoint.because, ...affinity],
      });
    }
    this.reverse.set(String(revNat), {
      value: { ip: frontend.ip, port: frontend.port },
      text: withPort(frontend.ip, frontend.port),
      because: [frontend.because],
    });
    if (checksSource)
      this.sources.set(String(revNat), {
        value: sourceRanges.map(({ range }) => range),
        text: sourceRanges.map(({ range }) => range.text).join(' '),
        because: sourceRanges.map(({ path }) => refOf(port, path)),
      });
  }

  private backendOf(endpoint: ServiceEndpoint, protocol: string): number {
    const key = `${endpoint.text}/${protocol}`;
    const known = this.backendIds.get(key);
    if (known !== undefined) return known;
    const id = this.backendIds.size + 1;
    const value = { ip: endpoint.ip, port: endpoint.port, protocol };
    this.backendIds.set(key, id);
    this.backends.set(String(id), {
      value,
      text: printBackend(value),
      because: endpoint.because,
    });
    return id;
  }
}

/** As pkg/loadbalancer prints svc flags. */
function flagsOf(
  { type, twoScopes, affinitySeconds, checksSource }: Lb4Service,
  staysHere: boolean,
): string {
  const flags: string[] = [type];
  if (staysHere) flags.push(type === 'ClusterIP' ? 'InternalLocal' : 'Local');
  if (twoScopes) flags.push('two-scopes');
  if (affinitySeconds !== undefined) flags.push('sessionAffinity');
  if (checksSource) flags.push('check source-range');
  if (type === 'ClusterIP') flags.push('non-routable');
  return flags.join(', ');
}
