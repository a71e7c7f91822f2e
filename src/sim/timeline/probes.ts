import { isTerminating, readyAnnotation } from '../api/index.ts';
import type { Container, Pod, Store } from '../api/index.ts';
import { report, retract, type Report } from '../controllers/index.ts';
import type { Write } from '../controllers/types.ts';

/**
 * What the kubelet warns of while readiness probes of a running Pod are made to fail, and takes back when they succeed again. Authority:
 * pkg/kubelet/prober/prober.go, and the probers of pkg/probe for the words.
 */
export function probeReports(store: Store, pod: Pod): readonly Write[] {
  const fails = pod.metadata.annotations?.[readyAnnotation] === 'false' && !isTerminating(pod);
  return pod.spec.containers.flatMap((container) =>
    warningsOf(container, pod).flatMap((said) => (fails ? report : retract)(store, pod, said)),
  );
}

function warningsOf(container: Container, pod: Pod): readonly Report[] {
  const output = container.readinessProbe && outputOf(container.readinessProbe, container, pod);
  if (output === undefined) return [];
  const message = `Readiness probe failed: ${output}`;
  return [{ component: 'kubelet', reason: 'Unhealthy', message }];
}

/** What the prober says of a process that is there and does not feel ready; that of a command is its own. */
function outputOf(
  { httpGet, tcpSocket, grpc }: NonNullable<Container['readinessProbe']>,
  { ports = [] }: Container,
  { status }: Pod,
): string {
  if (httpGet) return 'HTTP probe failed with statuscode: 503';
  if (grpc) return 'service unhealthy (responded with "NOT_SERVING")';
  if (!tcpSocket) return '';
  const { host, port } = tcpSocket as { readonly host?: string; readonly port: number | string };
  const number = ports.find(({ name }) => name === port)?.containerPort ?? port;
  return `dial tcp ${host ?? status?.podIP}:${number}: connect: connection refused`;
}
