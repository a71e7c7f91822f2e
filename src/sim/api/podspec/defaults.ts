import type { Container, ContainerPort, PodSpec, PodTemplate, Probe } from '../kinds/types.ts';
import { isObject } from '../schema.ts';

// As SetDefaults_PodSpec, SetDefaults_Pod and what they call in pkg/apis/core/v1 of Kubernetes 1.36.

const specDefaults = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
} as const;

const containerDefaults = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

const probeDefaults = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

/** What every spec of Pods gets, in a template or not. */
export function defaultPodSpec(given: Partial<PodSpec> = {}): PodSpec {
  const account = given.serviceAccountName ?? given.serviceAccount;
  return {
    ...specDefaults,
    ...given,
    ...(account !== undefined && { serviceAccountName: account, serviceAccount: account }),
    containers: (given.containers ?? []).map(defaultContainer),
    ...(given.initContainers && { initContainers: given.initContainers.map(defaultContainer) }),
  };
}

export function defaultTemplate(template: PodTemplate | undefined): PodTemplate {
  return { ...template, metadata: template?.metadata ?? {}, spec: defaultPodSpec(template?.spec) };
}

/** What only a Pod gets, and a template does not. */
export function defaultPod(spec: PodSpec): PodSpec {
  const linked = { enableServiceLinks: true, ...spec };
  return spec.hostNetwork === true
    ? { ...linked, containers: spec.containers.map(withHostPorts) }
    : linked;
}

function defaultContainer(given: Container): Container {
  const { ports, livenessProbe, readinessProbe, startupProbe } = given;
  return {
    ...containerDefaults,
    ...given,
    imagePullPolicy: given.imagePullPolicy ?? pullPolicy(given.image ?? ''),
    ...(ports && { ports: ports.map(defaultPort) }),
    ...(livenessProbe && { livenessProbe: defaultProbe(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe && { startupProbe: defaultProbe(startupProbe) }),
  };
}

function defaultProbe(given: Probe): Probe {
  const { httpGet, grpc } = given;
  return {
    ...probeDefaults,
    ...given,
    ...(isObject(httpGet) && { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } }),
    ...(isObject(grpc) && { grpc: { service: '', ...grpc } }),
  };
}

function defaultPort(given: ContainerPort): ContainerPort {
  return { ...given, protocol: given.protocol ?? 'TCP' };
}

/** On the host network a container's port is the host's port. */
function withHostPorts(container: Container): Container {
  if (!container.ports) return container;
  return {
    ...container,
    ports: container.ports.map((port) =>
      port.hostPort === undefined ? { ...port, hostPort: port.containerPort } : port,
    ),
  };
}

/** Only images without a tag, or with `latest`, are always pulled. */
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const last = image.slice(image.lastIndexOf('/') + 1);
  return !last.includes(':') || last.endsWith(':latest') ? 'Always' : 'IfNotPresent';
}
