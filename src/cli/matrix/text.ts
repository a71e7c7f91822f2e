import { plain } from '../../i18n/phrase.ts';
import type { Ref } from '../../sim/api/index.ts';
import { answers, type Answer, type Line } from '../../sim/matrix/index.ts';
import { printTable } from '../table.ts';
import { printRef } from '../trace/report.ts';
import { denialsOf, remarksOn, type Denial, type MatrixReport } from './report.ts';

const marks: Readonly<Record<Answer, string>> = {
  allowed: '+',
  denied: 'x',
  silent: 'o',
  unrouted: '-',
  mixed: '~',
};

/** The matrix for a terminal: what the marks mean, the columns by number, a line for each source; with `why`, every denial. */
export function matrixAsText(
  report: MatrixReport,
  { why }: { readonly why: boolean },
): readonly string[] {
  const { folded, messages } = report;
  const { matrix: words } = messages;
  const columns = folded.columns.map((column, index) => [
    `${index + 1}`,
    labelOf(report, column),
    words.port(column.probe),
    column.services.map(({ namespace, name, port }) => `${namespace}/${name}:${port}`).join(', '),
  ]);
  const rows = folded.rows.map((row, number) => [
    labelOf(report, row),
    ...folded.columns.map((_, column) => marks[folded.answer(number, column)]),
  ]);
  return [
    ...remarksOn(report),
    answers.map((answer) => `${marks[answer]} ${words.answers[answer]}`).join('   '),
    '',
    ...printTable(columns, '  '),
    '',
    ...printTable([['', ...columns.map(([number = '']) => number)], ...rows], ' '),
    ...(why ? denialsOf(report).flatMap((denial) => denialLines(report, denial)) : []),
  ];
}

function labelOf({ messages }: MatrixReport, line: Line): string {
  const { namespace } = line.owner;
  return `${namespace === '' ? '' : `${namespace}/`}${messages.matrix.line(line)}`;
}

/** The sentence, and below it where the fields stand that it speaks of. */
function denialLines(report: MatrixReport, { sentence }: Denial): readonly string[] {
  const refs = sentence.flatMap((part): readonly Ref[] =>
    typeof part !== 'string' && part.part === 'ref' ? [part.ref] : [],
  );
  const places = new Set(refs.map((ref) => printRef(report, ref)));
  return ['', plain(sentence), ...[...places].map((place) => `  ${place}`)];
}
