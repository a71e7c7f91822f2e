import { applied } from './applied.ts';
import type { Stage } from './cluster.ts';
import { situationBefore } from './deeds.ts';
import { distribution } from './distribution.ts';
import { healthOf } from './health.ts';
import { load } from './load.ts';
import { seenIn, type Seen } from './outcome.ts';
import { request } from './request.ts';
import { statusOf } from './status.ts';
import type { Probe } from './types.ts';

/** Asks, and tells what came of it. Throws for a question that nobody here can ask. */
export function ask(stage: Stage, probe: Probe): Seen {
  if (probe.do === 'apply') return applied(stage.setting);
  if (probe.do === 'distribution') return distribution(stage, probe);
  if (stage.setting.actions.some(({ during }) => during !== undefined)) return load(stage, probe);
  const situation = situationBefore(stage);
  if (probe.do === 'status') return statusOf(situation.store, probe.object ?? '');
  if (probe.do === 'lb-health') return healthOf(stage.at(situation), probe);
  return seenIn(request(stage.at(situation), probe));
}
