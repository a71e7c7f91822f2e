import { defaultSpec, type ClusterSpec } from '../spec.ts';
import { cniOf, hasCni } from './cni/index.ts';
import { proxyModes, type ProxyMode } from './proxy/index.ts';

/**
 * The ways Services can work with a CNI plugin, which must be here: kube-proxy's modes or, with one that replaces kube-proxy, its
 * own. (Cilium can also leave Services to kube-proxy; that is not simulated.)
 */
export function proxyModesWith(cni: string): readonly ProxyMode[] {
  const { replacesKubeProxy = false } = cniOf(cni);
  return proxyModes.filter(({ isOfCni = false }) => isOfCni === replacesKubeProxy);
}

/** The choice itself or, where there is no such plugin or it has no such proxy mode, one that exists and differs least. */
export function existing(choice: ClusterSpec): ClusterSpec {
  const cni = hasCni(choice.cni) ? choice.cni : defaultSpec.cni;
  const modes = proxyModesWith(cni).map(({ name }) => name);
  const usual = modes.includes(defaultSpec.proxyMode) ? defaultSpec.proxyMode : modes[0];
  const proxyMode = modes.includes(choice.proxyMode) ? choice.proxyMode : usual;
  if (proxyMode === undefined || (cni === choice.cni && proxyMode === choice.proxyMode))
    return choice;
  return { ...choice, cni, proxyMode };
}
