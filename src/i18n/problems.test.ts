import { expect, test } from 'vitest';
import type { AdmissionProblem } from '../sim/api/types.ts';
import type { ManifestProblem } from '../sim/manifest/types.ts';
import en from './en/late.ts';
import ko from './ko/late.ts';
import { plain } from './phrase.ts';
import { problemPhrase } from './tell.ts';

test('both languages speak of everything that can be wrong with a text', () => {
  for (const messages of [en, ko]) {
    const texts = messages.problems;
    for (const code of Object.keys(texts.manifest) as ManifestProblem['code'][]) {
      const said = plain(
        problemPhrase(messages, {
          severity: 'error',
          code,
          detail: 'a detail',
          span: { from: 0, to: 1 },
        }),
      );
      expect(said).toMatch(/^\S.+[.:l]$/s);
      expect(said).not.toContain('undefined');
    }
    for (const reason of Object.values(texts.fields)) expect(reason).toMatch(/\.$/);
  }
});

test("the server's own words stay visible in every language", () => {
  for (const messages of [en, ko]) {
    for (const code of Object.keys(messages.problems.admission) as AdmissionProblem['code'][])
      expect(
        plain(problemPhrase(messages, refusal(code, 'unknown field "spec.selecter"'))),
      ).toContain('unknown field "spec.selecter"');
  }
});

test('a suggestion is made where there is one', () => {
  const problem: AdmissionProblem = {
    ...refusal('unknown-field', 'unknown field "selecter"'),
    suggestion: 'selector',
  };
  expect(plain(problemPhrase(en, problem))).toContain('Did you mean selector?');
  expect(plain(problemPhrase(ko, problem))).toContain('selector를 쓰려던 것일 수 있습니다.');
});

/** What the server says, and what Korean adds to it. */
const meanings: readonly (readonly [
  code: AdmissionProblem['code'],
  message: string,
  meaning: string,
])[] = [
  [
    'field-invalid',
    'spec.ports[0].port: Invalid value: 65536: must be between 1 and 65535, inclusive',
    '1에서 65535 사이',
  ],
  [
    'field-invalid',
    'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    '자신이 만든 파드를 찾을 수 없습니다',
  ],
  [
    'field-invalid',
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    'type이 NodePort나 LoadBalancer일 때만',
  ],
  [
    'field-invalid',
    'metadata.name: Invalid value: "Web": a lowercase RFC 1123 label must consist of …',
    '소문자, 숫자, 하이픈(-)',
  ],
  [
    'field-invalid',
    'spec.ports[0].targetPort: Invalid value: "8080": must contain at least one letter (a-z)',
    '따옴표 없이 숫자로',
  ],
  [
    'field-invalid',
    'spec.ports[0].somethingNew: Invalid value: 1: words nobody has seen',
    '쓸 수 없는 값',
  ],
  [
    'allocation',
    'spec.ports[0].nodePort: Invalid value: 2181: provided port is not in the valid range. The range of valid ports is 30000-32767',
    '범위를 벗어난 포트',
  ],
  [
    'allocation',
    'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    '이미 쓰고 있는 nodePort',
  ],
  ['no-match', 'no matches for kind "Ingress" in version "extensions/v1beta1"', '조합이 없습니다'],
];

test.each(meanings)('Korean explains: %s, %s', (code, message, meaning) => {
  expect(plain(problemPhrase(ko, refusal(code, message)))).toContain(meaning);
});

test('Korean falls back on the reason', () => {
  const error = { reason: 'Required', path: 'spec.ports', detail: '' } as const;
  expect(
    plain(problemPhrase(ko, { ...refusal('field-invalid', 'spec.ports: Required value'), error })),
  ).toContain(ko.problems.fields.Required);
});

function refusal(code: AdmissionProblem['code'], message: string): AdmissionProblem {
  return { severity: 'error', code, document: 0, path: 'spec', message };
}
