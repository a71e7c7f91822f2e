import { describe, expect, it } from 'vitest';
import { admit, type EndpointSlice, type Store } from '../api/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { settle } from './index.ts';

function settled(documents: readonly string[]): Store {
  return settle(admit(readManifest(documents.join('\n---\n')), defaultSpec).entries, defaultSpec);
}

function slices(documents: readonly string[]): readonly EndpointSlice[] {
  return settled(documents)
    .listIn('EndpointSlice', 'default')
    .filter(({ metadata }) => metadata.name !== 'kubernetes');
}

/** `ports -> Pods`, with `!` before those that are not ready. */
function drawn({ ports = [], endpoints }: EndpointSlice): string {
  const left = ports.map(({ name, port, protocol }) => `${name}:${port}/${protocol}`).join(' ');
  return `${left} -> ${endpoints.map(({ conditions, targetRef, addresses }) => `${conditions?.ready ? '' : '!'}${targetRef?.name ?? addresses.join()}`).join(' ')}`;
}

const service = (spec: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: web, labels: {team: a}}, spec: {${spec}}}`;

const pod = (name: string, labels: string, ports = '', rest = '', annotations = ''): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {${labels}}, annotations: {${annotations}}}, spec: {${rest && `${rest}, `}containers: [{name: c, image: nginx, ports: [${ports}]}]}}`;

const web = 'app: web';
const notReady = 'podpath.dev/ready: "false"';

describe('endpoint slices', () => {
  it.each<[what: string, documents: readonly string[], expected: readonly string[]]>([
    ['no Pod: an empty one', [service('selector: {app: web}, ports: [{port: 80}]')], [' -> ']],
    [
      'Pods with the labels',
      [
        service('selector: {app: web}, ports: [{port: 80}]'),
        pod('a', web),
        pod('b', 'app: api'),
        pod('c', 'app: web, x: z'),
        pod('d', ''),
      ],
      [':80/TCP -> a c'],
    ],
    [
      'all labels are needed',
      [
        service('selector: {app: web, x: z}, ports: [{port: 80}]'),
        pod('a', web),
        pod('c', 'app: web, x: z'),
      ],
      [':80/TCP -> c'],
    ],
    [
      'several ports',
      [
        service(
          'selector: {app: web}, ports: [{name: a, port: 80, targetPort: 8080}, {name: b, port: 53, protocol: UDP}]',
        ),
        pod('a', web),
      ],
      ['a:8080/TCP b:53/UDP -> a'],
    ],
    [
      'a named port',
      [
        service('selector: {app: web}, ports: [{port: 80, targetPort: http}]'),
        pod('a', web, '{name: http, containerPort: 8080}'),
      ],
      [':8080/TCP -> a'],
    ],
    [
      'a named port, different in two Pods',
      [
        service('selector: {app: web}, ports: [{port: 80, targetPort: http}]'),
        pod('a', web, '{name: http, containerPort: 8080}'),
        pod('b', web, '{name: http, containerPort: 9090}'),
      ],
      [':8080/TCP -> a', ':9090/TCP -> b'],
    ],
    [
      'a named port nobody declares',
      [service('selector: {app: web}, ports: [{port: 80, targetPort: http}]'), pod('a', web)],
      [' -> a'],
    ],
    [
      'a named port of another protocol',
      [
        service('selector: {app: web}, ports: [{port: 80, targetPort: dns}]'),
        pod('a', web, '{name: dns, containerPort: 53, protocol: UDP}'),
      ],
      [' -> a'],
    ],
    [
      'not ready',
      [
        service('selector: {app: web}, ports: [{port: 80}]'),
        pod('a', web, '', '', notReady),
        pod('b', web),
      ],
      [':80/TCP -> !a b'],
    ],
    [
      'not ready, but published',
      [
        service('selector: {app: web}, publishNotReadyAddresses: true, ports: [{port: 80}]'),
        pod('a', web, '', '', notReady),
      ],
      [':80/TCP -> a'],
    ],
    [
      'not scheduled',
      [
        service('selector: {app: web}, ports: [{port: 80}]'),
        pod('a', web, '', 'nodeSelector: {disk: ssd}'),
      ],
      [' -> '],
    ],
    [
      'headless, without ports',
      [service('clusterIP: None, selector: {app: web}'), pod('a', web)],
      [' -> a'],
    ],
    ['no selector', [service('ports: [{port: 80}]'), pod('a', web)], []],
    [
      'an empty selector is none',
      [service('selector: {}, ports: [{port: 80}]'), pod('a', web)],
      [],
    ],
    [
      'ExternalName',
      [
        service('type: ExternalName, externalName: example.org, selector: {app: web}'),
        pod('a', web),
      ],
      [],
    ],
    [
      'written by hand',
      [
        service('ports: [{port: 80}]'),
        '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: mine, labels: {kubernetes.io/service-name: web}}, addressType: IPv4, endpoints: [{addresses: [192.0.2.1], conditions: {ready: true}}], ports: [{port: 80}]}',
      ],
      [':80/TCP -> 192.0.2.1'],
    ],
    [
      'Endpoints written by hand',
      [
        service('ports: [{name: db, port: 5432}]'),
        '{apiVersion: v1, kind: Endpoints, metadata: {name: web}, subsets: [{addresses: [{ip: 192.0.2.1}], notReadyAddresses: [{ip: 192.0.2.2}], ports: [{name: db, port: 5432}]}]}',
      ],
      ['db:5432/TCP -> 192.0.2.1 !192.0.2.2'],
    ],
    [
      'Endpoints written by hand for a Service with a selector',
      [
        service('selector: {app: web}, ports: [{port: 80}]'),
        '{apiVersion: v1, kind: Endpoints, metadata: {name: web}, subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]}',
      ],
      [' -> '],
    ],
  ])('%s', (_what, documents, expected) => {
    expect(slices(documents).map(drawn).sort()).toEqual([...expected].sort());
  });

  it('say whose they are and what each endpoint is', () => {
    const [slice] = slices([
      service('clusterIP: None, selector: {app: web}, ports: [{port: 80}]'),
      pod('a', web, '', 'hostname: one, subdomain: web'),
    ]);
    expect(slice?.metadata).toMatchObject({
      generateName: 'web-',
      labels: {
        team: 'a',
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'service.kubernetes.io/headless': '',
      },
    });
    expect(slice?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(slice?.endpoints).toEqual([
      {
        addresses: ['10.244.1.3'],
        conditions: { ready: true, serving: true, terminating: false },
        hostname: 'one',
        targetRef: { kind: 'Pod', namespace: 'default', name: 'a' },
        nodeName: 'node-1',
      },
    ]);
  });

  it('hold no more than a hundred endpoints each', () => {
    const deployment =
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 210, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}';
    const many = slices([service('selector: {app: web}, ports: [{port: 80}]'), deployment]);
    expect(
      many.map(({ endpoints }) => endpoints.length).sort((left, right) => left - right),
    ).toEqual([10, 100, 100]);
    expect(new Set(many.map(({ metadata }) => metadata.name)).size).toBe(3);
  });

  it('give hints where traffic should stay near', () => {
    const node =
      '{apiVersion: v1, kind: Node, metadata: {name: one, labels: {topology.kubernetes.io/zone: z}}}';
    const [zone] = slices([
      node,
      pod('a', web),
      service('selector: {app: web}, trafficDistribution: PreferSameZone, ports: [{port: 80}]'),
    ]);
    const [near] = slices([
      node,
      pod('a', web),
      service('selector: {app: web}, trafficDistribution: PreferSameNode, ports: [{port: 80}]'),
    ]);
    expect(zone?.endpoints[0]).toMatchObject({ zone: 'z', hints: { forZones: [{ name: 'z' }] } });
    expect(near?.endpoints[0]?.hints).toEqual({
      forZones: [{ name: 'z' }],
      forNodes: [{ name: 'one' }],
    });
  });

  it('read out of a running cluster are kept by name, and brought up to date', () => {
    const read =
      '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: web-abcde, uid: 1-2, labels: {kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}}, addressType: IPv4, endpoints: [], ports: [{port: 80, name: "", protocol: TCP}]}';
    const [slice, ...others] = slices([
      service('selector: {app: web}, ports: [{port: 80}]'),
      pod('a', web),
      read,
    ]);
    expect(others).toEqual([]);
    expect(slice?.metadata.name).toBe('web-abcde');
    expect(slice && drawn(slice)).toBe(':80/TCP -> a');
  });
});
