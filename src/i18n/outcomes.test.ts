import { expect, test } from 'vitest';
import type { FailureReason, Outcome, Result } from '../sim/trace/types.ts';
import en from './en/index.ts';
import { outcomeWords, type Messages } from './index.ts';
import ko from './ko/index.ts';
import { plain } from './phrase.ts';

const service = { kind: 'Service', namespace: 'default', name: 'web', path: 'spec.selector' };

test('both languages speak of every end of a request', () => {
  for (const messages of [en, ko]) {
    const texts = messages.outcomes;
    for (const result of Object.keys(texts.results) as Result[])
      speaks(messages, { result, because: [], says: '' });
    for (const reason of Object.keys(texts.reasons) as FailureReason[])
      for (const because of [[], [service]])
        speaks(messages, { result: 'refused', reason, because, says: '' });
  }
});

test('the reason tells more than the result', () => {
  const outcome: Outcome = {
    result: 'refused',
    reason: 'no-endpoints',
    because: [service],
    says: '',
  };
  expect(plain(outcomeWords(en, outcome).sentence)).toContain('Service web');
  expect(plain(outcomeWords(ko, outcome).sentence)).toContain('서비스 web');
});

function speaks(messages: Messages, outcome: Outcome): void {
  const { heading, sentence } = outcomeWords(messages, outcome);
  expect(heading).toMatch(/^\S.*[^.]$/);
  expect(plain(sentence)).toMatch(messages === ko ? /다(?:\([^)]*\))?\.$/ : /^[A-Z].*\.$/);
}
