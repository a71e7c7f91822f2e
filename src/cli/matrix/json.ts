import { plain } from '../../i18n/phrase.ts';
import type { Ref } from '../../sim/api/index.ts';
import type { Line } from '../../sim/matrix/index.ts';
import type { DirectionVerdict } from '../../sim/policy/index.ts';
import { remarkData, schemaVersion } from '../json.ts';
import { refData } from '../trace/json.ts';
import { denialsOf, type Denial, type MatrixReport } from './report.ts';

/** The matrix for programs. */
export function matrixAsJson(report: MatrixReport): string {
  const { world, folded, enforces, isEnforced, question, messages } = report;
  return JSON.stringify(
    {
      schemaVersion,
      cluster: world.spec,
      policies: { enforces, isEnforced },
      leftOut: question.leftOut,
      sources: folded.rows.map(lineData),
      destinations: folded.columns.map((column) => ({
        ...lineData(column),
        ...column.probe,
        urls: column.places.flatMap((place) => question.destinations[place]?.url ?? []),
        services: column.services,
      })),
      answers: folded.rows.map((_, row) =>
        folded.columns.map((__, column) => folded.answer(row, column)),
      ),
      denials: denialsOf(report).map((denial) => denialData(report, denial)),
      problems: world.remarks.map((remark) => remarkData(messages, remark)),
    },
    null,
    2,
  );
}

function lineData({ owner, members }: Line): object {
  return { ...owner, members: members.map(({ name }) => name) };
}

function denialData(
  report: MatrixReport,
  { row, column, explanation: { verdict }, sentence }: Denial,
): object {
  return {
    source: row,
    destination: column,
    text: plain(sentence),
    egress: directionData(report, verdict.egress),
    ingress: directionData(report, verdict.ingress),
  };
}

function directionData(
  report: MatrixReport,
  { allowed, because, selecting }: DirectionVerdict,
): object {
  const rule = because.why === 'rule' ? because.rule : undefined;
  const at = (ref: Ref): object => refData(report, ref);
  return {
    allowed,
    why: because.why,
    ...(rule && { rule: at(rule) }),
    selecting: selecting.map(at),
  };
}
