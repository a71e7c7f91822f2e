import { fieldOf, readyAnnotation, refTo } from '../api/index.ts';
import type { Container, ContainerStatus, Pod, Probe, Service } from '../api/kinds/types.ts';
import type { FieldPath, Ref } from '../api/types.ts';
import type { Listener } from '../dataplane/types.ts';
import { ip } from '../net/index.ts';
import { endsAtOnce, exitsAnnotation, isAlwaysRestarted, isSaidToExit } from './exits.ts';
import { collide, containersOf, explain, type Listening, type Placed } from './listeners.ts';
import { anyAddress } from './ports.ts';
import { statusFor } from './status.ts';
import { variablesOf } from './variables.ts';

/** Why a container does not serve, as far as it can be told from what runs in it. */
export interface Trouble {
  readonly container: string;
  /** Its process ends and is started again, and again; or it runs, and its readiness probe fails. */
  readonly kind: 'exits' | 'unready';
  /** What the process, or the probe, says about it, in English; empty where nobody knows. */
  readonly says: string;
  /** The fields behind it. */
  readonly because: readonly Ref[];
}

/** A trouble, and what the kubelet makes of it. */
export interface ReportedTrouble extends Trouble {
  readonly status: ContainerStatus;
  readonly events: readonly { readonly reason: string; readonly message: string }[];
}

/**
 * What is wrong with the containers of a Pod that has this address, at most one thing each, in their order. Probes are judged by what is
 * known to listen; where only `containerPort` tells, or nothing, they are taken to succeed.
 */
export function troublesOf(
  pod: Pod,
  address: string,
  services: readonly Service[],
): readonly ReportedTrouble[] {
  const runs = containersOf(pod).map((placed): Run => ({
    placed,
    listening: explain(pod, placed),
  }));
  const exits = isAlwaysRestarted(pod)
    ? runs.flatMap((run) => exitOf(pod, run, runs, services) ?? [])
    : [];
  const isOut = ({ placed }: Run): boolean =>
    exits.some(({ container }) => container === placed.container.name);
  const running = runs.filter((run) => !isOut(run));
  const asked: Asked = {
    pod,
    address,
    listeners: running.flatMap(({ listening }) => listening.listeners),
    isKnown: runs.every(({ listening }) => known.has(listening.rule)),
  };
  const failing = running.flatMap((run) => probeTrouble(asked, run.placed) ?? []);
  return [...exits, ...failing].map((trouble) => reported(trouble, pod));
}

/** The words of pkg/kubelet/prober and pkg/kubelet/kuberuntime (doBackOff), without the Pod's uid. */
function reported(trouble: Trouble, { metadata }: Pod): ReportedTrouble {
  const { container: name, kind, says } = trouble;
  const pod = `${metadata.name}_${metadata.namespace}`;
  const unhealthy = says.includes(probeFailed) ? [{ reason: 'Unhealthy', message: says }] : [];
  const down = { name, ready: false };
  if (kind === 'unready')
    return {
      ...trouble,
      status: { ...down, restartCount: 0, state: { running: {} } },
      events: unhealthy,
    };
  const backOff = {
    reason: 'BackOff',
    message: `Back-off restarting failed container ${name} in pod ${pod}`,
  };
  const waiting = {
    reason: 'CrashLoopBackOff',
    message: `back-off 10s restarting failed container=${name} pod=${pod}`,
  };
  return {
    ...trouble,
    status: { ...down, restartCount: 1, state: { waiting } },
    events: [...unhealthy, backOff],
  };
}

const probeFailed = 'probe failed';

interface Run {
  readonly placed: Placed;
  readonly listening: Listening;
}

/** Rules that tell all there is: who is named by one listens on nothing else. */
const known: ReadonlySet<Listening['rule']> = new Set(['annotation', 'command', 'image']);

function exitOf(
  pod: Pod,
  { placed, listening }: Run,
  runs: readonly Run[],
  services: readonly Service[],
): Trouble | undefined {
  const { container, path } = placed;
  const exit = (says: string, because: readonly Ref[]): Trouble => ({
    container: container.name,
    kind: 'exits',
    says,
    because,
  });
  const text = pod.metadata.annotations?.[exitsAnnotation];
  if (
    text !== undefined &&
    isSaidToExit(text, container.name, variablesOf(pod, container, services))
  )
    return exit('', [refTo(pod, fieldOf('metadata.annotations', exitsAnnotation))]);
  if (endsAtOnce(container)) return exit('', [refTo(pod, `${path}.command`)]);
  const taken = known.has(listening.rule) && takenPort(placed, listening, runs);
  if (!taken) return undefined;
  const { address, port, because } = taken;
  return exit(`bind: address already in use (${address}:${port})`, [
    ...because,
    ...listening.because,
  ]);
}

/** The containers of a Pod share one network namespace: what an earlier one listens on, a later one cannot bind. */
function takenPort(
  own: Placed,
  { listeners }: Listening,
  runs: readonly Run[],
): Listener | undefined {
  const place = runs.findIndex(({ placed }) => placed === own);
  const earlier = runs
    .slice(0, place)
    .filter(({ listening }) => known.has(listening.rule))
    .flatMap(({ listening }) => listening.listeners);
  return earlier.find((other) => listeners.some((listener) => collide(other, listener)));
}

interface Asked {
  readonly pod: Pod;
  readonly address: string;
  readonly listeners: readonly Listener[];
  readonly isKnown: boolean;
}

/** A failing liveness or startup probe ends a container; a failing readiness probe only says so. */
function probeTrouble(asked: Asked, { container, path }: Placed): Trouble | undefined {
  for (const field of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
    const probe = container[field];
    const isReadiness = field === 'readinessProbe';
    if (!probe || (isReadiness && asked.pod.metadata.annotations?.[readyAnnotation] === 'true'))
      continue;
    const failure = failureOf(asked, probe, container, `${path}.${field}`);
    if (!failure) continue;
    const name = `${field.charAt(0).toUpperCase()}${field.slice(1).replace('Probe', '')}`;
    return {
      container: container.name,
      kind: isReadiness || !isAlwaysRestarted(asked.pod) ? 'unready' : 'exits',
      says: `${name} ${probeFailed}: ${failure.says}`,
      because: failure.because,
    };
  }
  return undefined;
}

interface HandlerFields {
  readonly httpGet?: {
    readonly port: number | string;
    readonly path?: string;
    readonly host?: string;
    readonly scheme?: string;
  };
  readonly tcpSocket?: { readonly port: number | string; readonly host?: string };
}

/** The words are those of pkg/kubelet/prober and of Go's net package. */
function failureOf(
  { pod, address, listeners, isKnown }: Asked,
  probe: Probe,
  container: Container,
  path: FieldPath,
): Pick<Trouble, 'says' | 'because'> | undefined {
  const { httpGet, tcpSocket } = probe as HandlerFields;
  const handler = httpGet ?? tcpSocket;
  const port = handler && portOf(handler.port, container);
  if (!isKnown || !handler || port === undefined || handler.host !== undefined) return undefined;
  const field = httpGet ? 'httpGet' : 'tcpSocket';
  const at = `${address}:${port}`;
  const listener = listeners.find((each) => each.port === port && hears(each, address));
  if (!listener) {
    const dial = `dial tcp ${at}: connect: connection refused`;
    const scheme = (httpGet?.scheme ?? 'HTTP').toLowerCase();
    const says = httpGet ? `Get "${scheme}://${at}${httpGet.path ?? '/'}": ${dial}` : dial;
    return { says, because: [refTo(pod, `${path}.${field}.port`)] };
  }
  if (!httpGet || listener.server !== 'http') return undefined;
  const status = statusFor(listener.paths, httpGet.path ?? '/');
  // Any code from 200 on and below 400 is success (pkg/probe/http).
  if (status >= 200 && status < 400) return undefined;
  return {
    says: `HTTP probe failed with statuscode: ${status}`,
    because: [refTo(pod, `${path}.httpGet.path`), ...listener.because],
  };
}

function hears({ protocol, address }: Listener, own: string): boolean {
  return protocol === 'TCP' && (address === anyAddress || address === ip(own));
}

function portOf(port: number | string, { ports = [] }: Container): number | undefined {
  if (typeof port === 'number') return port;
  return ports.find(({ name }) => name === port)?.containerPort;
}
