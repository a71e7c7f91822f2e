import { printIpsets } from '../ipset/index.ts';
import { printNetfilter } from '../netfilter/index.ts';
import type { Netns } from '../types.ts';

/**
 * The programs that list the rules of a namespace and what its BPF programs look up, by name, and what each prints; those that
 * have none are left out. Sets come before the rules that name them.
 */
export function rulePrinters({
  iptables,
  nftables,
  bpf,
  ipvs,
  ipsets = new Map(),
}: Netns): ReadonlyMap<string, () => string> {
  const printers = new Map<string, () => string>();
  if (ipvs) printers.set('ipvsadm -Ln', () => ipvs.print());
  if (ipsets.size > 0) printers.set('ipset save', () => printIpsets(ipsets));
  if (Object.keys(iptables).length > 0)
    printers.set('iptables-save', () => printNetfilter(iptables));
  if (nftables) printers.set('nft list ruleset', () => nftables.print());
  for (const [command, print] of bpf?.printers ?? []) printers.set(command, print);
  return printers;
}
