import type { Container, ContainerPort, PodSpec, PodTemplate, Probe } from '../kinds/types.ts';
import { isObject } from '../schema.ts';
import type { Json, JsonObject } from '../types.ts';
import { pullPolicyOf } from './image.ts';
import { defaultVolume } from './volumeDefaults.ts';

// As SetDefaults_PodSpec, SetDefaults_Pod and what they call in pkg/apis/core/v1 of Kubernetes 1.36.

// What nothing else in the simulation looks at.

const specDefaults = {
  terminationGracePeriodSeconds: 30,
  securityContext: {},
  schedulerName: 'default-scheduler',
};

const containerDefaults = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

/** What every spec of Pods gets, in a template or not. */
export function defaultPodSpec(given: Partial<PodSpec> = {}): PodSpec {
  const account = given.serviceAccountName ?? given.serviceAccount;
  const { initContainers, ephemeralContainers, volumes } = given;
  return {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    ...specDefaults,
    ...given,
    ...(account !== undefined && { serviceAccountName: account, serviceAccount: account }),
    containers: (given.containers ?? []).map(defaultContainer),
    ...(initContainers && { initContainers: initContainers.map(defaultContainer) }),
    ...(ephemeralContainers && { ephemeralContainers: ephemeralContainers.map(defaultContainer) }),
    ...(volumes && { volumes: volumes.map(defaultVolume) }),
  };
}

export function defaultTemplate(template: PodTemplate | undefined): PodTemplate {
  return { ...template, metadata: template?.metadata ?? {}, spec: defaultPodSpec(template?.spec) };
}

/** What only a Pod gets, and a template does not. */
export function defaultPod(spec: PodSpec): PodSpec {
  const complete = (container: Container): Container => {
    const requested = withRequests(container);
    return spec.hostNetwork === true ? withHostPorts(requested) : requested;
  };
  return {
    enableServiceLinks: true,
    ...spec,
    containers: spec.containers.map(complete),
    ...(spec.initContainers && { initContainers: spec.initContainers.map(complete) }),
  };
}

function defaultContainer(given: Container): Container {
  const { ports, env, lifecycle, livenessProbe, readinessProbe, startupProbe } = given;
  return {
    resources: {},
    imagePullPolicy: pullPolicyOf(given.image ?? ''),
    ...containerDefaults,
    ...given,
    ...(ports && { ports: ports.map(defaultPort) }),
    ...(env && { env: env.map(defaultVariable) }),
    ...(lifecycle && { lifecycle: defaultLifecycle(lifecycle) }),
    ...(livenessProbe && { livenessProbe: defaultProbe(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: defaultProbe(readinessProbe) }),
    ...(startupProbe && { startupProbe: defaultProbe(startupProbe) }),
  };
}

type Variable = NonNullable<Container['env']>[number];

function defaultVariable(given: Variable): Variable {
  const { valueFrom } = given;
  return valueFrom ? { ...given, valueFrom: defaultSource(valueFrom) } : given;
}

/** What refers to a field of the Pod, or to a resource of a container. */
export function defaultSource(given: JsonObject): JsonObject {
  const { fieldRef, resourceFieldRef } = given;
  return {
    ...given,
    ...(isObject(fieldRef) && { fieldRef: { apiVersion: 'v1', ...fieldRef } }),
    ...(isObject(resourceFieldRef) && { resourceFieldRef: { divisor: '0', ...resourceFieldRef } }),
  };
}

function defaultProbe(given: Probe): Probe {
  const { grpc } = given;
  return {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...defaultHandler(given),
    ...(isObject(grpc) && { grpc: { service: '', ...grpc } }),
  };
}

function defaultLifecycle(given: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, handler]): [string, Json] => [
      name,
      isObject(handler) ? defaultHandler(handler) : handler,
    ]),
  );
}

function defaultHandler(given: JsonObject): JsonObject {
  const { httpGet } = given;
  return isObject(httpGet)
    ? { ...given, httpGet: { path: '/', scheme: 'HTTP', ...httpGet } }
    : given;
}

function defaultPort(given: Omit<ContainerPort, 'protocol'>): ContainerPort {
  return { protocol: 'TCP', ...given };
}

/** A limit is a request where there is none. */
function withRequests(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  if (!isObject(limits)) return container;
  const given = isObject(requests) ? requests : {};
  return { ...container, resources: { ...container.resources, requests: { ...limits, ...given } } };
}

/** On the host network a container's port is the host's port. */
function withHostPorts(container: Container): Container {
  if (!container.ports) return container;
  return {
    ...container,
    ports: container.ports.map((port) =>
      port.hostPort === undefined && port.containerPort
        ? { ...port, hostPort: port.containerPort }
        : port,
    ),
  };
}
