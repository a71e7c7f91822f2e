import { describe, expect, it } from 'vitest';
import { eventsOf } from '../api/index.ts';
import { defaultSpec, type ClusterSpec } from '../spec.ts';
import { build, prepare } from '../world.ts';

await prepare({ ...defaultSpec, loadBalancer: 'metallb' });

type Row = readonly [
  what: string,
  more: { readonly spec?: object; readonly status?: object },
  address: string | undefined,
  events: readonly string[],
];

describe.each<[loadBalancer: ClusterSpec['loadBalancer'], rows: readonly Row[]]>([
  [
    'cloud',
    [
      ['any', {}, '198.51.100.1', ['EnsuredLoadBalancer', 'EnsuringLoadBalancer']],
      [
        'one that was reserved',
        { spec: { loadBalancerIP: '198.51.100.200' } },
        '198.51.100.200',
        ['EnsuredLoadBalancer', 'EnsuringLoadBalancer'],
      ],
      ['somebody else’s class', { spec: { loadBalancerClass: 'example.com/lb' } }, undefined, []],
      [
        'one it came with',
        { status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } } },
        '192.0.2.7',
        [],
      ],
    ],
  ],
  [
    'metallb',
    [
      ['any', {}, '192.168.0.240', ['IPAllocated', 'nodeAssigned']],
      [
        'one of the pool',
        { spec: { loadBalancerIP: '192.168.0.245' } },
        '192.168.0.245',
        ['IPAllocated', 'nodeAssigned'],
      ],
      ['one of no pool', { spec: { loadBalancerIP: '10.0.0.1' } }, undefined, ['AllocationFailed']],
      ['somebody else’s class', { spec: { loadBalancerClass: 'example.com/lb' } }, undefined, []],
    ],
  ],
  ['none', [['any', {}, undefined, []]]],
])('%s gives a Service', (loadBalancer, rows) => {
  it.each(rows)('%s', (_, more, address, reasons) => {
    const object = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }], ...more.spec },
      ...(more.status && { status: more.status }),
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx' }] },
    };
    const text = [object, pod].map((each) => JSON.stringify(each)).join('\n---\n');
    const { store } = build(text, { ...defaultSpec, loadBalancer }).cluster;
    const service = store.get('Service', 'default', 'web');
    expect(service?.status?.loadBalancer?.ingress?.[0]?.ip).toBe(address);
    const events = service ? eventsOf(store, service) : [];
    expect(events.map(({ reason = '' }) => reason).sort()).toEqual(reasons);
  });
});
