import { assert } from '../../../base/assert.ts';
import { ipvsSchedulers } from '../../spec.ts';
import type { ProxyMode } from './types.ts';

let write: typeof import('./ipvs/program.ts').programIpvs | undefined;

/**
 * kube-proxy in IPVS mode: every Service address belongs to each node, on the device kube-ipvs0, and each address and port is a
 * virtual server of the kernel's load balancer. Rules of iptables, which look into ipsets, mark what is to be masqueraded and
 * keep out what is no Service's. Authority: pkg/proxy/ipvs/proxier.go and ipset.go of Kubernetes 1.36; deprecated by KEP-5495.
 *
 *     nat PREROUTING, OUTPUT ─▶ KUBE-SERVICES ─▶ KUBE-MARK-MASQ, for addresses in @KUBE-CLUSTER-IP and their like
 *     filter INPUT ─▶ KUBE-IPVS-FILTER, KUBE-PROXY-FIREWALL
 *     INPUT or OUTPUT ─▶ IPVS: virtual server ─▶ real server ─▶ OUTPUT ─▶ POSTROUTING ─▶ KUBE-POSTROUTING ─▶ MASQUERADE
 *     FORWARD, INPUT or OUTPUT ◀─ IPVS: the answer gets the virtual server's address
 *
 * Most visitors never choose it, so it is fetched when somebody does.
 */
const ipvs: ProxyMode = {
  name: 'ipvs',
  title: 'IPVS',
  schedulers: ipvsSchedulers,
  deprecatedSince: '1.35',
  async load() {
    ({ programIpvs: write } = await import('./ipvs/program.ts'));
  },
  program(...objects) {
    assert(write, 'the IPVS mode is loaded before it is used');
    return write(...objects);
  },
};
export default ipvs;
