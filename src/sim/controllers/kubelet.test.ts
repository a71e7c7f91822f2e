import { describe, expect, it } from 'vitest';
import { admit, isReady, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec, type ClusterSpec } from '../spec.ts';
import { settle } from './index.ts';

function settled(
  documents: readonly string[],
  spec: ClusterSpec = { ...defaultSpec, nodes: 1 },
): Store {
  return settle(admit(readManifest(documents.join('\n---\n')), spec).entries, spec);
}

const pod = (name: string, { metadata = '', spec = '', status = '' } = {}): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}${metadata && `, ${metadata}`}}, spec: {${spec && `${spec}, `}containers: [{name: c, image: nginx}]}${status && `, status: {${status}}`}}`;

function addresses(store: Store): Record<string, string | undefined> {
  return Object.fromEntries(
    store.listIn('Pod', 'default').map(({ metadata, status }) => [metadata.name, status?.podIP]),
  );
}

describe('the kubelet', () => {
  it('gives addresses in the order of the text, after the cluster’s own', () => {
    expect(addresses(settled([pod('z'), pod('a'), pod('m')]))).toEqual({
      z: '10.244.1.4',
      a: '10.244.1.5',
      m: '10.244.1.6',
    });
  });

  it('gives the host’s address to Pods on its network', () => {
    expect(addresses(settled([pod('a', { spec: 'hostNetwork: true' }), pod('b')]))).toEqual({
      a: '192.168.0.11',
      b: '10.244.1.4',
    });
  });

  it('keeps addresses that were read, and gives them to nobody else', () => {
    const read = pod('read', { spec: 'nodeName: node-1', status: 'podIP: 10.244.1.4' });
    expect(addresses(settled([pod('a'), read]))).toEqual({ a: '10.244.1.5', read: '10.244.1.4' });
  });

  it('reports what it runs', () => {
    const [first] = settled([pod('a')]).listIn('Pod', 'default');
    expect(first?.status).toMatchObject({
      phase: 'Running',
      podIP: '10.244.1.4',
      podIPs: [{ ip: '10.244.1.4' }],
      hostIP: '192.168.0.11',
    });
    expect(first && isReady(first)).toBe(true);
  });

  it.each<[what: string, pod: string, ready: boolean]>([
    ['the annotation', pod('a', { metadata: 'annotations: {podpath.dev/ready: "false"}' }), false],
    [
      'the annotation, over what was read',
      pod('a', {
        metadata: 'annotations: {podpath.dev/ready: "false"}',
        spec: 'nodeName: node-1',
        status: 'phase: Running, podIP: 10.244.1.9, conditions: [{type: Ready, status: "True"}]',
      }),
      false,
    ],
    [
      'a readiness gate',
      pod('a', { spec: 'readinessGates: [{conditionType: example.com/gate}]' }),
      false,
    ],
    [
      'a readiness gate that holds',
      pod('a', {
        spec: 'readinessGates: [{conditionType: example.com/gate}]',
        status: 'conditions: [{type: example.com/gate, status: "True"}]',
      }),
      true,
    ],
    [
      'what was read',
      pod('a', {
        spec: 'nodeName: node-1',
        status: 'phase: Running, podIP: 10.244.1.9, conditions: [{type: Ready, status: "False"}]',
      }),
      false,
    ],
  ])('readiness: %s', (_what, text, ready) => {
    const [first] = settled([text]).listIn('Pod', 'default');
    expect(first?.status?.phase).toBe('Running');
    expect(first && isReady(first)).toBe(ready);
  });

  it('leaves Pods without a free address waiting', () => {
    const nodes =
      '{apiVersion: v1, kind: Node, metadata: {name: tiny}, spec: {podCIDR: 10.9.0.0/29}}';
    const store = settled([nodes, ...['a', 'b', 'c', 'd'].map((name) => pod(name))]);
    expect(addresses(store)).toEqual({ a: '10.9.0.4', b: '10.9.0.5', c: '10.9.0.6', d: undefined });
    expect(store.get('Pod', 'default', 'd')?.status?.phase).toBe('Pending');
  });

  it('does not run what is bound to no node of the cluster, nor what is over', () => {
    const store = settled([
      pod('a', { spec: 'nodeName: gone' }),
      pod('b', { spec: 'nodeName: node-1', status: 'phase: Succeeded' }),
    ]);
    expect(addresses(store)).toEqual({ a: undefined, b: undefined });
  });
});

describe('nodes without a range', () => {
  const node = (name: string, rest = ''): string =>
    `{apiVersion: v1, kind: Node, metadata: {name: ${name}}${rest && `, ${rest}`}}`;

  it('get the lowest that is free, in the order of the text', () => {
    const store = settled([
      node('z'),
      node(
        'given',
        'spec: {podCIDR: 10.244.2.0/24}, status: {addresses: [{type: InternalIP, address: 192.168.0.11}]}',
      ),
      node('a'),
    ]);
    expect(
      store
        .list('Node')
        .map(({ metadata, spec, status }) => [
          metadata.name,
          spec?.podCIDR,
          status?.addresses?.[0]?.address,
        ]),
    ).toEqual([
      ['a', '10.244.3.0/24', '192.168.0.13'],
      ['given', '10.244.2.0/24', '192.168.0.11'],
      ['z', '10.244.1.0/24', '192.168.0.12'],
    ]);
  });
});
