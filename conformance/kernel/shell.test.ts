import { describe, expect, test } from 'vitest';
import { printRoute, type Cluster } from '../../src/sim/dataplane/index.ts';
import { freshState } from '../../src/sim/dataplane/memory.ts';
import { rulePrinters } from '../../src/sim/dataplane/listing/printers.ts';
import { clusterOf } from './cluster.ts';
import { scenarios, type Flow } from './recording.ts';
import { run, type Lab } from './shell.ts';

describe('what a flow breaks is broken, and mended again', () => {
  const broken = scenarios.flatMap((scenario) =>
    scenario.flows
      .filter(({ after }) => after !== undefined)
      .map((flow) => [`${scenario.name}/${flow.id}`, scenario, flow] as const),
  );

  test.each(broken)('%s', (_id, scenario, { before = [], after = [] }: Flow) => {
    const healthy: Lab = { cluster: clusterOf(scenario), state: freshState };
    const sick = before.reduce(run, healthy);
    expect(look(sick.cluster), 'before changes something').not.toEqual(look(healthy.cluster));
    expect(look(after.reduce(run, sick).cluster)).toEqual(look(healthy.cluster));
  });
});

test('a command that is not understood is refused', () => {
  const [scenario] = scenarios;
  if (!scenario) throw new Error('there are scenarios');
  const lab: Lab = { cluster: clusterOf(scenario), state: freshState };
  expect(() => run(lab, { in: 'node-1', run: 'rm -rf /' })).toThrow('unknown command: rm -rf /');
  expect(() => run(lab, { in: 'node-9', run: 'ip link set eth0 down' })).toThrow('node-9');
});

/** What the tools of each machine print: rules and policies, routes in any order, sysctls, and devices that are off or refuse to hairpin. */
function look({ namespaces }: Cluster): object {
  return Object.fromEntries(
    [...namespaces.values()].map((netns) => [
      netns.id,
      {
        rules: [...rulePrinters(netns).values()].flatMap(linesThatAct),
        routes: netns.routes.map(printRoute).toSorted(),
        sysctls: netns.sysctls,
        devices: [...netns.interfaces.values()].map(({ name, down = false, hairpin = false }) => ({
          name,
          down,
          hairpin,
        })),
      },
    ]),
  );
}

/** A table stays, once somebody spoke of it: an empty one does nothing. */
function linesThatAct(print: () => string): readonly string[] {
  const lines = print().split('\n');
  return lines.filter((line) => line.startsWith('-A ') || / DROP /.test(line));
}
