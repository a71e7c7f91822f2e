import { fieldOf, itemOf, refTo } from '../api/index.ts';
import type { Container, Pod } from '../api/kinds/types.ts';
import type { FieldPath, Ref } from '../api/types.ts';
import type { Listener } from '../dataplane/types.ts';
import { listensAnnotation, readListens } from './annotation.ts';
import { portsOfContainerCommand } from './command.ts';
import { portsOfImage } from './images.ts';
import { pathsIn } from './judging.ts';
import { anyAddress, usualServer, type KnownPort } from './ports.ts';

/** Which rule told what a container listens on, and what came of it. */
export interface Listening {
  /**
   * In the order they are asked: the Pod's annotation; a command that waits or that we know; an image we know; the
   * ports the container declares. `unknown`: none of them says anything, so it is taken to listen on nothing.
   */
  readonly rule: 'annotation' | 'command' | 'image' | 'containerPort' | 'unknown';
  readonly listeners: readonly Listener[];
  /** The fields that decided, also when the answer is "nothing". */
  readonly because: readonly Ref[];
  /** Pieces of the annotation that could not be read. */
  readonly unread: readonly string[];
}

/** A container, and where it stands in its Pod. */
export interface Placed {
  readonly container: Container;
  readonly path: FieldPath;
}

/**
 * The sockets that wait in a Pod. Where two containers want the same port the first has it, as the second cannot bind: they
 * share one network namespace.
 */
export function listenersOf(pod: Pod): readonly Listener[] {
  const listeners: Listener[] = [];
  for (const placed of containersOf(pod).filter(({ container }) => !isDown(pod, container)))
    for (const listener of explain(pod, placed).listeners)
      if (!listeners.some((other) => collide(other, listener))) listeners.push(listener);
  return listeners;
}

/** A container that has ended runs nothing, nor does one that its kubelet waits with before it starts it again. */
function isDown({ status }: Pod, { name }: Container): boolean {
  const own = status?.containerStatuses?.find((each) => each.name === name);
  return own?.state?.waiting?.reason === 'CrashLoopBackOff' || own?.state?.terminated !== undefined;
}

/** How we know what the container of this name listens on, for whoever looks at the Pod. */
export function explainListening(pod: Pod, container: string): Listening {
  const placed = containersOf(pod).find((candidate) => candidate.container.name === container);
  return placed
    ? explain(pod, placed)
    : { rule: 'unknown', listeners: [], because: [], unread: [] };
}

/** Containers that run as long as the Pod does: sidecars are init containers that are always restarted. */
export function containersOf({ spec }: Pod): readonly Placed[] {
  const place =
    (field: 'containers' | 'initContainers') => (container: Container, index: number) => ({
      container,
      path: itemOf(`spec.${field}`, index),
    });
  const sidecars = (spec.initContainers ?? [])
    .map(place('initContainers'))
    .filter(({ container }) => isSidecar(container));
  return [...sidecars, ...spec.containers.map(place('containers'))];
}

function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** How we know what a container listens on, and what that is. */
export function explain(pod: Pod, placed: Placed): Listening {
  const found =
    fromAnnotation(pod, placed) ??
    fromCommand(pod, placed) ??
    fromImage(pod, placed) ??
    fromPorts(pod, placed);
  const paths = pathsIn(pod, placed.container.name);
  if (!paths) return found;
  const isWeb = ({ server }: Listener): boolean => server === 'http';
  return {
    ...found,
    listeners: found.listeners.map((each) => (isWeb(each) ? { ...each, paths } : each)),
  };
}

function fromAnnotation(pod: Pod, { container }: Placed): Listening | undefined {
  const text = pod.metadata.annotations?.[listensAnnotation];
  if (text === undefined) return undefined;
  const { containers, unread } = readListens(text);
  const ports = containers.get(container.name);
  if (ports === undefined) return undefined;
  const because = [refTo(pod, fieldOf('metadata.annotations', listensAnnotation))];
  return {
    rule: 'annotation',
    listeners: listen(ports, container, 'annotation', because),
    because,
    unread,
  };
}

function fromCommand(pod: Pod, { container, path }: Placed): Listening | undefined {
  const found = portsOfContainerCommand(container);
  if (found === undefined) return undefined;
  const because = [refTo(pod, `${path}.${found.field}`)];
  // Listener has no word of its own for commands: what runs in the image is known either way.
  return {
    rule: 'command',
    listeners: listen(found.ports, container, 'image', because),
    because,
    unread: [],
  };
}

function fromImage(pod: Pod, { container, path }: Placed): Listening | undefined {
  const ports = portsOfImage(container);
  if (ports === undefined || (ports.length === 0 && runsSomethingElse(container))) return undefined;
  const because = [refTo(pod, `${path}.image`)];
  return {
    rule: 'image',
    listeners: listen(ports, container, 'image', because),
    because,
    unread: [],
  };
}

/** A tool image with a command we do not know, and ports declared: somebody put a server into it. */
function runsSomethingElse(container: Container): boolean {
  return (
    (container.command ?? container.args ?? []).length > 0 && (container.ports ?? []).length > 0
  );
}

function fromPorts(pod: Pod, { container, path }: Placed): Listening {
  const listeners = (container.ports ?? []).map(
    ({ containerPort: port, protocol }, index): Listener => {
      const because = [refTo(pod, `${itemOf(`${path}.ports`, index)}.containerPort`)];
      return {
        protocol,
        port,
        address: anyAddress,
        ...usualServer(protocol, port),
        process: container.name,
        known: 'containerPort',
        because,
      };
    },
  );
  if (listeners.length === 0)
    return { rule: 'unknown', listeners, because: [refTo(pod, `${path}.image`)], unread: [] };
  return {
    rule: 'containerPort',
    listeners,
    because: listeners.flatMap(({ because }) => because),
    unread: [],
  };
}

function listen(
  ports: readonly KnownPort[],
  container: Container,
  known: Listener['known'],
  because: readonly Ref[],
): readonly Listener[] {
  return ports.map((port) => ({ process: container.name, known, because, ...port }));
}

/** bind(2): an address is in use when the same or every address already is, on this port. */
export function collide(left: Listener, right: Listener): boolean {
  if (left.protocol !== right.protocol || left.port !== right.port) return false;
  return (
    left.address === right.address || left.address === anyAddress || right.address === anyAddress
  );
}
