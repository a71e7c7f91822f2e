import { layer2NodeOf, refTo } from '../../../api/index.ts';
import { readIp } from '../../../net/index.ts';
import type { Building } from '../../types.ts';

/** MetalLB in layer 2 mode: for each address one node answers by ARP, though no interface has it; kube-proxy's rules do the rest. */
export function announceAddresses({ spec, store, nodes }: Building): void {
  for (const service of store.list('Service'))
    for (const { ip = '' } of service.status?.loadBalancer?.ingress ?? []) {
      const chosen = layer2NodeOf(service, ip, store, spec.nodeCidr);
      const node = nodes.find(({ name }) => name === chosen);
      const address = readIp(ip);
      if (node && address)
        node.netns.announce('eth0', { ip: address, because: [refTo(service, 'spec.type')] });
    }
}
