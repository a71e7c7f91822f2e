import { expect, test } from 'vitest';
import { defaultSpec } from '../spec.ts';
import { existing, loadCnis, prepare, proxyModesWith } from './index.ts';

const plugins = await loadCnis();

test.each<[cni: string, proxyMode: string, becomes: string]>([
  ['flannel', 'iptables', 'flannel iptables'],
  ['flannel', 'nftables', 'flannel nftables'],
  ['flannel', 'ebpf', 'flannel iptables'],
  ['cilium', 'ebpf', 'cilium ebpf'],
  ['cilium', 'iptables', 'cilium ebpf'],
  ['cilium-native', 'nftables', 'cilium-native ebpf'],
  ['weave', 'ipvs-of-old', 'weave iptables'],
  ['romana', 'nftables', 'flannel nftables'],
])('%s with %s is %s', async (cni, proxyMode, becomes) => {
  const chosen = existing({ ...defaultSpec, cni, proxyMode });
  expect(`${chosen.cni} ${chosen.proxyMode}`).toBe(becomes);
  expect(await prepare({ ...defaultSpec, cni, proxyMode })).toEqual(chosen);
});

test('a choice that exists stays the very object, so that one can tell', () => {
  expect(existing(defaultSpec)).toBe(defaultSpec);
});

test.each(plugins)('$title has a way for Services, and either kube-proxy’s or its own', (cni) => {
  const modes = proxyModesWith(cni.name);
  expect(modes.length).toBeGreaterThan(0);
  for (const { isOfCni } of modes) expect(isOfCni).toBe(cni.replacesKubeProxy);
});
