import { assert } from '../../../base/assert.ts';
import type { ProxyMode } from './types.ts';

let write: typeof import('./nftables/program.ts').programNftables | undefined;

/**
 * kube-proxy in nftables mode: one table in which maps say where an address and port lead. Authority:
 * pkg/proxy/nftables/proxier.go and KEP-3866.
 *
 *     nat-prerouting, nat-output ─▶ services ┬─▶ @service-ips ───────┬─▶ service or local ─▶ (endpoint ─▶) DNAT
 *                                            └─▶ @service-nodeports ─┴─▶ external ─▶ service or local
 *     nat-postrouting ─▶ masquerading, for what is marked, and for pods that reach themselves (@hairpin-connections)
 *     filter-… ─▶ @no-endpoint-services, @no-endpoint-nodeports, @firewall-ips; @cluster-ips for what is left
 *
 * Most visitors never choose it, so it is fetched when somebody does.
 */
const nftables: ProxyMode = {
  name: 'nftables',
  title: 'nftables',
  nodePortsAt: 'primary',
  async load() {
    ({ programNftables: write } = await import('./nftables/program.ts'));
  },
  program(...objects) {
    assert(write, 'the nftables mode is loaded before it is used');
    return { nftables: write(...objects) };
  },
};
export default nftables;
