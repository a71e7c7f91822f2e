import type { EndpointSlice, Service } from '../../src/sim/api/kinds/types.ts';
import type { Netfilter } from '../../src/sim/dataplane/netfilter/index.ts';
import { programIptables } from '../../src/sim/dataplane/proxy/iptables/program.ts';
import type { ProxyConfig } from '../../src/sim/dataplane/proxy/index.ts';
import { cidr, ip, type IpFamily } from '../../src/sim/net/index.ts';

/** The configuration and objects several cases share. */
export interface Fixture {
  readonly config: {
    readonly nodeName: string;
    readonly nodeIP: string;
    readonly ipFamily: IpFamily;
    readonly podCIDR: string | null;
    readonly masqueradeAll: boolean;
    readonly localhostNodePorts: boolean;
    readonly nodePortAddresses: readonly string[];
    readonly nodeLabels: Readonly<Record<string, string>>;
  };
  readonly objects: readonly { readonly kind: string }[];
}

export function servicesOf(objects: Fixture['objects']): readonly Service[] {
  return objects.filter((object): object is Service => object.kind === 'Service');
}

export function slicesOf(objects: Fixture['objects']): readonly EndpointSlice[] {
  return objects.filter((object): object is EndpointSlice => object.kind === 'EndpointSlice');
}

/** The rules our kube-proxy writes. The recordings are of kube-proxy 1.28. */
export function netfilterOf(fixture: Fixture): Netfilter {
  const { objects } = fixture;
  return programIptables(servicesOf(objects), slicesOf(objects), configOf(fixture));
}

/** The node and the flags of the kube-proxy that was recorded. */
export function configOf({ config }: Fixture): ProxyConfig {
  return {
    nodeName: config.nodeName,
    nodeAddress: ip(config.nodeIP),
    ipFamily: config.ipFamily,
    podCidr: config.podCIDR === null ? undefined : cidr(config.podCIDR),
    serviceCidrs: [],
    masqueradeAll: config.masqueradeAll,
    localhostNodePorts: config.localhostNodePorts,
    nodePortAddresses: config.nodePortAddresses.map(cidr),
    nodeLabels: config.nodeLabels,
    version: '1.28',
  };
}
