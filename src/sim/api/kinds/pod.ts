import type { JsonObject, KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { hasCondition, isTerminating } from '../pods.ts';
import { admitPodSpec } from '../podspec/admission.ts';
import { defaultPod, defaultPodSpec } from '../podspec/defaults.ts';
import { podStandIns } from '../podspec/standIns.ts';
import { checkPodSpec } from '../podspec/validate.ts';
import { checkPodUpdate } from '../podspec/validateUpdate.ts';
import { nameWarnings, podWarnings } from '../podspec/warnings.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { LabelSelector, Protocol } from './types.ts';

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol: Protocol;
  readonly hostPort?: number;
  readonly hostIP?: string;
}

export type Probe = JsonObject;

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: JsonObject;
  }[];
  readonly envFrom?: readonly JsonObject[];
  readonly resources?: JsonObject;
  readonly volumeMounts?: readonly JsonObject[];
  readonly lifecycle?: JsonObject;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly imagePullPolicy?: string;
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
    readonly values?: readonly string[];
  }[];
  readonly matchFields?: NodeSelectorTerm['matchExpressions'];
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly ephemeralContainers?: readonly Container[];
  readonly volumes?: readonly JsonObject[];
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  /** Seconds. */
  readonly terminationGracePeriodSeconds?: number;
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly preemptionPolicy?: string;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: {
        readonly nodeSelectorTerms?: readonly NodeSelectorTerm[];
      };
    };
  };
  readonly tolerations?: readonly Toleration[];
  readonly hostNetwork?: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly dnsPolicy: 'ClusterFirst' | 'Default' | 'None' | 'ClusterFirstWithHostNet';
  readonly dnsConfig?: {
    readonly nameservers?: readonly string[];
    readonly searches?: readonly string[];
    readonly options?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly hostAliases?: readonly { readonly ip: string; readonly hostnames?: readonly string[] }[];
  readonly readinessGates?: readonly { readonly conditionType: string }[];
}

export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

export interface PodCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: JsonObject;
    readonly terminated?: { readonly reason?: string; readonly exitCode: number };
  };
}

export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly hostIP?: string;
  readonly conditions: readonly PodCondition[];
  /** As a kubelet reports them; ours does so for Pods with a container that is not ready. */
  readonly containerStatuses?: readonly ContainerStatus[];
}

export type Pod = Obj<PodSpec, PodStatus> & { readonly spec: PodSpec };

declare module '../types.ts' {
  interface Kinds {
    Pod: Pod;
  }
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return status?.containerStatuses ?? [];
}

/** What `kubectl get pods` prints under STATUS. */
function statusWord(pod: Pod): string {
  if (isTerminating(pod)) return 'Terminating';
  const phase = pod.status?.phase ?? 'Pending';
  if (phase === 'Succeeded') return 'Completed';
  if (phase === 'Failed') return 'Error';
  const waiting = statusesOf(pod).find(({ state }) => state?.waiting?.reason)?.state?.waiting
    ?.reason;
  if (waiting !== undefined) return waiting;
  return phase === 'Pending' && pod.spec.nodeName !== undefined ? 'ContainerCreating' : phase;
}

function readyContainers(pod: Pod): number {
  const statuses = statusesOf(pod);
  if (statuses.length > 0) return statuses.filter(({ ready }) => ready).length;
  return hasCondition(pod, 'ContainersReady') ? pod.spec.containers.length : 0;
}

const pod: KindDefinition<Pod> = {
  kind: 'Pod',
  apiVersion: 'v1',
  plural: 'pods',
  shortNames: ['po'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }] },
  },
  schema: structNamed('Pod'),
  standIns: podStandIns,
  generation: true,
  defaults: (object) => ({ ...object, spec: defaultPod(defaultPodSpec(object.spec)) }),
  prepare: (object) => ({ ...object, spec: admitPodSpec(object.spec) }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkPodSpec(object.spec, 'spec'),
  ],
  validateUpdate: checkPodUpdate,
  warnings: (object) => [...nameWarnings(object), ...podWarnings(object.spec, 'spec')],
  columns: (object) => {
    const total = object.spec.containers.length;
    const restarts = statusesOf(object).reduce((sum, { restartCount }) => sum + restartCount, 0);
    return [
      ['READY', `${readyContainers(object)}/${total}`],
      ['STATUS', statusWord(object)],
      ['RESTARTS', String(restarts)],
      ['IP', object.status?.podIP ?? '<none>'],
      ['NODE', object.spec.nodeName ?? '<none>'],
    ];
  },
};

export default pod;
