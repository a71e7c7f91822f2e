import { expect, test } from 'vitest';
import type { FailureReason, Outcome, Result } from '../sim/trace/types.ts';
import en, { type OutcomeText, type OutcomeTexts } from './en/outcomes.ts';
import ko from './ko/outcomes.ts';
import { plain } from './phrase.ts';

const service = { kind: 'Service', namespace: 'default', name: 'web', path: 'spec.selector' };

test('both languages speak of every end of a request', () => {
  for (const texts of [en, ko]) {
    for (const result of Object.keys(texts.results) as Result[])
      speaks(texts, { result, because: [], says: '' });
    for (const reason of Object.keys(texts.reasons) as FailureReason[])
      for (const because of [[], [service]])
        speaks(texts, { result: 'refused', reason, because, says: '' });
  }
});

test('the reason tells more than the result', () => {
  const outcome: Outcome = {
    result: 'refused',
    reason: 'no-endpoints',
    because: [service],
    says: '',
  };
  expect(plain(outcomeText(en, outcome).explain(outcome))).toContain('Service web');
  expect(plain(outcomeText(ko, outcome).explain(outcome))).toContain('서비스 web');
});

function outcomeText(texts: OutcomeTexts, { reason, result }: Outcome): OutcomeText {
  return reason === undefined ? texts.results[result] : texts.reasons[reason];
}

function speaks(texts: OutcomeTexts, outcome: Outcome): void {
  const { heading, explain } = outcomeText(texts, outcome);
  expect(heading).toMatch(/^\S.*[^.]$/);
  expect(plain(explain(outcome))).toMatch(texts === ko ? /다(?:\([^)]*\))?\.$/ : /^[A-Z].*\.$/);
}
