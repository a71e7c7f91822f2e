import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import {
  checkSelectorUpdate,
  checkWorkload,
  countColumns,
  withReplicas,
} from '../podspec/workload.ts';
import { nameWarnings } from '../podspec/warnings.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import type { PodTemplate } from './pod.ts';
import type { LabelSelector } from './types.ts';

export interface ReplicaSetSpec {
  readonly replicas: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
}

export type ReplicaSet = Obj<ReplicaSetSpec> & { readonly spec: ReplicaSetSpec };

declare module '../types.ts' {
  interface Kinds {
    ReplicaSet: ReplicaSet;
  }
}

const replicaSet: KindDefinition<ReplicaSet> = {
  kind: 'ReplicaSet',
  apiVersion: 'apps/v1',
  plural: 'replicasets',
  shortNames: ['rs'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] },
      },
    },
  },
  schema: structNamed('ReplicaSet'),
  ...withReplicas,
  warnings: (object) => [...nameWarnings(object), ...withReplicas.warnings(object)],
  generation: true,
  defaults: (object) => ({
    ...object,
    spec: {
      ...object.spec,
      replicas: object.spec?.replicas ?? 1,
      template: defaultTemplate(object.spec?.template),
    },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(object.spec, 'deployment'),
  ],
  validateUpdate: checkSelectorUpdate,
  columns: (object, store) => countColumns(store, object, object.spec.replicas),
};

export default replicaSet;
