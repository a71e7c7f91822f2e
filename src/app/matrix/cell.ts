import type { Ref } from '../../sim/api/types.ts';
import type { DirectionVerdict } from '../../sim/policy/types.ts';
import {
  explain,
  pairsOf,
  type Explanation,
  type Folded,
  type Line,
} from '../../sim/matrix/index.ts';
import type { Place } from './grid.ts';
import type { Answered } from './useMatrix.ts';

/** A cell with what there is to say of it. */
export interface Cell {
  readonly row: Line;
  readonly column: Line;
  /** Of the first pair it stands for that is answered as most strictly: a denial before all others. */
  readonly explanation: Explanation;
  /** How many pairs it stands for, and how many of them get an answer. */
  readonly pairs: number;
  readonly allowed: number;
}

/** What is at a place of a matrix; `undefined` at headings and outside. */
export function cellAt(
  { question, matrix }: Answered,
  { rows, columns }: Folded,
  place: Place,
): Cell | undefined {
  const [row, column] = [rows[place.row], columns[place.column]];
  if (!row || !column) return undefined;
  const pairs = pairsOf(question, row, column);
  const isAllowed = (source: number, at: number): boolean => matrix.rows[source]?.[at] === 0;
  const allowed = pairs.filter((pair) => isAllowed(...pair)).length;
  const telling = pairs.find((pair) => !isAllowed(...pair)) ?? pairs[0];
  const explanation = telling && explain(question, matrix, ...telling);
  return explanation && { row, column, explanation, pairs: pairs.length, allowed };
}

/** The fields that decide: those of the direction that denies, else of both. */
export function refsOf({ verdict: { egress, ingress } }: Explanation): readonly Ref[] {
  const denying = [egress, ingress].filter(({ allowed }) => !allowed);
  return (denying.length > 0 ? denying : [egress, ingress]).flatMap(decidedBy);
}

function decidedBy({ because }: DirectionVerdict): readonly Ref[] {
  if (because.why === 'rule') return [because.rule];
  return because.why === 'isolated' ? because.by : [];
}
