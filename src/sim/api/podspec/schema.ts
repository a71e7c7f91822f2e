import { any, bool, int32, list, optional, struct, text, textMap } from '../schema.ts';

const probe = struct('v1.Probe', {
  httpGet: any,
  tcpSocket: any,
  grpc: any,
  exec: any,
  timeoutSeconds: int32,
  periodSeconds: int32,
  successThreshold: int32,
  failureThreshold: int32,
});

const container = struct('v1.Container', {
  name: text,
  image: text,
  command: list(text),
  args: list(text),
  ports: list(
    struct('v1.ContainerPort', {
      name: text,
      hostPort: int32,
      containerPort: int32,
      protocol: text,
      hostIP: text,
    }),
  ),
  env: list(struct('v1.EnvVar', { name: text, value: text })),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  restartPolicy: optional(text),
  imagePullPolicy: text,
});

const requirements = list(
  struct('v1.NodeSelectorRequirement', { key: text, operator: text, values: list(text) }),
);

const nodeSelectorTerm = struct('v1.NodeSelectorTerm', {
  matchExpressions: requirements,
  matchFields: requirements,
});

/** The fields of a Pod's spec that the simulation reads. */
export const podSpec = struct('v1.PodSpec', {
  containers: list(container),
  initContainers: list(container),
  restartPolicy: text,
  serviceAccountName: text,
  serviceAccount: text,
  enableServiceLinks: optional(bool),
  nodeName: text,
  nodeSelector: textMap,
  affinity: struct('v1.Affinity', {
    nodeAffinity: struct('v1.NodeAffinity', {
      requiredDuringSchedulingIgnoredDuringExecution: struct('v1.NodeSelector', {
        nodeSelectorTerms: list(nodeSelectorTerm),
      }),
    }),
  }),
  tolerations: list(
    struct('v1.Toleration', { key: text, operator: text, value: text, effect: text }),
  ),
  hostNetwork: bool,
  hostname: text,
  subdomain: text,
  dnsPolicy: text,
  dnsConfig: struct('v1.PodDNSConfig', {
    nameservers: list(text),
    searches: list(text),
    options: list(struct('v1.PodDNSConfigOption', { name: text, value: optional(text) })),
  }),
  hostAliases: list(struct('v1.HostAlias', { ip: text, hostnames: list(text) })),
  readinessGates: list(struct('v1.PodReadinessGate', { conditionType: text })),
});

/** The template of a workload. */
export const podTemplate = struct('v1.PodTemplateSpec', {
  metadata: struct('v1.ObjectMeta', { labels: textMap, annotations: textMap }),
  spec: podSpec,
});

export const podStatus = struct('v1.PodStatus', {
  phase: text,
  podIP: text,
  podIPs: list(struct('v1.PodIP', { ip: text })),
  hostIP: text,
  conditions: list(
    struct('v1.PodCondition', { type: text, status: text, reason: text, message: text }),
  ),
});

/** Where fields of containers that were not written are looked for instead. */
export const podStandIns = { image: 'name', protocol: 'containerPort', hostPort: 'containerPort' };
