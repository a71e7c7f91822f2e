import { admit, kindOf, type AdmissionProblem, type Entry } from '../../src/sim/api/index.ts';
import { readManifest } from '../../src/sim/manifest/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly object: Given;
  /** What is there already, where the case is an update. */
  readonly oldObject?: Given;
  readonly expect: {
    readonly accepted: boolean;
    readonly errors: readonly { readonly type: string; readonly field: string }[];
  };
}

interface Given {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly namespace?: string };
}

/** Which manifests the validation code of the API server refuses, with reason and field. */
const suite: Suite = {
  name: 'validation',
  run: (file) => (file as File).cases.map(runCase),
};
export default suite;

function runCase({ id, object, oldObject, expect }: Case): Result {
  const namespace = object.metadata?.namespace;
  const before = [
    ...(namespace === undefined ? [] : [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }]),
  ];
  const former: readonly Entry[] = [
    ...admit(readManifest(textOf(before)), defaultSpec).entries,
    ...(oldObject ? [stored(oldObject)] : []),
  ].map((entry) => ({ ...entry, source: { by: 'cluster' } }));
  const { problems } = admit(readManifest(textOf([object])), defaultSpec, former);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const expected = expect.errors.map(({ type, field }) => `${type} ${spelled(field)}`).sort();
  const actual = errors.map(lineOf).sort();
  const texts = [expected, actual].map((lines) => lines.join('\n') || 'accepted') as [string, string];
  return { id, passed: texts[0] === texts[1], expected: texts[0], actual: texts[1] };
}
