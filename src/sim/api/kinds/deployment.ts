import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { countPods } from '../owned.ts';
import { nameWarnings } from '../podspec/warnings.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { checkDeployment, defaultStrategy, type UpdateStrategy } from '../podspec/strategy.ts';
import { checkSelectorUpdate, checkWorkload, withReplicas } from '../podspec/workload.ts';
import type { ReplicaSetSpec } from './replicaset.ts';

export interface DeploymentSpec extends ReplicaSetSpec {
  readonly strategy?: UpdateStrategy;
}
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
  schema: structNamed('Deployment'),
  ...withReplicas,
  warnings: (object) => [...nameWarnings(object), ...withReplicas.warnings(object)],
  generation: true,
  defaults: (object) => ({
    ...object,
    spec: {
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...object.spec,
      strategy: defaultStrategy(object.spec?.strategy, { maxUnavailable: '25%', maxSurge: '25%' }),
      replicas: object.spec?.replicas ?? 1,
      template: defaultTemplate(object.spec?.template),
    },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(object.spec, 'deployment'),
    ...checkDeployment(object.spec),
  ],
  validateUpdate: checkSelectorUpdate,
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
