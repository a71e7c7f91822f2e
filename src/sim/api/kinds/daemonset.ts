import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { countPods } from '../owned.ts';
import { dnsSubdomain } from '../validate/names.ts';
import { defaultTemplate } from '../podspec/defaults.ts';
import { defaultStrategy, type UpdateStrategy } from '../podspec/strategy.ts';
import { checkSelectorUpdate, checkWorkload, withTemplate } from '../podspec/workload.ts';
import type { PodTemplate } from './pod.ts';
import type { LabelSelector } from './types.ts';

export interface DaemonSetSpec {
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly updateStrategy?: UpdateStrategy;
}

export type DaemonSet = Obj<DaemonSetSpec> & { readonly spec: DaemonSetSpec };

declare module '../types.ts' {
  interface Kinds {
    DaemonSet: DaemonSet;
  }
}

const generationAnnotation = 'deprecated.daemonset.template.generation';

function withGeneration(object: DaemonSet, generation: string): DaemonSet {
  const annotations = { ...object.metadata.annotations, [generationAnnotation]: generation };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

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
  schema: structNamed('DaemonSet'),
  ...withTemplate,
  generation: true,
  // Reading an object that lacks the annotation counts as generation 0; creating it makes that 1.
  defaults: (object) => ({
    ...withGeneration(object, object.metadata.annotations?.[generationAnnotation] ?? '0'),
    spec: {
      revisionHistoryLimit: 10,
      ...object.spec,
      updateStrategy: defaultStrategy(object.spec?.updateStrategy, {
        maxUnavailable: 1,
        maxSurge: 0,
      }),
      template: defaultTemplate(object.spec?.template),
    },
  }),
  prepare: (object) =>
    object.metadata.annotations?.[generationAnnotation] === '0'
      ? withGeneration(object, '1')
      : object,
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkWorkload(object.spec, 'daemonset'),
  ],
  validateUpdate: checkSelectorUpdate,
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
