import { defaulted, type JsonObject } from '../../src/sim/api/index.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

/** What the API server's defaulting makes of an object, or of a fragment of one: every field. */
const suite: Suite = {
  name: 'defaulting',
  run: (file) => (file as File).cases.map(runCase),
};
export default suite;

function runCase({ id, input, output }: Case): Result {
  const expected = canonical(output);
  const actual = canonical(defaulted(input), output);
  return { id, passed: expected === actual, expected, actual };
}

/** Fields that release 1.36 fills in and the recorded 1.28 did behind a gate: not compared where the recording lacks them. */
const newer = ['persistentVolumeClaimRetentionPolicy'];

/** Text that is the same for equal values. The recording has null, or nothing, where a field is empty. */
function canonical(value: unknown, known = value): string {
  return JSON.stringify(clean(value, known), null, 1);
}

function clean(value: unknown, known: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((each, index) => clean(each, (known as unknown[] | undefined)?.[index]));
  const recorded = (known ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'status' && (!newer.includes(key) || key in recorded))
      .map(([key, field]) => [key, clean(field, recorded[key])] as const)
      .filter(([, field]) => !isEmpty(field))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
