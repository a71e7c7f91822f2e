import type { Conflist } from '../../types.ts';

/** The same for every backend: the binary asks flanneld for the range and the MTU (flannel-io/flannel, Documentation/kube-flannel.yml). */
export function flannelConflist(): Conflist {
  return {
    file: '10-flannel.conflist',
    content: {
      name: 'cbr0',
      cniVersion: '0.3.1',
      plugins: [
        { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } },
        { type: 'portmap', capabilities: { portMappings: true } },
      ],
    },
  };
}
