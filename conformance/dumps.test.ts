import { describe, expect, test } from 'vitest';
import { printNetfilter } from '../src/sim/dataplane/netfilter/index.ts';
import { readNetfilter } from '../src/sim/dataplane/netfilter/read/save.ts';
import restored from './iptables-rules/cases.json' with { type: 'json' };
import saved from './apiserver-rules/cases.json' with { type: 'json' };
import { readDump } from './iptables-rules/canonical.ts';
import { printDump } from './iptables-rules/dump.ts';

/*
 * Reading is the inverse of printing, for every dump that was ever recorded: nothing is misread, nothing is lost.
 */

const scenarios = import.meta.glob<{
  readonly nodes: readonly { readonly name: string; readonly iptables: readonly string[] }[];
}>(['./kernel/*.json', '!./kernel/*.expected.json', '!./kernel/cases.json'], {
  eager: true,
  import: 'default',
});

const ofNodes = Object.entries(scenarios).flatMap(([file, { nodes }]) =>
  nodes.map(({ name, iptables }): [string, string] => [`${file} ${name}`, iptables.join('\n')]),
);
const ofKubeProxy = saved.cases.map(({ id, expect: { proxy } }): [string, string] => [
  id,
  proxy.iptables,
]);

describe('iptables-save', () => {
  test.each([...ofNodes, ...ofKubeProxy])('%s', (_id, text) => {
    const { netfilter, problems } = readNetfilter(text);
    expect(problems).toEqual([]);
    expect(tablesOf(printNetfilter(netfilter))).toEqual(tablesOf(text));
  });
});

describe('iptables-restore', () => {
  test.each(restored.cases.map(({ id, expected }) => [id, expected]))('%s', (_id, text) => {
    const { netfilter, problems } = readNetfilter(text);
    expect(problems).toEqual([]);
    expect(printDump(readDump(printNetfilter(netfilter)))).toBe(printDump(readDump(text)));
  });
});

/** iptables-save shows the tables in the order they were made, we in that of the hooks. */
function tablesOf(text: string): readonly string[] {
  return text
    .trim()
    .split('\nCOMMIT')
    .map((table) => table.trim())
    .sort();
}
