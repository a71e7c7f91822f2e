import { hash32 } from '../../../base/random.ts';
import { structNamed } from '../fields/structs.ts';
import { checkJobSpec, checkJobUpdate, defaultJobSpec } from '../batch/job.ts';
import { checkMetadata } from '../metadata.ts';
import { countPods } from '../owned.ts';
import { podStandIns } from '../podspec/standIns.ts';
import { nameWarnings, podWarnings } from '../podspec/warnings.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { PodTemplate } from './pod.ts';
import type { LabelSelector } from './types.ts';

export interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly suspend?: boolean;
  readonly manualSelector?: boolean;
  readonly completionMode?: string;
  readonly backoffLimit?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplate;
}

export type Job = Obj<JobSpec> & { readonly spec: JobSpec };

declare module '../types.ts' {
  interface Kinds {
    Job: Job;
  }
}

const uidLabel = 'batch.kubernetes.io/controller-uid';

/** The server makes the selector: no two Jobs share Pods. As generateSelector of pkg/registry/batch/job. */
function withSelector(object: Job): Job {
  const { spec, metadata } = object;
  if (spec.manualSelector === true || spec.selector) return object;
  const uid = metadata.uid ?? uidFor(`${metadata.namespace}/${metadata.name}`);
  const labels = {
    ...spec.template.metadata?.labels,
    [uidLabel]: uid,
    'batch.kubernetes.io/job-name': metadata.name,
    'controller-uid': uid,
    'job-name': metadata.name,
  };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, labels } };
  return {
    ...object,
    metadata: { ...metadata, labels: metadata.labels ?? labels },
    spec: { ...spec, selector: { matchLabels: { [uidLabel]: uid } }, template },
  };
}

/** Looks like the server's, but is the same every time. */
function uidFor(text: string): string {
  const digits = [0, 1, 2, 3]
    .map((part) => hash32(`${text}#${part}`).toString(16).padStart(8, '0'))
    .join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const job: KindDefinition<Job> = {
  kind: 'Job',
  apiVersion: 'batch/v1',
  plural: 'jobs',
  shortNames: [],
  scope: 'Namespaced',
  simulated: true,
  generation: true,
  example: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate' },
    spec: {
      template: {
        spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'busybox:1.37' }] },
      },
    },
  },
  schema: structNamed('Job'),
  standIns: podStandIns,
  defaults: (object) => {
    const labels = object.spec?.template?.metadata?.labels;
    return {
      ...object,
      ...(labels && !object.metadata.labels && { metadata: { ...object.metadata, labels } }),
      spec: defaultJobSpec(object.spec),
    };
  },
  prepare: withSelector,
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkJobSpec(object.spec, 'spec'),
  ],
  validateUpdate: ({ spec }, former) => checkJobUpdate(spec, former.spec),
  warnings: (object) => [
    ...nameWarnings(object),
    ...podWarnings(object.spec.template.spec, 'spec.template.spec'),
  ],
  pods: ({ spec }) => Math.min(spec.parallelism ?? 1, spec.completions ?? Infinity),
  columns: (object, store) => [
    ['STATUS', 'Running'],
    ['COMPLETIONS', `0/${object.spec.completions ?? 1}`],
    ['PODS', String(countPods(store, object).current)],
  ],
};

export default job;
