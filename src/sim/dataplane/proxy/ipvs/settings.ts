import { contains, type Cidr, type Ip, type IpFamily } from '../../../net/index.ts';
import type { SchedulerName } from '../../ipvs/index.ts';
import type { ProxyConfig } from '../types.ts';

/** What of the configuration decides what is written, worked out once. */
export interface Settings {
  readonly family: IpFamily;
  readonly podCidr: Cidr | undefined;
  readonly nodeAddress: Ip;
  /** All addresses of the node but those of loopback and of kube-ipvs0. */
  readonly localAddresses: readonly Ip[];
  /** Those of them that node ports answer on. 127.0.0.1 is never one. */
  readonly nodePortAddresses: readonly Ip[];
  readonly masqueradeAll: boolean;
  readonly scheduler: SchedulerName;
}

/** Authority: NewProxier, and GetAllLocalAddressesExcept of pkg/proxy/ipvs/netlink_linux.go. */
export function settingsOf(config: ProxyConfig): Settings {
  const { ipFamily: family, nodeAddress, podCidr, masqueradeAll } = config;
  const { localAddresses = [nodeAddress], ipvsScheduler: scheduler = 'rr' } = config;
  const ranges = config.nodePortAddresses.filter((range) => range.family === family);
  const isChosen = (address: Ip): boolean =>
    ranges.length === 0 || ranges.some((range) => contains(range, address));
  const nodePortAddresses = localAddresses.filter(isChosen);
  return {
    family,
    podCidr,
    nodeAddress,
    localAddresses,
    nodePortAddresses,
    masqueradeAll,
    scheduler,
  };
}
