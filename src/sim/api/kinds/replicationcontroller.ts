import { checkMetadata, objectSchema } from '../metadata.ts';
import { countPods } from '../owned.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { podStandIns, podTemplate } from '../podspec/schema.ts';
import { podWarnings } from '../podspec/warnings.ts';
import { checkWorkload } from '../podspec/workload.ts';
import { int32, optional, struct, textMap } from '../schema.ts';
import type { KindDefinition, Obj } from '../types.ts';
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
  schema: objectSchema('v1.ReplicationController', {
    spec: struct('v1.ReplicationControllerSpec', {
      replicas: optional(int32),
      selector: textMap,
      template: podTemplate,
    }),
  }),
  standIns: podStandIns,
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

export default replicationController;
