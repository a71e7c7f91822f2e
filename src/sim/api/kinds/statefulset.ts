import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata, objectSchema } from '../metadata.ts';
import { countPods } from '../owned.ts';
import { int32, optional, struct, text } from '../schema.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { podStandIns, podTemplate } from '../podspec/schema.ts';
import { podWarnings } from '../podspec/warnings.ts';
import { checkWorkload } from '../podspec/workload.ts';
import { labelSelector } from '../selectorSchema.ts';
import type { ReplicaSetSpec } from './replicaset.ts';

export interface StatefulSetSpec extends ReplicaSetSpec {
  readonly serviceName?: string;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Where the numbering of Pods starts. */
  readonly ordinals?: { readonly start?: number };
}

export type StatefulSet = Obj<StatefulSetSpec> & { readonly spec: StatefulSetSpec };

declare module '../types.ts' {
  interface Kinds {
    StatefulSet: StatefulSet;
  }
}

const statefulSet: KindDefinition<StatefulSet> = {
  kind: 'StatefulSet',
  apiVersion: 'apps/v1',
  plural: 'statefulsets',
  shortNames: ['sts'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      serviceName: 'db',
      replicas: 2,
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: {
          containers: [{ name: 'db', image: 'postgres:18', ports: [{ containerPort: 5432 }] }],
        },
      },
    },
  },
  schema: objectSchema('v1.StatefulSet', {
    spec: struct('v1.StatefulSetSpec', {
      replicas: optional(int32),
      selector: labelSelector,
      template: podTemplate,
      serviceName: text,
      podManagementPolicy: text,
      ordinals: struct('v1.StatefulSetOrdinals', { start: int32 }),
    }),
  }),
  standIns: podStandIns,
  defaults: (object) => ({
    ...object,
    spec: {
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      ...object.spec,
      replicas: object.spec?.replicas ?? 1,
      template: defaultTemplate(object.spec?.template),
    },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(object.spec, 'statefulset'),
  ],
  warnings: (object) => podWarnings(object.spec.template.spec, 'spec.template.spec'),
  pods: (object) => object.spec.replicas,
  columns: (object, store) => [
    ['READY', `${countPods(store, object).ready}/${object.spec.replicas}`],
  ],
};

export default statefulSet;
