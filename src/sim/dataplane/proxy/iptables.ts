import { programIptables } from './iptables/program.ts';
import type { ProxyMode } from './types.ts';

/**
 * kube-proxy in iptables mode: chains of rules that end in DNAT. Authority: pkg/proxy/iptables/proxier.go. Left out is the
 * mangle table, where kube-proxy has nothing but an empty canary chain.
 *
 *     nat PREROUTING, OUTPUT ─▶ KUBE-SERVICES ┬─▶ (KUBE-FW ─▶) KUBE-EXT ┐
 *                                             ├─▶ KUBE-NODEPORTS ─▶ KUBE-EXT ─▶ KUBE-SVC or KUBE-SVL ─▶ KUBE-SEP ─▶ DNAT
 *                                             └─▶ KUBE-SVC or KUBE-SVL
 *     nat POSTROUTING ─▶ KUBE-POSTROUTING ─▶ MASQUERADE, for what passed KUBE-MARK-MASQ
 */
const iptables: ProxyMode = {
  name: 'iptables',
  title: 'iptables',
  program: (...objects) => ({ iptables: programIptables(...objects) }),
};
export default iptables;
