import { expect, test } from 'vitest';
import type { FailureReason, Outcome, Result } from '../sim/trace/types.ts';
import enFirst from './en/index.ts';
import enLate from './en/late.ts';
import { outcomeWords, type AllMessages } from './index.ts';
import koFirst from './ko/index.ts';
import koLate from './ko/late.ts';
import { plain } from './phrase.ts';

const en: AllMessages = { ...enFirst, ...enLate };
const ko: AllMessages = { ...koFirst, ...koLate };
const service = { kind: 'Service', namespace: 'default', name: 'web', path: 'spec.selector' };

test('both languages speak of every end of a request', () => {
  for (const messages of [en, ko]) {
    for (const result of Object.keys(messages.outcomes) as Result[])
      speaks(messages, { result, because: [], says: '' });
    for (const reason of Object.keys(messages.endings.reasons) as FailureReason[])
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

function speaks(messages: AllMessages, outcome: Outcome): void {
  const { heading, sentence } = outcomeWords(messages, outcome);
  expect(heading).toMatch(/^\S.*[^.]$/);
  expect(plain(sentence)).toMatch(messages === ko ? /다(?:\([^)]*\))?\.$/ : /^[A-Z].*\.$/);
}
