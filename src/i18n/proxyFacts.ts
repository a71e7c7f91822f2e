import type { Ref } from '../sim/api/types.ts';
import type { Backend } from '../sim/http/types.ts';
import type { HttpRequest } from '../sim/net/index.ts';

/** What was asked for over HTTP, as a URL without its scheme. */
export function askedOf({ method, host, path }: HttpRequest): string {
  return `${method} ${host}${path}`;
}

/** The backend that a proxy chose: `Service/port`, in its namespace. */
export function backendOf({ backend }: { readonly backend: Backend }): string {
  return `${backend.namespace}/${backend.name}:${backend.port}`;
}

/** The object that made a proxy decide as it did: an Ingress or a route, rather than what it leads to. */
export function decidingRef(because: readonly Ref[]): Ref | undefined {
  return because.find(({ kind }) => kind === 'Ingress' || kind.endsWith('Route'));
}

/** What an object is called in a sentence. */
export function objectName({ kind, name }: Ref): string {
  return `${kind} ${name}`;
}
