import { textOf } from '../schema.ts';
import { forbidden, isSame } from '../validate/errors.ts';
import type { FieldError, Json, JsonObject, KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { countPods } from '../owned.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import type { UpdateStrategy } from '../podspec/strategy.ts';
import { defaultClaim, type Claim } from './persistentvolumeclaim.ts';
import { checkWorkload, withReplicas } from '../podspec/workload.ts';
import type { ReplicaSetSpec } from './replicaset.ts';

export interface StatefulSetSpec extends ReplicaSetSpec {
  readonly serviceName?: string;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Where the numbering of Pods starts. */
  readonly updateStrategy?: UpdateStrategy;
  readonly persistentVolumeClaimRetentionPolicy?: JsonObject;
  /** A claim of its own for each Pod. */
  readonly volumeClaimTemplates?: readonly Claim[];
  readonly ordinals?: { readonly start?: number };
}

export type StatefulSet = Obj<StatefulSetSpec> & { readonly spec: StatefulSetSpec };

declare module '../types.ts' {
  interface Kinds {
    StatefulSet: StatefulSet;
  }
}

/** Without a type the numbered Pods are replaced one after the other, all of them. */
function defaultUpdates(given: UpdateStrategy = {}): UpdateStrategy {
  const { type = 'RollingUpdate' } = given;
  const rolling = given.rollingUpdate ?? (given.type === undefined ? {} : undefined);
  return {
    ...given,
    type,
    ...(type === 'RollingUpdate' && rolling && { rollingUpdate: { partition: 0, ...rolling } }),
  };
}

/** Each claim is a volume of every Pod. */
function withClaimVolumes(spec: StatefulSetSpec): StatefulSetSpec {
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '');
  const pods = spec.template.spec;
  const others = (pods.volumes ?? []).filter(({ name }) => !claims.includes(textOf(name)));
  const volumes = claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  return {
    ...spec,
    template: { ...spec.template, spec: { ...pods, volumes: [...others, ...volumes] } },
  };
}

const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

// As ValidateStatefulSetUpdate of pkg/apis/apps/validation.
function checkUpdate({ spec }: StatefulSet, former: StatefulSet): readonly FieldError[] {
  const fixed = (given: StatefulSetSpec): Json =>
    Object.fromEntries(Object.entries(given).filter(([field]) => !changeable.includes(field)));
  if (isSame(fixed(spec), fixed(former.spec))) return [];
  const names = changeable.map((field) => `'${field}'`);
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return [
    forbidden('spec', `updates to statefulset spec for fields other than ${list} are forbidden`),
  ];
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
  schema: structNamed('StatefulSet'),
  ...withReplicas,
  generation: true,
  defaults: (object) => ({
    ...object,
    spec: {
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      ...object.spec,
      updateStrategy: defaultUpdates(object.spec?.updateStrategy),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
        ...object.spec?.persistentVolumeClaimRetentionPolicy,
      },
      replicas: object.spec?.replicas ?? 1,
      template: defaultTemplate(object.spec?.template),
      ...(object.spec?.volumeClaimTemplates && {
        volumeClaimTemplates: object.spec.volumeClaimTemplates.map(defaultClaim),
      }),
    },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(withClaimVolumes(object.spec), 'statefulset'),
  ],
  validateUpdate: checkUpdate,
  columns: (object, store) => [
    ['READY', `${countPods(store, object).ready}/${object.spec.replicas}`],
  ],
};

export default statefulSet;
