import { readHostPort, usualServer, type KnownPort } from './ports.ts';

/**
 * Annotation of a Pod that says what its containers listen on, for images Podpath does not know:
 *
 *     podpath.dev/listens: web=80/TCP,9090/TCP; sidecar=127.0.0.1:8081/TCP; client=none
 *
 * Containers are separated by `;`, ports by `,`. A port is `[address:]port[/protocol]`, TCP when no protocol is given.
 * `none` means that the container listens on nothing. Containers that are not named keep what their image says.
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
  for (const piece of text.split(';').map((part) => part.trim())) {
    if (piece === '') continue;
    const [name = '', list, ...rest] = piece.split('=').map((part) => part.trim());
    if (name === '' || list === undefined || rest.length > 0) unread.push(piece);
    else containers.set(name, [...(containers.get(name) ?? []), ...readList(list, unread)]);
  }
  return { containers, unread };
}

function readList(list: string, unread: string[]): readonly KnownPort[] {
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
  if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return undefined;
  return { ...at, protocol, server: usualServer(protocol, at.port) };
}
