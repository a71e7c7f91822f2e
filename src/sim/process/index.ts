import { assert } from '../../base/assert.ts';
import type { Relay, Server } from './types.ts';
import type { Payload } from '../net/index.ts';

export { readList as readPorts } from './annotation.ts';
export { listenersOf, explainListening, type Listening } from './listeners.ts';
export { loadTroubles, mayHaveTroubles, troublesOf } from './judging.ts';
export type { ReportedTrouble, Trouble } from './troubles.ts';
export type { Asking, Relay, Server, Serving, Upstream } from './types.ts';

const files = import.meta.glob<Server>(['./servers/*.ts', '!./servers/*.test.ts'], {
  eager: true,
  import: 'default',
});
const servers = new Map(Object.values(files).map((server) => [server.name, server]));

/** Brings the proxies here. Only texts with Ingresses, Gateways or their controllers need them. */
export async function loadProxies(): Promise<void> {
  const { files: proxies } = await import('./proxies/parts/all.ts');
  for (const proxy of Object.values(proxies)) servers.set(proxy.name, proxy);
}

/** The server that a listener names. A proxy that is not here yet is a web server like any other until it is. */
export function serverNamed(name: string): Server {
  const server = servers.get(name) ?? servers.get('http');
  assert(server, 'web servers are always here');
  return server;
}

/** Whether a process asks somebody else before it answers. */
export function isRelay(made: Payload | Relay): made is Relay {
  return 'decision' in made;
}
