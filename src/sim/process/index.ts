import { assert } from '../../base/assert.ts';
import type { Server } from './types.ts';

export { listenersOf, explainListening, type Listening } from './listeners.ts';
export type { Server } from './types.ts';

const files = import.meta.glob<Server>(['./servers/*.ts', '!./servers/*.test.ts'], {
  eager: true,
  import: 'default',
});
const servers = new Map(Object.values(files).map((server) => [server.name, server]));

/** The server that a listener names. */
export function serverNamed(name: string): Server {
  const server = servers.get(name);
  assert(server, `the server ${name} has a file`);
  return server;
}
