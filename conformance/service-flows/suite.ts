import { printRule } from '../../src/sim/dataplane/netfilter/index.ts';
import { ip } from '../../src/sim/net/index.ts';
import type { Result, Suite } from '../types.ts';
import { everyBranch } from './branches.ts';
import { netfilterOf, type Fixture } from './fixture.ts';
import { sendFlow, type Flow, type Passage } from './send.ts';

interface File {
  readonly fixtures: Readonly<Record<string, Fixture>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly fixture: string;
  readonly packet: Flow;
  readonly expect: {
    readonly verdict: Passage['verdict'];
    readonly endpoints: readonly string[];
    readonly masquerade: boolean;
  };
}

/** What kube-proxy 1.28 does to the first packet of a connection. */
const suite: Suite = {
  name: 'service-flows',
  run(file) {
    const { fixtures, cases } = file as File;
    return cases.map((each) => runCase(each, fixtures[each.fixture]));
  },
};
export default suite;

function runCase({ id, packet, expect }: Case, fixture: Fixture | undefined): Result {
  if (!fixture) return { id, passed: false, expected: 'a fixture', actual: 'none' };
  const netfilter = netfilterOf(fixture);
  const passages = everyBranch((random) =>
    sendFlow(netfilter, packet, ip(fixture.config.nodeIP), random),
  );
  const expected = describe(expect.verdict, expect.endpoints, expect.masquerade);
  const actual = describe(
    [...new Set(passages.map(({ verdict }) => verdict))].sort().join('|'),
    passages.flatMap(({ endpoint }) => endpoint ?? []),
    passages.some(({ masquerade }) => masquerade),
  );
  const passed = actual === expected;
  return { id, passed, expected, actual: passed ? actual : `${actual}\n${rulesOf(passages)}` };
}

function describe(verdict: string, endpoints: readonly string[], masquerade: boolean): string {
  const set = [...new Set(endpoints)].sort();
  return `${verdict} ${set.join(',')} masquerade=${masquerade}`;
}

/** The rules that fitted on any way, so that a failure explains itself. */
function rulesOf(passages: readonly Passage[]): string {
  const lines = passages.flatMap(({ passes }) =>
    passes.map(({ table, chain, rule }) => `${table} ${printRule(chain, rule)}`),
  );
  return [...new Set(lines)].join('\n');
}
