import { expect, test } from 'vitest';
import { cniOf, send } from '../dataplane/index.ts';
import { clusterOf, guarded, shop } from './fixture.ts';
import {
  answers,
  explain,
  foldMatrix,
  matrixOf,
  questionOf,
  type Answer,
  type Line,
  type Opened,
  type Question,
} from './index.ts';

const letters: Readonly<Record<Answer, string>> = {
  allowed: '.',
  denied: 'X',
  silent: 'o',
  unrouted: '-',
  mixed: '~',
};
const closed: Opened = { rows: new Set(), columns: new Set() };

/** A line for each row, a letter for each column, of all but the Pods of the cluster itself. */
function pictureOf(question: Question, opened = closed): readonly string[] {
  const folded = foldMatrix(question, matrixOf(question), opened);
  const isOurs = ({ members: [first] }: Line): boolean => first?.owner.namespace !== 'kube-system';
  const columns = folded.columns.flatMap((column, number) => (isOurs(column) ? [number] : []));
  return folded.rows.flatMap((row, number) => {
    const cells = columns.map((column) => letters[folded.answer(number, column)]);
    return isOurs(row) ? [`${cells.join('')} ${nameOf(row)}`] : [];
  });
}

const nameOf = ({ members, members: [first] }: Line): string =>
  `${first?.owner.name}${members.length > 1 ? ` x${members.length}` : ''}`;

test('Pods of one owner that are answered alike are one row and one column', () => {
  const question = questionOf(clusterOf('calico', shop, guarded), 'as-written');
  const { columns } = foldMatrix(question, matrixOf(question), closed);
  expect(
    columns.map((line) => `${nameOf(line)} ${line.probe?.port ?? line.probe?.protocol}`),
  ).toEqual([
    'db 5432',
    'db 9187',
    'idle ICMP',
    'web x2 80',
    'coredns x2 53',
    'coredns x2 53',
    'coredns x2 9153',
    'node-1 10256',
    'node-2 10256',
    'client ICMP',
    'control-plane 6443',
    'control-plane ICMP',
    'lan-client ICMP',
  ]);
  expect(pictureOf(question)).toEqual([
    '.o........ db',
    'XX........ idle',
    '.X........ web x2',
    '.o........ node-1',
    'XX........ node-2',
    '----...... client',
    '----...... lan-client',
  ]);
});

const closedWeb = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } } }
`;

test('what is not the same for all Pods of a cell is mixed, until they are opened', () => {
  const question = questionOf(clusterOf('calico', shop, closedWeb), 'as-written');
  const { rows, columns } = foldMatrix(question, matrixOf(question), closed);
  const web = 'pods/default/Deployment/web';
  expect([...rows, ...columns].flatMap((line) => (line.canFold ? line.ownerKey : []))).toContain(
    web,
  );
  // The Pods of web run on both nodes, and each is always reached from its own.
  expect(pictureOf(question)).toEqual([
    '.o.X...... db',
    '.o.X...... idle',
    '.o.X...... web x2',
    '.o.~...... node-1',
    '.o.~...... node-2',
    '----...... client',
    '----...... lan-client',
  ]);
  expect(pictureOf(question, { rows: new Set([web]), columns: new Set([web]) })).toEqual([
    '.o.XX...... db',
    '.o.XX...... idle',
    '.o..X...... web',
    '.o.X....... web',
    '.o.X....... node-1',
    '.o..X...... node-2',
    '-----...... client',
    '-----...... lan-client',
  ]);
});

test('where policies are not enforced, they count for nothing', () => {
  const cluster = clusterOf('flannel', shop, guarded, closedWeb);
  expect(pictureOf(questionOf(cluster, 'nobody')).join('')).not.toContain('X');
});

test('an answer is explained by what policies say, and a port by the fields that tell of it', () => {
  const question = questionOf(clusterOf('calico', shop, guarded), 'as-written');
  const matrix = matrixOf(question);
  const idle = question.members.findIndex(({ name }) => name === 'idle');
  const denied = explain(question, matrix, idle, 0);
  expect([denied?.answer, denied?.destination.url]).toEqual(['denied', 'tcp://10.244.1.4:5432']);
  expect(denied?.verdict.ingress.because).toEqual({
    why: 'isolated',
    by: [{ kind: 'NetworkPolicy', namespace: 'default', name: 'db', path: '' }],
  });
  const web = question.destinations.find(({ services }) => services.length > 0);
  expect(web?.services).toEqual([{ namespace: 'default', name: 'web', port: 8080 }]);
  expect(explain(question, matrix, idle, 99)).toBeUndefined();
});

const plugins = ['kubenet', 'flannel', 'flannel-host-gw', 'calico', 'cilium'];

test.each<[cni: string, ...policies: readonly string[]]>([
  ...plugins.map((cni): [string] => [cni]),
  ['flannel', guarded, closedWeb],
  ['calico', guarded, closedWeb],
])('%s: packets meet the answers of the matrix', (cni, ...policies) => {
  const cluster = clusterOf(cni, shop, ...policies);
  const question = questionOf(cluster, cniOf(cni).enforces ?? 'nobody');
  const { rows } = matrixOf(question);
  const results = {
    allowed: 'delivered',
    denied: 'timed-out',
    silent: 'refused',
    unrouted: 'timed-out',
  } as const;
  const wrong = question.members.flatMap(({ sender, sends }, source) =>
    question.destinations.flatMap(({ url }, place) => {
      const answer = answers[rows[source]?.[place] ?? -1] as keyof typeof results;
      if (!sends) return [];
      const { result, reason } = send(cluster, { from: sender, to: url, attempt: 0 }).trace.outcome;
      // CoreDNS gets what is no query, and has nothing to say to it.
      const isHeard = reason === 'no-answer' && answer === 'allowed';
      return isHeard || result === results[answer]
        ? []
        : [`${sender.name} > ${url}: ${answer}, ${result}`];
    }),
  );
  expect(wrong).toEqual([]);
});
