import { printNetfilter } from '../../src/sim/dataplane/netfilter/index.ts';
import { netfilterOf, type Fixture } from '../service-flows/fixture.ts';
import type { Result, Suite } from '../types.ts';
import { readDump, type Dump } from './canonical.ts';
import { printDump } from './dump.ts';

interface File {
  readonly fixtures: Readonly<Record<string, Fixture>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly fixture: string;
  readonly expected: string;
}

/** The whole rules kube-proxy 1.28 gives to iptables-restore. */
const suite: Suite = {
  name: 'iptables-rules',
  run(file) {
    const { fixtures, cases } = file as File;
    return cases.map((each) => runCase(each, fixtures[each.fixture]));
  },
};
export default suite;

function runCase({ id, expected: recorded }: Case, fixture: Fixture | undefined): Result {
  if (!fixture) return { id, passed: false, expected: 'a fixture', actual: 'none' };
  const expected = printDump(readDump(recorded));
  const actual = printDump(restored(readDump(printNetfilter(netfilterOf(fixture))), fixture));
  return { id, passed: actual === expected, expected, actual };
}

/** What is not part of kube-proxy's input for iptables-restore: it makes these chains, or rules in them, beforehand. */
function restored(dump: Dump, { config }: Fixture): Dump {
  const others = /^\S+ (?:PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING|KUBE-PROXY-CANARY)$/;
  return new Map(
    [...dump].filter(
      ([name, rules]) =>
        !others.test(name) &&
        (name !== 'filter KUBE-FIREWALL' || rules.length > 0 || config.localhostNodePorts),
    ),
  );
}
