import type { Page } from '@playwright/test';

/** As Chromium's tracing tells them. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time, which other programs do not make longer. */
  readonly tdur?: number;
}

const mark = 'podpath:main-thread';

/**
 * How long each task of the page's main thread took while `act` went on, in milliseconds of its processor. A `longtask` entry of
 * a PerformanceObserver has the time on the wall instead, and that belongs to whatever else this machine does.
 */
export async function mainThreadTasks(page: Page, act: () => Promise<void>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as unknown as readonly TraceEvent[])),
  );
  const categories = ['toplevel', 'devtools.timeline'];
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories } });
  await page.evaluate((name) => console.timeStamp(name), mark);
  await act();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const main = events.find(({ name }) => name === 'TimeStamp');
  return events
    .filter(
      ({ name, pid, tid }) => name.endsWith('RunTask') && pid === main?.pid && tid === main.tid,
    )
    .map(({ tdur = 0 }) => tdur / 1000);
}
