import type { Cni } from '../../sim/dataplane/types.ts';

const allocations: Readonly<Record<Cni['allocation'], string>> = {
  'host-local': 'host-local, out of the range Kubernetes gave the node (podCIDR)',
  'calico-ipam':
    'Calico’s own, which gives nodes blocks of addresses; here each node has one block as large as its podCIDR (blockSize 24)',
  'weave-ipam':
    'Weave’s own, a ring of ranges that its peers share; here each node’s part is its podCIDR',
};

/** What is said of a CNI plugin, in English. */
export default {
  title: 'CNI plugin',
  /** What there is to know about a plugin: names and values. */
  facts: (cni: Cni): readonly (readonly [name: string, value: string])[] => [
    [
      'Name',
      `${cni.title}${cni.retiredSince === undefined ? '' : `, not maintained since ${cni.retiredSince}`}`,
    ],
    [
      'Between nodes',
      cni.encapsulation === 'none'
        ? 'packets are routed as they are'
        : `${cni.encapsulation}, ${cni.overheadBytes} bytes around each packet`,
    ],
    ['MTU', `${cni.mtu} bytes`],
    ['Addresses', allocations[cni.allocation]],
    [
      'NetworkPolicy',
      cni.enforces
        ? `the plugin enforces ${cni.enforces.kinds.join(', ')}`
        : 'the plugin ignores it',
    ],
  ],
  noConflist: 'This plugin is a part of kubelet: it has no file in /etc/cni/net.d.',
};
