import { checkJobSpec, defaultJobSpec } from '../batch/job.ts';
import { passiveKind } from '../passiveKind.ts';
import type { FieldError, KindDefinition, Obj } from '../types.ts';
import { required } from '../validate/errors.ts';
import type { JobSpec } from './job.ts';

interface CronJobSpec {
  readonly schedule?: string;
  readonly jobTemplate: { readonly spec: JobSpec };
}

type CronJob = Obj<CronJobSpec> & { readonly spec: CronJobSpec };

// As validateCronJobSpec of pkg/apis/batch/validation. There is no clock here, so no Job comes of it.
function check({ spec }: CronJob): readonly FieldError[] {
  return [
    ...((spec.schedule ?? '') === '' ? [required('spec.schedule')] : []),
    ...checkJobSpec(spec.jobTemplate.spec, 'spec.jobTemplate.spec'),
  ];
}

const cronJob = passiveKind<CronJob>({
  kind: 'CronJob',
  apiVersion: 'batch/v1',
  plural: 'cronjobs',
  shortName: 'cj',
  generation: true,
  example: {
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.37' }] },
          },
        },
      },
    },
  },
  defaults: (object) => ({
    ...object,
    spec: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      ...object.spec,
      jobTemplate: {
        ...object.spec?.jobTemplate,
        spec: withoutPlainDefaults(object.spec?.jobTemplate?.spec),
      },
    },
  }),
  check,
}) as unknown as KindDefinition;

/** Only the Pods of a template get their defaults; a Job gets its own when it is made. */
function withoutPlainDefaults(given: Partial<JobSpec> | undefined): JobSpec {
  return { ...given, template: defaultJobSpec(given).template };
}

export default cronJob;
