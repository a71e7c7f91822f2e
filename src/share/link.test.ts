import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SharedChoices } from './choices.ts';
import { textMax } from './choices.ts';
import { readLink, writeLink } from './link.ts';

const choices: SharedChoices = {
  text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n',
  nodes: 2,
  cni: 'flannel',
  proxyMode: 'iptables',
  seed: 1,
  from: { kind: 'pod', namespace: 'default', name: 'web' },
  to: 'http://web/',
  locale: 'ko',
};

const senders = fc.oneof(
  fc.record({
    kind: fc.constant('pod' as const),
    namespace: fc.string({ maxLength: 63 }),
    name: fc.string({ maxLength: 253 }),
  }),
  fc.record({
    kind: fc.constantFrom('node' as const, 'host' as const),
    name: fc.string({ maxLength: 253 }),
  }),
);

const anyChoices: fc.Arbitrary<SharedChoices> = fc.record(
  {
    text: fc.string({ unit: 'grapheme' }),
    nodes: fc.integer({ min: 1, max: 50 }),
    cni: fc.string({ maxLength: 40 }),
    proxyMode: fc.string({ maxLength: 40 }),
    ipvsScheduler: fc.string({ maxLength: 40 }),
    loadBalancer: fc.string({ maxLength: 40 }),
    ingressController: fc.string({ maxLength: 40 }),
    gatewayController: fc.string({ maxLength: 40 }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    from: senders,
    to: fc.string({ maxLength: 500 }),
    sent: fc.record({ attempt: fc.nat(1e6), leg: fc.nat(1e4), hop: fc.nat(1e4) }),
    locale: fc.string({ maxLength: 20 }),
  },
  { requiredKeys: ['text', 'nodes', 'cni', 'proxyMode', 'seed', 'from', 'to', 'locale'] },
);

describe('a link', () => {
  test('brings back the choices it was made of', () => {
    fc.assert(
      fc.property(anyChoices, (some) => {
        expect(readLink(writeLink(some) ?? '')).toEqual({ link: 'good', choices: some });
      }),
    );
  });

  test('of version 1 opens for ever', () => {
    const hash = '#v1.IzPOgOmZ7t4F2onuZaAQyNvIPsISCEDXgQMBaCs4EIxrawE';
    const sent = { attempt: 2, leg: 1, hop: 3 };
    expect(readLink(hash)).toEqual({ link: 'good', choices: { ...choices, sent } });
  });

  test('from before connections were closed leaves open what is used again', () => {
    const client = { kind: 'host', name: 'client' } as const;
    const asked = (to: string) => ({ from: client, to, attempt: 0 });
    const old = {
      ...choices,
      from: client,
      to: 'http://web',
      sent: { attempt: 1, leg: 0, hop: 0, reuse: true as const },
    };
    const kept = { keepAlive: true };
    const read = readLink(
      writeLink({
        ...old,
        sent: { ...old.sent, before: [asked('http://web'), asked('udp://web')] },
      }) ?? '',
    );
    expect(read).toMatchObject({
      choices: {
        sent: {
          reuse: true,
          ...kept,
          before: [{ ...asked('http://web'), ...kept }, asked('udp://web')],
        },
      },
    });
    const sent = { ...old.sent, keepAlive: true as const, before: [asked('http://web')] };
    expect(readLink(writeLink({ ...old, sent }) ?? '')).toEqual({
      link: 'good',
      choices: { ...old, sent },
    });
  });

  test('to a text of a few lines is short', () => {
    expect(writeLink(choices)?.length).toBeLessThan(140);
  });

  test('to a text that is too long is refused', () => {
    expect(writeLink({ ...choices, text: 'x'.repeat(textMax + 1) })).toBeUndefined();
  });

  test.each([
    ['a word', '#about'],
    ['another version', '#v9.AAAA'],
    ['not base64url', '#v1.%%%'],
    ['not deflate', '#v1._____'],
    ['cut off', (writeLink(choices) ?? '').slice(0, -9)],
    ['too long', `#v1.${'A'.repeat(500_000)}`],
    ['too many nodes', writeLink({ ...choices, nodes: 51 }) ?? ''],
    ['no name', writeLink({ ...choices, from: { kind: 'node' } as never }) ?? ''],
  ])('that is damaged is told from a good one: %s', (_, hash) => {
    expect(readLink(hash)).toEqual({ link: 'damaged' });
  });

  test('is absent when the address has no hash', () => {
    expect(readLink('')).toEqual({ link: 'none' });
  });

  test('made by anybody never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['none', 'damaged', 'good']).toContain(readLink(`#v1.${text}`).link);
      }),
    );
  });
});
