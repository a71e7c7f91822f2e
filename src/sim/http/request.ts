import type { HeaderChange, HttpRequest } from './types.ts';

/** The hostname of a Host header: in lower case, without a port. */
export function hostnameOf(host: string): string {
  const [, bracketed] = /^\[([^\]]*)\]/.exec(host) ?? [];
  return (bracketed ?? host.replace(/:\d*$/, '')).toLowerCase();
}

/** The server name a client says in its TLS handshake, in lower case; nothing for an address (RFC 6066 section 3). */
export function serverNameOf({ host, sni }: HttpRequest): string | undefined {
  if (sni === null) return undefined;
  const name = sni?.toLowerCase() ?? hostnameOf(host);
  return /^[\d.]+$|:/.test(name) ? undefined : name;
}

/** The path without its query. */
export function pathOf({ path }: HttpRequest): string {
  return path.split('?', 1)[0] ?? '';
}

/** The query with its question mark, or an empty text. */
export function queryOf({ path }: HttpRequest): string {
  const start = path.indexOf('?');
  return start < 0 ? '' : path.slice(start);
}

/** The values of the query by name. Of a name that stands there several times, the first counts. */
export function parametersOf(request: HttpRequest): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(queryOf(request)))
    if (!parameters.has(name)) parameters.set(name, value);
  return parameters;
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers: HttpRequest['headers'], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/**
 * Headers after a change, as HTTPHeaderFilter of Gateway API describes it: `set` overwrites, `add` appends to what is there, `remove`
 * takes away.
 */
export function changeHeaders(
  headers: HttpRequest['headers'],
  { set = [], add = [], remove = [] }: HeaderChange,
): HttpRequest['headers'] {
  let changed = headers;
  for (const { name, value } of set) changed = { ...without(changed, name), [name]: value };
  for (const { name, value } of add) {
    const former = headerOf(changed, name);
    const joined = former === undefined ? value : `${former},${value}`;
    changed = { ...without(changed, name), [name]: joined };
  }
  for (const name of remove) changed = without(changed, name);
  return changed;
}

function without(headers: HttpRequest['headers'], name: string): HttpRequest['headers'] {
  const wanted = name.toLowerCase();
  return Object.fromEntries(
    Object.entries(headers).filter(([key]) => key.toLowerCase() !== wanted),
  );
}
