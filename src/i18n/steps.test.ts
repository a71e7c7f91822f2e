import { describe, expect, test } from 'vitest';
import { stepNames, type Hop } from '../sim/trace/index.ts';
import en from './en/index.ts';
import enLate from './en/late.ts';
import { exampleHops } from './exampleHops.ts';
import { netnsName } from './facts.ts';
import { nameOf, sentenceOf, type Messages } from './index.ts';
import ko from './ko/index.ts';
import koLate from './ko/late.ts';
import { plain, type Phrase } from './phrase.ts';

const languages: readonly (readonly [string, Messages])[] = [
  ['en', { ...en, ...enLate }],
  ['ko', { ...ko, ...koLate }],
];

test('there is an example of every step', () => {
  expect([...new Set(exampleHops.map(([, hop]) => hop.step))].sort()).toEqual(stepNames);
});

describe.each(languages)('%s', (language, messages) => {
  test.each(exampleHops)('%s', (_title, hop) => {
    const sentence = spoken(messages, hop);
    expect(sentence).not.toMatch(/undefined|\[object|  |^(?:the|an?) /);
    expect(sentence).toMatch(language === 'ko' ? /다(?:\([A-Z]+\))?\.$/ : /[A-Za-z\d”)]\.$/);
    expect(nameOf(messages, hop)).not.toBe('');
  });

  test('a rewrite shows both addresses as addresses', () => {
    for (const [, hop] of exampleHops) {
      if (hop.step !== 'netfilter' || hop.rewrite === undefined) continue;
      const addresses = phraseOf(messages, hop).filter(
        (part) => typeof part !== 'string' && part.part === 'address',
      );
      expect(addresses.length).toBeGreaterThanOrEqual(2);
    }
  });
});

test('the sentences, to be read by people', async () => {
  const lines = exampleHops.map(([title, hop]) =>
    [
      title,
      ...languages.map(
        ([language, messages]) =>
          `  ${language}  ${nameOf(messages, hop)}: ${spoken(messages, hop)}`,
      ),
    ].join('\n'),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./steps.golden.txt');
});

function spoken(messages: Messages, hop: Hop): string {
  return plain(phraseOf(messages, hop));
}

function phraseOf(messages: Messages, hop: Hop): Phrase {
  return sentenceOf(messages, hop, netnsName(hop.place.netns));
}
