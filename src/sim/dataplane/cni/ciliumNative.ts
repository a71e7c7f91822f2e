import { cidr } from '../../net/index.ts';
import type { Cni } from '../types.ts';
import { ciliumFacts, wireCilium } from './parts/cilium.ts';
import { routeBetweenNodes } from './parts/hostRoutes.ts';

const mtu = 1500;

/** Cilium without a tunnel (routingMode: native, autoDirectNodeRoutes), with kubeProxyReplacement and bpf.masquerade. */
const ciliumNative: Cni = {
  ...ciliumFacts,
  name: 'cilium-native',
  title: 'Cilium (native routing)',
  encapsulation: 'none',
  overheadBytes: 0,
  mtu,
  wire(building) {
    const except = cidr(building.spec.podCidr);
    const mode = { hasTunnel: false, except, hidesFromNodes: false };
    for (const node of building.nodes) wireCilium(building, node, mode);
    routeBetweenNodes(building.nodes, { protocol: 'kernel' });
  },
};
export default ciliumNative;
