import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata, objectSchema } from '../metadata.ts';
import { countPods } from '../owned.ts';
import { int32, optional, struct } from '../schema.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { podStandIns, podTemplate } from '../podspec/schema.ts';
import { podWarnings } from '../podspec/warnings.ts';
import { checkWorkload } from '../podspec/workload.ts';
import { labelSelector } from '../selectorSchema.ts';
import type { ReplicaSetSpec } from './replicaset.ts';

export type DeploymentSpec = ReplicaSetSpec;
export type Deployment = Obj<DeploymentSpec> & { readonly spec: DeploymentSpec };

declare module '../types.ts' {
  interface Kinds {
    Deployment: Deployment;
  }
}

const deployment: KindDefinition<Deployment> = {
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  plural: 'deployments',
  shortNames: ['deploy'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [{ name: 'web', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }],
        },
      },
    },
  },
  schema: objectSchema('v1.Deployment', {
    spec: struct('v1.DeploymentSpec', {
      replicas: optional(int32),
      selector: labelSelector,
      template: podTemplate,
    }),
  }),
  standIns: podStandIns,
  defaults: (object) => ({
    ...object,
    spec: {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
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
      ['READY', `${ready}/${object.spec.replicas}`],
      ['UP-TO-DATE', String(current)],
      ['AVAILABLE', String(ready)],
    ];
  },
};

export default deployment;
