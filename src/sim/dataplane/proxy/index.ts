import { assert } from '../../../base/assert.ts';
import type { ProxyMode } from './types.ts';

const files = import.meta.glob<ProxyMode>(
  ['./*.ts', '!./{index,types,endpoints}.ts', '!./*.test.ts'],
  { eager: true, import: 'default' },
);
const modes = new Map(Object.values(files).map((mode) => [mode.name, mode]));

/** The names of all proxy modes, sorted. */
export const proxyModeNames: readonly string[] = [...modes.keys()].sort();

/** The mode of this name. Throws when there is none. */
export function proxyModeOf(name: string): ProxyMode {
  const mode = modes.get(name);
  assert(mode, `the proxy mode ${name} has a file`);
  return mode;
}

export { chooseEndpoints } from './endpoints.ts';
export { proxiedPorts } from './service/port.ts';
export type { ServiceEndpoint } from './service/endpoint.ts';
export type * from './types.ts';
