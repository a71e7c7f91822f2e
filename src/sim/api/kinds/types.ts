/** The types of all kinds in one place, for other folders; each stands in its kind's own file. */

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export type { DaemonSet } from './daemonset.ts';
export type { Deployment } from './deployment.ts';
export type { Endpoint, EndpointPort, EndpointSlice } from './endpointslice.ts';
export type { Endpoints, EndpointsAddress, EndpointsSubset } from './endpoints.ts';
export type { Event } from './event.ts';
export type { Job } from './job.ts';
export type { NetworkPolicy } from './networkpolicy.ts';
export type { Node, Taint } from './node.ts';
export type {
  Container,
  ContainerPort,
  NodeSelectorTerm,
  Pod,
  PodCondition,
  PodSpec,
  ContainerStatus,
  PodStatus,
  PodTemplate,
  Probe,
  Toleration,
} from './pod.ts';
export type { PersistentVolume } from './persistentvolume.ts';
export type { Claim, PersistentVolumeClaim } from './persistentvolumeclaim.ts';
export type { ReplicaSet } from './replicaset.ts';
export type { Service, ServicePort, ServiceSpec, ServiceStatus } from './service.ts';
export type { StatefulSet } from './statefulset.ts';
