import type { Hop, Motion, StepDefinition, StepName } from '../types.ts';
import { assert } from '../../../base/assert.ts';

const files = import.meta.glob<StepDefinition>(['./*.ts', '!./index.ts', '!./*.test.ts'], {
  eager: true,
  import: 'default',
});
const definitions = new Map<string, StepDefinition>(
  Object.values(files).map((step) => [step.name, step]),
);

/** The names of all steps, sorted. */
export const stepNames = [...definitions.keys()].sort() as readonly StepName[];

/** How a hop moves on the canvas, as its step's file declares. */
export function motionOf(hop: Hop): Motion {
  const definition = definitions.get(hop.step);
  assert(definition, `the step ${hop.step} has a file`);
  return definition.motion(hop);
}
