import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { checkCidr } from '../validate/addresses.ts';
import { dnsSubdomain } from '../validate/names.ts';

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface NodeSpec {
  readonly podCIDR?: string;
  readonly podCIDRs?: readonly string[];
  readonly taints?: readonly Taint[];
  /** Cordoned: nothing new is scheduled here. */
  readonly unschedulable?: boolean;
}

export interface NodeStatus {
  readonly addresses?: readonly { readonly type: string; readonly address: string }[];
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  /** How much of what Pods may use; `pods` is how many of them. */
  readonly allocatable?: { readonly pods?: number | string };
}

export type Node = Obj<NodeSpec, NodeStatus>;

declare module '../types.ts' {
  interface Kinds {
    Node: Node;
  }
}

/** The address other nodes reach this one by. */
export function internalIpOf(node: Node): string | undefined {
  return node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
}

/** What a kubelet writes on registering its node, the old names still among them. */
const labelsOfKubelet = {
  'kubernetes.io/os': 'linux',
  'kubernetes.io/arch': 'amd64',
  'beta.kubernetes.io/os': 'linux',
  'beta.kubernetes.io/arch': 'amd64',
};

const node: KindDefinition<Node> = {
  kind: 'Node',
  apiVersion: 'v1',
  plural: 'nodes',
  shortNames: ['no'],
  scope: 'Cluster',
  simulated: true,
  example: {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    spec: { podCIDR: '10.244.1.0/24' },
  },
  schema: structNamed('Node'),
  defaults: (object) => object,
  prepare: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        'kubernetes.io/hostname': object.metadata.name,
        ...labelsOfKubelet,
        ...object.metadata.labels,
      },
    },
    spec:
      object.spec?.podCIDR === undefined
        ? (object.spec ?? {})
        : { podCIDRs: [object.spec.podCIDR], ...object.spec },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...(object.spec?.podCIDR === undefined ? [] : checkCidr(object.spec.podCIDR, 'spec.podCIDR')),
  ],
  columns: (object) => [
    ['STATUS', object.spec?.unschedulable === true ? 'Ready,SchedulingDisabled' : 'Ready'],
    ['ROLES', '<none>'],
    ['INTERNAL-IP', internalIpOf(object) ?? '<none>'],
  ],
};

export default node;
