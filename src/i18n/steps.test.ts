import { describe, expect, test } from 'vitest';
import { stepNames, type Hop } from '../sim/trace/index.ts';
import en, { type StepTexts } from './en/steps.ts';
import { exampleHops } from './exampleHops.ts';
import { netnsName } from './facts.ts';
import ko from './ko/steps.ts';
import { plain, type Phrase } from './phrase.ts';

const languages: readonly (readonly [string, StepTexts])[] = [
  ['en', en],
  ['ko', ko],
];

test('there is an example of every step', () => {
  expect([...new Set(exampleHops.map(([, hop]) => hop.step))].sort()).toEqual(stepNames);
});

describe.each(languages)('%s', (language, texts) => {
  test.each(exampleHops)('%s', (_title, hop) => {
    const sentence = spoken(texts, hop);
    expect(sentence).not.toMatch(/undefined|\[object|  |^(?:the|an?) /);
    expect(sentence).toMatch(language === 'ko' ? /다(?:\([A-Z]+\))?\.$/ : /[A-Za-z\d”)]\.$/);
    expect(called(texts, hop)).not.toBe('');
  });

  test('a rewrite shows both addresses as addresses', () => {
    for (const [, hop] of exampleHops) {
      if (hop.step !== 'netfilter' || hop.rewrite === undefined) continue;
      const addresses = phraseOf(texts, hop).filter(
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
        ([language, texts]) => `  ${language}  ${called(texts, hop)}: ${spoken(texts, hop)}`,
      ),
    ].join('\n'),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./steps.golden.txt');
});

function spoken(texts: StepTexts, hop: Hop): string {
  return plain(phraseOf(texts, hop));
}

function phraseOf(texts: StepTexts, hop: Hop): Phrase {
  const sentence = texts.sentences[hop.step] as (hop: Hop, place: string) => Phrase;
  return sentence(hop, netnsName(hop.place.netns));
}

function called(texts: StepTexts, hop: Hop): string {
  const name = texts.names[hop.step] as (hop: Hop) => string;
  return name(hop);
}
