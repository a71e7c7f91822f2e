import { assert } from '../../../base/assert.ts';
import type { ClusterSpec } from '../../spec.ts';
import type { ProxyMode } from './types.ts';

const files = import.meta.glob<ProxyMode>(
  ['./*.ts', '!./{index,types,endpoints}.ts', '!./*.test.ts'],
  { eager: true, import: 'default' },
);

/** All proxy modes, sorted by name. */
export const proxyModes: readonly ProxyMode[] = Object.values(files).sort((one, other) =>
  one.name < other.name ? -1 : 1,
);

/** The mode of this name. Throws when there is none. */
export function proxyModeOf(name: string): ProxyMode {
  const mode = proxyModes.find((each) => each.name === name);
  assert(mode, `the proxy mode ${name} has a file`);
  return mode;
}

/** Whether whoever makes Services work does so on a node: a fault may stop kube-proxy, but no plugin's own agent. */
export function isProxied({ proxyMode, faults }: ClusterSpec, node: string): boolean {
  return proxyModeOf(proxyMode).isOfCni === true || !faults?.kubeProxyDown?.includes(node);
}

export { chooseEndpoints } from './endpoints.ts';
export { healthChecks } from './service/health.ts';
export { proxiedPorts } from './service/port.ts';
export type { ServiceEndpoint } from './service/endpoint.ts';
export type * from './types.ts';
