import { beforeEach, describe, expect, test } from 'vitest';
import { loadExamples, textOf } from '../../examples/index.ts';
import { readLink, writeLink } from '../../share/index.ts';
import { keepDraft, linkSource, readDrafts } from './drafts.ts';
import { writePreferences, writeScenario } from './session.ts';
import { startOf } from './start.ts';
import type { TextStorage } from './storage.ts';

let storage: TextStorage;
await loadExamples();
beforeEach(() => {
  const kept = new Map<string, string>();
  storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
  };
});

const start = (hash = '', languages: readonly string[] = ['en-US']) =>
  startOf({ link: readLink(hash), storage, languages });

describe('the page starts', () => {
  test('with the first example', () => {
    const { source, text, to } = start().choices;
    expect([source, text, to]).toEqual([
      'pods-and-service',
      textOf('pods-and-service'),
      'pod-service',
    ]);
  });

  test('where the last visit ended', () => {
    const { choices } = start();
    writeScenario(storage, {
      ...choices,
      source: 'shop',
      to: 'cart:7070',
      spec: { ...choices.spec, nodes: 5 },
    });
    keepDraft(storage, 'shop', 'kind: Pod');
    const { source, text, to, spec } = start().choices;
    expect([source, text, to, spec.nodes]).toEqual(['shop', 'kind: Pod', 'cart:7070', 5]);
  });

  test('with a link before anything else', () => {
    keepDraft(storage, 'pods-and-service', 'mine');
    const from = { kind: 'node', name: 'node-1' } as const;
    const sent = { attempt: 3, leg: 1, hop: 2 };
    const link = {
      text: 'theirs',
      nodes: 3,
      cni: 'flannel',
      proxyMode: 'iptables',
      seed: 9,
      from,
      to: 'web',
      sent,
      locale: 'ko',
    };
    const { choices, moment } = start(writeLink(link));
    // Links from before there was a choice had nobody who gives out load balancers.
    expect(choices.spec.loadBalancer).toBe('none');
    expect(start(writeLink({ ...link, loadBalancer: 'metallb' })).choices.spec.loadBalancer).toBe(
      'metallb',
    );
    expect(choices).toMatchObject({
      text: 'theirs',
      from,
      to: 'web',
      locale: 'ko',
      spec: { nodes: 3, seed: 9 },
    });
    expect(moment).toEqual(sent);
    expect(readDrafts(storage)['pods-and-service']).toBe('mine');
  });

  test('with a word about a damaged link', () => {
    const { choices } = start('#v1.AAAA');
    expect([choices.notice, choices.source]).toEqual(['damaged-link', 'pods-and-service']);
  });

  test.each([
    [['ko-KR', 'en'], 'ko'],
    [['fr', 'ko'], 'ko'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('in the best of the browser’s languages: %j is %s', (languages, locale) => {
    expect(start('', languages).choices.locale).toBe(locale);
  });

  test('in the language that was chosen', () => {
    writePreferences(storage, { locale: 'ko', theme: 'dark', speed: 2 });
    expect(start('', ['en']).choices).toMatchObject({ locale: 'ko', theme: 'dark', speed: 2 });
  });

  test.each(['{', 'null', '7', '{"source":"none","spec":{"nodes":99,"seed":-1},"from":{}}'])(
    'whatever is stored: %s',
    (stored) => {
      storage.setItem('podpath.session', stored);
      storage.setItem('podpath.drafts', stored);
      storage.setItem('podpath.preferences', stored);
      expect(start().choices.source).toBe('pods-and-service');
      expect(start().choices.spec.nodes).toBe(2);
    },
  );
});

describe('drafts', () => {
  test('of examples are kept only while they differ from them', () => {
    keepDraft(storage, 'shop', 'mine');
    keepDraft(storage, 'shop', textOf('shop') ?? '');
    expect(readDrafts(storage)).toEqual({});
  });

  test('of links make room for newer ones, and those of examples stay', () => {
    keepDraft(storage, 'shop', 'mine');
    for (let number = 0; number < 20; number++) {
      keepDraft(storage, linkSource(`text ${number}`), `text ${number}`);
    }
    const drafts = readDrafts(storage);
    expect(Object.keys(drafts)).toHaveLength(13);
    expect(drafts.shop).toBe('mine');
    expect(drafts[linkSource('text 19')]).toBe('text 19');
  });

  test('that find no room harm nothing', () => {
    const full: TextStorage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(keepDraft(full, 'shop', 'mine')).toBe(false);
  });
});
