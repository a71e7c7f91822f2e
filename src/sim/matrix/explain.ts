import { remember } from '../../base/remember.ts';
import {
  judge,
  type Direction,
  type DirectionVerdict,
  type Miss,
  type Verdict,
} from '../policy/index.ts';
import { policiesIn } from './matrix.ts';
import {
  answers,
  type Answer,
  type Destination,
  type Matrix,
  type Member,
  type Question,
} from './types.ts';

/** One pair of a source and a destination, and why it is answered as it is. */
export interface Explanation {
  readonly answer: Exclude<Answer, 'mixed'>;
  readonly source: Member;
  readonly target: Member;
  readonly destination: Destination;
  /** What policies say, out of the source and into the target. */
  readonly verdict: Verdict;
  /** Where no rule lets the packet pass: what is in its way in the one that comes nearest to that. */
  readonly near: Readonly<Partial<Record<Direction, Miss>>>;
}

const policiesRead = remember(policiesIn);

/** Why one member gets this answer from a destination. Both are places in the question; `undefined` for places that are none. */
export function explain(
  question: Question,
  matrix: Matrix,
  source: number,
  place: number,
): Explanation | undefined {
  const from = question.members[source];
  const destination = question.destinations[place];
  const target = destination && question.members[destination.member];
  const answer = answers[matrix.rows[source]?.[place] ?? answers.length];
  if (!from || !destination || !target || !answer || answer === 'mixed') return undefined;
  const flow = { source: from.party, destination: target.party, ...destination.probe };
  const verdict = judge(policiesRead(question), flow);
  const [egress, ingress] = [nearestMiss(verdict.egress), nearestMiss(verdict.ingress)];
  const near = { ...(egress && { egress }), ...(ingress && { ingress }) };
  return { answer, source: from, target, destination, verdict, near };
}

/** Of the rules that might have let a flow pass, the first thing that the one lacks which lacks least. */
function nearestMiss({ asked, because }: DirectionVerdict): Miss | undefined {
  if (because.why !== 'isolated') return undefined;
  return asked
    .filter(({ tier }) => tier === 'NetworkPolicy')
    .flatMap(({ rules }) => rules)
    .map(({ peerMisses, portMisses }) => ({
      miss: peerMisses[0] ?? portMisses[0],
      lacks: Number(peerMisses.length > 0) + Number(portMisses.length > 0),
    }))
    .toSorted((one, other) => one.lacks - other.lacks)[0]?.miss;
}
