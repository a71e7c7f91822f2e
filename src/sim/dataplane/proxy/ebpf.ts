import type { ProxyMode } from './types.ts';

/**
 * No kube-proxy: the CNI plugin's own BPF programs make Services work (kubeProxyReplacement of Cilium, see `bpf/`), and write
 * nothing that iptables or nft would show.
 */
const ebpf: ProxyMode = {
  name: 'ebpf',
  title: 'eBPF',
  isOfCni: true,
  agent: 'cilium-agent',
  program: () => ({}),
};
export default ebpf;
