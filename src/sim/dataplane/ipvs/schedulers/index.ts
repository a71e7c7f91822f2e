import { assert } from '../../../../base/assert.ts';
import type { Scheduler, SchedulerName } from '../types.ts';

const files = import.meta.glob<Scheduler>(['./*.ts', '!./index.ts'], {
  eager: true,
  import: 'default',
});
const schedulers = new Map<string, Scheduler>(
  Object.values(files).map((scheduler) => [scheduler.name, scheduler]),
);

/** How virtual servers with this scheduler choose. Throws when it has no file. */
export function schedulerOf(name: SchedulerName): Scheduler {
  const scheduler = schedulers.get(name);
  assert(scheduler, `the scheduler ${name} has a file`);
  return scheduler;
}
