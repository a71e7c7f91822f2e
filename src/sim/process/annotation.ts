import { readPieces } from './pieces.ts';
import { http, https, readHostPort, usualServer, type KnownPort } from './ports.ts';

/**
 * Annotation of a Pod that says what its containers listen on, for images Podpath does not know:
 *
 *     podpath.dev/listens: web=80/TCP,9090/TCP; sidecar=127.0.0.1:8081/TCP; client=none
 *
 * Containers are separated by `;`, ports by `,`. A port is `[address:]port[/protocol]`, TCP when no protocol is given.
 * `http` and `https` instead of a protocol mean a web server over TCP, without and with TLS. `none` means that the container listens on nothing. Containers that are not named keep what their image says.
 */
export const listensAnnotation = 'podpath.dev/listens';

/** What the annotation says. */
export interface AnnotatedPorts {
  /** Name of a container → what it listens on. */
  readonly containers: ReadonlyMap<string, readonly KnownPort[]>;
  /** The pieces that could not be read, as they were written. */
  readonly unread: readonly string[];
}

/** Reads the annotation's text. Never throws: a piece that makes no sense is set aside and the rest is used. */
export function readListens(text: string): AnnotatedPorts {
  const containers = new Map<string, readonly KnownPort[]>();
  const unread: string[] = [];
  for (const { container, says } of readPieces(text, unread))
    containers.set(container, [...(containers.get(container) ?? []), ...readList(says, unread)]);
  return { containers, unread };
}

/** Reads a list of ports, such as `80, 443, 53/UDP`; what cannot be read is added to `unread`. */
export function readList(list: string, unread: string[] = []): readonly KnownPort[] {
  if (list === 'none') return [];
  return list.split(',').flatMap((written) => {
    const port = readAnnotatedPort(written.trim());
    if (port === undefined) unread.push(written.trim());
    return port ?? [];
  });
}

function readAnnotatedPort(written: string): KnownPort | undefined {
  const [place = '', protocol = 'TCP', ...rest] = written.split('/');
  const at = readHostPort(place);
  if (at === undefined || rest.length > 0) return undefined;
  if (protocol === 'http') return http(at.port, at.address);
  if (protocol === 'https') return https(at.port, at.address);
  if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return undefined;
  return { ...at, protocol, ...usualServer(protocol, at.port) };
}
