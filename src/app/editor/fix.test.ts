import { expect, test } from 'vitest';
import { spanOf } from '../../sim/api/index.ts';
import { build } from '../../sim/world.ts';
import { defaultSpec } from '../../sim/spec.ts';
import { changed } from './change.ts';
import { fixOf } from './fix.ts';

/** The text after every fix that is offered, the last first, so that places stay where they are. */
function mended(text: string): string {
  const { manifest, problems } = build(text, defaultSpec);
  return problems
    .flatMap((problem) => fixOf(problem, manifest) ?? [])
    .toSorted((one, other) => other.from - one.from)
    .reduce(changed, text);
}

const head = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';

// prettier-ignore
test.each([
  ['a key',                  `${head}spec:\n  prots: [{port: 80}] # here\n`,      `${head}spec:\n  ports: [{port: 80}] # here\n`],
  ['a key in quotes',        `${head}spec: {"prots": [{port: 80}]}`,              `${head}spec: {"ports": [{port: 80}]}`],
  ['in single quotes',       `${head}spec: {'prots': [{port: 80}]}`,              `${head}spec: {'ports': [{port: 80}]}`],
  ['two keys of a list',     `${head}spec:\n  ports:\n  - prot: 80\n  - prot: 81`, `${head}spec:\n  ports:\n  - port: 80\n  - port: 81`],
  ['Windows line ends',      `${head}spec:\r\n  prots: []\r\n`,                   `${head}spec:\r\n  ports: []\r\n`],
  ['a kind',                 'apiVersion: v1\nkind: Sevice\nmetadata: {name: a}', 'apiVersion: v1\nkind: Service\nmetadata: {name: a}'],
  ['an apiVersion',          'apiVersion: "apps/v2"\nkind: Deployment',           'apiVersion: "apps/v1"\nkind: Deployment'],
  ['JSON',                   '{"apiVersion": "v1", "knid": 1, "kind": "Service", "metadata": {"nmae": "a"}}', '{"apiVersion": "v1", "knid": 1, "kind": "Service", "metadata": {"name": "a"}}'],
  ['an item of a List',      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  sepc: {}', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {}'],
  ['a key that is there',    `${head}spec: {ports: [{port: 80}], prots: []}`,     `${head}spec: {ports: [{port: 80}], prots: []}`],
  ['a name near to nothing', `${head}spec: {zzzzzz: 1}`,                          `${head}spec: {zzzzzz: 1}`],
])('a fix mends %s', (_, before, after) => {
  expect(mended(before)).toBe(after);
});

test('the fix stands where the problem is marked', () => {
  const { manifest, problems } = build(`${head}spec:\n  prots: []\n`, defaultSpec);
  const [problem] = problems;
  if (!problem) throw new Error('prots is no field of a Service');
  expect(fixOf(problem, manifest)).toMatchObject(spanOf(problem, manifest));
});
