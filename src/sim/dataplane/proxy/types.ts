import type { EndpointSlice, Service } from '../../api/kinds/types.ts';
import type { Cidr, Ip, IpFamily } from '../../net/index.ts';
import type { SchedulerName } from '../ipvs/types.ts';
import type { Interface, Netns } from '../types.ts';

/** The kube-proxy release whose rules are written: 1.36 is what the app shows, 1.28 what older recordings came from. */
export type ProxyVersion = '1.28' | '1.36';

/** What a kube-proxy knows besides the Services: its node, and its flags. */
export interface ProxyConfig {
  readonly nodeName: string;
  /** The node's primary address. With the loopback address it stands for all addresses of the node. */
  readonly nodeAddress: Ip;
  /** A kube-proxy of a dual-stack cluster writes both families; `program` writes one. */
  readonly ipFamily: IpFamily;
  /** `--cluster-cidr`: by it pod traffic is told from other traffic. Absent: it cannot be told. */
  readonly podCidr: Cidr | undefined;
  /** The ranges of the cluster's ServiceCIDR objects. Only nftables mode cares about addresses that no Service has. */
  readonly serviceCidrs: readonly Cidr[];
  /** `--masquerade-all` */
  readonly masqueradeAll: boolean;
  /** `--iptables-localhost-nodeports` */
  readonly localhostNodePorts: boolean;
  /** `--nodeport-addresses`; empty for what each mode does then: all addresses of the node, in nftables mode the primary one. */
  readonly nodePortAddresses: readonly Cidr[];
  readonly nodeLabels: Readonly<Record<string, string>>;
  readonly version: ProxyVersion;
  /** All addresses of the node's devices but those of loopback; the primary one alone when absent. Only IPVS mode asks. */
  readonly localAddresses?: readonly Ip[];
  /** `--ipvs-scheduler`, `rr` when absent. */
  readonly ipvsScheduler?: SchedulerName;
  /** `--ipvs-strict-arp`: nodes do not answer by ARP for the addresses of Services. */
  readonly strictArp?: boolean;
}

/** What kube-proxy writes on a node: rules of the one kind or of the other, virtual servers, and what these need. */
export type ProxyRules = Partial<Pick<Netns, 'iptables' | 'nftables' | 'ipvs' | 'ipsets'>> & {
  readonly interfaces?: readonly Interface[];
  readonly arpIgnore?: boolean;
};

/** A way kube-proxy makes Services work: the default export of a file in this folder. */
export interface ProxyMode {
  /** As `kube-proxy --proxy-mode` calls it. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Not kube-proxy's at all: a CNI plugin that replaces it does the work, and no other can. */
  readonly isOfCni?: true;
  /** The program that does it on each node, where that is not kube-proxy. */
  readonly agent?: string;
  /** Where node ports answer unless somebody says: on all addresses of a node, which is usual, or on its own one (`--nodeport-addresses primary`). */
  readonly nodePortsAt?: 'all' | 'primary';
  /** Its schedulers, of which one is chosen; absent for a mode that has none. */
  readonly schedulers?: readonly SchedulerName[];
  /** The release that has deprecated it; absent for a mode with a future. */
  readonly deprecatedSince?: string;
  /** Fetches what `program` needs, for a mode that is not there from the start. */
  load?(): Promise<void>;
  /**
   * The rules kube-proxy writes on a node for these objects. Pure; repeated calls with the same objects, for another node
   * or after a small change, reuse what they can.
   */
  program(
    services: readonly Service[],
    slices: readonly EndpointSlice[],
    config: ProxyConfig,
  ): ProxyRules;
}
