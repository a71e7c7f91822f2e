import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata, objectSchema } from '../metadata.ts';
import { countPods } from '../owned.ts';
import { struct } from '../schema.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { podStandIns, podTemplate } from '../podspec/schema.ts';
import { podWarnings } from '../podspec/warnings.ts';
import { checkWorkload } from '../podspec/workload.ts';
import type { PodTemplate } from './pod.ts';
import { labelSelector } from '../selectorSchema.ts';
import type { LabelSelector } from './types.ts';

export interface DaemonSetSpec {
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
}

export type DaemonSet = Obj<DaemonSetSpec> & { readonly spec: DaemonSetSpec };

declare module '../types.ts' {
  interface Kinds {
    DaemonSet: DaemonSet;
  }
}

const generationAnnotation = 'deprecated.daemonset.template.generation';

const daemonSet: KindDefinition<DaemonSet> = {
  kind: 'DaemonSet',
  apiVersion: 'apps/v1',
  plural: 'daemonsets',
  shortNames: ['ds'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'agent', image: 'fluent-bit:4.0' }] },
      },
    },
  },
  schema: objectSchema('v1.DaemonSet', {
    spec: struct('v1.DaemonSetSpec', { selector: labelSelector, template: podTemplate }),
  }),
  standIns: podStandIns,
  defaults: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { [generationAnnotation]: '1', ...object.metadata.annotations },
    },
    spec: {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
      ...object.spec,
      template: defaultTemplate(object.spec?.template),
    },
  }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(object.spec, 'daemonset'),
  ],
  warnings: (object) => podWarnings(object.spec.template.spec, 'spec.template.spec'),
  columns: (object, store) => {
    const { current, ready } = countPods(store, object);
    return [
      ['DESIRED', String(current)],
      ['CURRENT', String(current)],
      ['READY', String(ready)],
    ];
  },
};

export default daemonSet;
