import type { AllMessages } from '../../i18n/index.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import {
  explain,
  pairsOf,
  type Explanation,
  type Folded,
  type Matrix,
  type Question,
} from '../../sim/matrix/index.ts';
import type { LoadedWorld } from '../world.ts';

/** Everything there is to say about who reaches whom. */
export interface MatrixReport {
  readonly world: LoadedWorld;
  readonly messages: AllMessages;
  /** The CNI plugin, as people call it. */
  readonly plugin: string;
  /** Whether that plugin enforces policies. */
  readonly enforces: boolean;
  /** Whether policies count here. */
  readonly isEnforced: boolean;
  readonly question: Question;
  readonly matrix: Matrix;
  readonly folded: Folded;
}

/** A cell that is denied, by the places of its row and column, and why for the first pair it stands for. */
export interface Denial {
  readonly row: number;
  readonly column: number;
  readonly explanation: Explanation;
  readonly sentence: Phrase;
}

/** Every cell that policies deny, row by row. */
export function denialsOf({ folded, question, matrix, messages }: MatrixReport): readonly Denial[] {
  return folded.rows.flatMap((line, row) =>
    folded.columns.flatMap((other, column) => {
      if (folded.answer(row, column) !== 'denied') return [];
      const [pair] = pairsOf(question, line, other);
      const explanation = pair && explain(question, matrix, ...pair);
      if (!explanation) return [];
      return [{ row, column, explanation, sentence: messages.matrix.sentence(explanation) }];
    }),
  );
}

/** What is said of the plugin and of limits, a line each. */
export function remarksOn({
  messages: { matrix: words },
  plugin,
  enforces,
  isEnforced,
  question: { leftOut },
}: MatrixReport): readonly string[] {
  return [
    ...(enforces ? [] : [isEnforced ? words.asIf(plugin) : words.ignored(plugin)]),
    ...(leftOut > 0 ? [words.leftOut(leftOut)] : []),
  ];
}
