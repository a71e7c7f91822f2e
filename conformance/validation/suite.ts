import { check, type JsonObject } from '../../src/sim/api/index.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly object: JsonObject;
  /** What is there already, where the case is an update. */
  readonly oldObject?: JsonObject;
  readonly expect: {
    readonly errors: readonly { readonly type: string; readonly field: string }[];
  };
}

/** Which manifests the validation code of the API server refuses, with reason and field. */
const suite: Suite = {
  name: 'validation',
  run: (file) => (file as File).cases.map(runCase),
};
export default suite;

function runCase({ id, object, oldObject, expect }: Case): Result {
  const expected = textOf(expect.errors.map(({ type, field }) => `${type} ${spelled(field)}`));
  const actual = textOf(problemsOf(object, oldObject));
  return { id, passed: expected === actual, expected, actual };
}

function problemsOf(object: JsonObject, former: JsonObject | undefined): readonly string[] {
  const result = check(object, former);
  if ('errors' in result)
    return result.errors.map(({ reason, path }) => `${typeOf(reason)} ${spelled(path)}`);
  return result.faults.map(({ code, path }) =>
    code === 'unknown-field'
      ? `UnknownField ${path}`
      : `DecodeError ${path.replace(/\[\d+\]/g, '')}`,
  );
}

/** As metav1.CauseType. */
function typeOf(reason: string): string {
  return reason === 'InternalError' ? reason : `FieldValue${reason}`;
}

/** Releases differ in how they spell this one field. */
function spelled(field: string): string {
  return field.replace('LoadBalancerSourceRanges', 'loadBalancerSourceRanges');
}

function textOf(lines: readonly string[]): string {
  return [...lines].sort().join('\n') || 'accepted';
}
