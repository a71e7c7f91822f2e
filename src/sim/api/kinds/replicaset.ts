import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata, objectSchema } from '../metadata.ts';
import { int32, optional, struct } from '../schema.ts';
import { labelSelector } from '../selectorSchema.ts';
import { checkWorkload } from '../podspec/workload.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { podStandIns, podTemplate } from '../podspec/schema.ts';
import { podWarnings } from '../podspec/warnings.ts';
import type { PodTemplate } from './pod.ts';
import type { LabelSelector } from './types.ts';
import { countPods } from '../owned.ts';

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
  schema: objectSchema('v1.ReplicaSet', {
    spec: struct('v1.ReplicaSetSpec', {
      replicas: optional(int32),
      selector: labelSelector,
      template: podTemplate,
    }),
  }),
  standIns: podStandIns,
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
  warnings: (object) => podWarnings(object.spec.template.spec, 'spec.template.spec'),
  pods: (object) => object.spec.replicas,
  columns: (object, store) => {
    const { current, ready } = countPods(store, object);
    return [
      ['DESIRED', String(object.spec.replicas)],
      ['CURRENT', String(current)],
      ['READY', String(ready)],
    ];
  },
};

export default replicaSet;
