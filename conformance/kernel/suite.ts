import type { Result, Suite } from '../types.ts';
import { crowd, recordedCrowd } from './crowd.ts';
import { play, type Played } from './play.ts';
import { isMany, recordingOf, scenarioNamed, type Recorded, type Scenario } from './recording.ts';
import { recordedStory, simulatedStory } from './story.ts';
import { recordedWay, simulatedWay } from './way.ts';

interface Case {
  readonly id: string;
  readonly scenario: string;
  readonly flow: string;
}

/**
 * `kernel`: what became of each flow. `kernel-hops`: every interface and every rule its packets met on the way. Of many
 * connections at once only the servers were recorded; both suites compare those.
 */
const suites: readonly Suite[] = [
  { name: 'kernel', run: (file) => compare(file, recordedStory, simulatedStory) },
  {
    name: 'kernel-hops',
    folder: 'kernel',
    run: (file) => compare(file, recordedWay, simulatedWay),
  },
];
export default suites;

function compare(
  file: unknown,
  tellRecorded: (recorded: Recorded) => readonly string[],
  tellSimulated: (played: Played, scenario: Scenario) => readonly string[],
): readonly Result[] {
  return (file as { readonly cases: readonly Case[] }).cases.map(({ id, scenario: name, flow }) => {
    const scenario = scenarioNamed(name);
    const played = flowsOf(scenario).find((each) => each.flow.id === flow);
    if (!played) throw new Error(`${name} has no flow ${flow}`);
    const recorded = recordingOf(scenario, played.flow);
    const [expected, actual] = isMany(recorded)
      ? [recordedCrowd(recorded), crowd(played)]
      : [tellRecorded(recorded), tellSimulated(played, scenario)];
    return result(id, expected.join('\n'), actual.join('\n'));
  });
}

function result(id: string, expected: string, actual: string): Result {
  return { id, passed: expected === actual, expected, actual };
}

const played = new Map<string, readonly Played[]>();

/** A scenario is played once: its flows follow each other, and what rules remember of one is there for the next. */
function flowsOf(scenario: Scenario): readonly Played[] {
  const flows = played.get(scenario.name) ?? play(scenario);
  played.set(scenario.name, flows);
  return flows;
}
