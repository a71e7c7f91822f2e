import { describe, expect, test } from 'vitest';
import type { Sender } from '../../sim/trace/types.ts';
import { closestSender, senderKey, senderLabel, type SenderGroup } from './senders.ts';

describe('a sender', () => {
  const pod = (name: string, namespace = 'default') =>
    ({ kind: 'pod', namespace, name }) as const satisfies Sender;
  const groups: readonly SenderGroup[] = [
    { group: 'pods', senders: [pod('api-6d9f-aaaaa'), pod('web-5c4b-xxxxx'), pod('web', 'other')] },
    { group: 'nodes', senders: [{ kind: 'node', name: 'node-1' }] },
  ];

  test.each([
    ['is found as it is', pod('web', 'other'), 'pod:other/web'],
    ['is found after its template changed', pod('web-77aa-yyyyy'), 'pod:default/web-5c4b-xxxxx'],
    ['is found by the beginning of its name', pod('web'), 'pod:default/web-5c4b-xxxxx'],
    [
      'becomes the first of its namespace when it is gone',
      pod('gone'),
      'pod:default/api-6d9f-aaaaa',
    ],
    ['may be a node', { kind: 'node', name: 'node-1' } as const, 'node:node-1'],
    [
      'becomes the first when its kind is gone',
      { kind: 'host', name: 'client' } as const,
      'pod:default/api-6d9f-aaaaa',
    ],
  ])('%s', (_, wanted, key) => {
    const found = closestSender(groups, wanted);
    expect(found && senderKey(found)).toBe(key);
  });

  test('is nobody where there is nobody', () => {
    expect(closestSender([], pod('web'))).toBeUndefined();
  });

  test('is called by its name, with the namespace and the container where they matter', () => {
    expect(senderLabel(pod('web'))).toBe('web');
    expect(senderLabel({ ...pod('web', 'shop'), container: 'proxy' })).toBe('shop/web · proxy');
  });
});
