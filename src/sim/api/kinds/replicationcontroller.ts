import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { checkWorkload, countColumns, withReplicas } from '../podspec/workload.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { nameWarnings } from '../podspec/warnings.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { PodTemplate } from './pod.ts';

export interface ReplicationControllerSpec {
  readonly replicas: number;
  readonly selector: Readonly<Record<string, string>>;
  readonly template: PodTemplate;
}

export type ReplicationController = Obj<ReplicationControllerSpec> & {
  readonly spec: ReplicationControllerSpec;
};

declare module '../types.ts' {
  interface Kinds {
    ReplicationController: ReplicationController;
  }
}

const replicationController: KindDefinition<ReplicationController> = {
  kind: 'ReplicationController',
  apiVersion: 'v1',
  plural: 'replicationcontrollers',
  shortNames: ['rc'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'web' },
    spec: {
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] },
      },
    },
  },
  schema: structNamed('ReplicationController'),
  ...withReplicas,
  warnings: (object) => [...nameWarnings(object), ...withReplicas.warnings(object)],
  generation: true,
  // The template's labels serve as selector and labels where there are none: SetDefaults_ReplicationController.
  defaults: (object) => {
    const labels = object.spec?.template?.metadata?.labels;
    return {
      ...object,
      metadata: labels
        ? { ...object.metadata, labels: object.metadata.labels ?? labels }
        : object.metadata,
      spec: {
        ...object.spec,
        replicas: object.spec?.replicas ?? 1,
        selector: object.spec?.selector ?? labels ?? {},
        template: defaultTemplate(object.spec?.template),
      },
    };
  },
  validate: (object) => {
    const { replicas, selector, template } = object.spec;
    return [
      ...checkMetadata(object, dnsSubdomain),
      ...checkWorkload(
        { replicas, selector: { matchLabels: selector }, template },
        'replication controller',
      ),
    ];
  },
  columns: (object, store) => countColumns(store, object, object.spec.replicas),
};

export default replicationController;
