import { assert } from '../../../base/assert.ts';
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

export { chooseEndpoints } from './endpoints.ts';
export { proxiedPorts } from './service/port.ts';
export type { ServiceEndpoint } from './service/endpoint.ts';
export type * from './types.ts';
