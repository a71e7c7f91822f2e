import { describe, expect, test } from 'vitest';
import type { Pod, PodSpec } from '../api/kinds/types.ts';
import { ip } from '../net/index.ts';
import { defaultSpec } from '../spec.ts';
import { exampleStore } from './fixture.ts';
import { candidates, hostResolver, resolverOf, secondsFor } from './index.ts';

const search = ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

function podOf(spec: Partial<PodSpec>): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'default' },
    spec: { containers: [], dnsPolicy: 'ClusterFirst', ...spec },
    status: { phase: 'Running', podIP: '10.244.1.7', conditions: [] },
  };
}

const resolver = (spec: Partial<PodSpec>): ReturnType<typeof resolverOf> =>
  resolverOf(podOf(spec), defaultSpec, exampleStore());

describe('the names that are tried', () => {
  test.each<[name: string, ndots: number, tried: readonly string[]]>([
    [
      'web',
      5,
      ['web.default.svc.cluster.local.', 'web.svc.cluster.local.', 'web.cluster.local.', 'web.'],
    ],
    ['web.', 5, ['web.']],
    [
      'a.b.c.d.e',
      5,
      [
        'a.b.c.d.e.default.svc.cluster.local.',
        'a.b.c.d.e.svc.cluster.local.',
        'a.b.c.d.e.cluster.local.',
        'a.b.c.d.e.',
      ],
    ],
    [
      'a.b.c.d.e.f',
      5,
      [
        'a.b.c.d.e.f.',
        'a.b.c.d.e.f.default.svc.cluster.local.',
        'a.b.c.d.e.f.svc.cluster.local.',
        'a.b.c.d.e.f.cluster.local.',
      ],
    ],
    [
      'web.shop',
      1,
      [
        'web.shop.',
        'web.shop.default.svc.cluster.local.',
        'web.shop.svc.cluster.local.',
        'web.shop.cluster.local.',
      ],
    ],
  ])('%s with ndots %i', (name, ndots, tried) => {
    expect(candidates(name, { search, ndots })).toEqual(tried);
  });
});

describe('a Pod’s resolv.conf', () => {
  const cluster = { nameservers: ['10.96.0.10'], search, ndots: 5 };
  const node = { nameservers: ['203.0.113.53'], search: [], ndots: 1 };

  test.each<[spec: Partial<PodSpec>, expected: object]>([
    [{}, cluster],
    [{ hostNetwork: true }, node],
    [{ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }, cluster],
    [{ dnsPolicy: 'Default' }, node],
    [
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.53'] } },
      { ...node, nameservers: ['192.0.2.53'] },
    ],
    [
      { dnsConfig: { options: [{ name: 'ndots', value: '2' }], searches: ['example.com'] } },
      { ...cluster, ndots: 2, search: [...search, 'example.com'] },
    ],
    [
      { dnsConfig: { nameservers: ['10.96.0.10', '1.1.1.1', '1.0.0.1', '9.9.9.9'] } },
      { ...cluster, nameservers: ['10.96.0.10', '1.1.1.1', '1.0.0.1'] },
    ],
    [{ dnsConfig: { options: [{ name: 'ndots', value: '99' }] } }, { ...cluster, ndots: 15 }],
  ])('%j', (spec, expected) => {
    expect(resolver(spec)).toMatchObject(expected);
  });

  test('names the fields it comes from', () => {
    expect(resolver({ dnsConfig: {} }).because.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'Pod spec.dnsConfig',
      'Pod spec.dnsPolicy',
      'Service spec.clusterIP',
    ]);
  });
});

test('a Pod’s /etc/hosts', () => {
  const hostAliases = [{ ip: '192.0.2.7', hostnames: ['Foo.test', 'localhost'] }];
  expect([...resolver({ hostname: 'db', subdomain: 'sets', hostAliases }).hosts]).toEqual([
    ['localhost', '127.0.0.1'],
    ['db', '10.244.1.7'],
    ['db.sets.default.svc.cluster.local', '10.244.1.7'],
    ['foo.test', '192.0.2.7'],
  ]);
});

test('a node and a host outside ask the resolver of the world', () => {
  const { nameservers, hosts } = hostResolver(defaultSpec, [['Node-1', ip('192.168.0.11')]]);
  expect([nameservers, [...hosts.keys()]]).toEqual([['203.0.113.53'], ['localhost', 'node-1']]);
});

test('search domains of a node are handed down to its Pods, behind the cluster’s', () => {
  const spec = { ...defaultSpec, outside: { ...defaultSpec.outside, search: ['home.example'] } };
  const of = (pod: Partial<PodSpec>) => resolverOf(podOf(pod), spec, exampleStore()).search;
  expect(of({})).toEqual([...search, 'home.example']);
  expect(of({ dnsPolicy: 'Default' })).toEqual(['home.example']);
});

test.each([
  [1, [5]],
  [2, [5, 5]],
  [3, [5, 3, 6]],
])('with %i name servers glibc waits %j seconds for them', (count, expected) => {
  const nameservers = Array.from({ length: count }, (_, index) => ip(`192.0.2.${index}`));
  const seconds = nameservers.map((_, place) =>
    secondsFor({ timeoutSeconds: 5, nameservers }, place),
  );
  expect(seconds).toEqual(expected);
});
