import { describe, expect, it } from 'vitest';
import { settle } from '../controllers/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import { endpointCauses, notReadyCauses, portCauses } from './because.ts';
import { locate, refsAt, spanOf } from './locate.ts';
import type { AdmissionProblem, Ref } from './types.ts';

const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
        app.kubernetes.io/name: shop
      annotations:
        podpath.dev/ready: "false"
    spec:
      containers:
        - name: server
          image: nginx
          ports:
            - name: http
              containerPort: 8080
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      selector:
        app: web
      ports:
        - port: 80
          targetPort: http
        - name: admin
          port: 81
  - apiVersion: v1
    kind: Service
    metadata:
      name: legacy
    spec:
      ports:
        - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: legacy-1
  labels:
    kubernetes.io/service-name: legacy
addressType: IPv4
endpoints:
  - addresses: [192.0.2.1]
ports:
  - port: 5432
`.replace('- port: 80\n', '- name: http\n          port: 80\n');

const manifest = readManifest(text);
const store = settle(admit(manifest, defaultSpec).entries, defaultSpec);
const [pod] = store.listIn('Pod', 'default');
const [replicaSet] = store.listIn('ReplicaSet', 'default');
const web = store.get('Service', 'default', 'web');
const slice = store
  .listIn('EndpointSlice', 'default')
  .find(({ metadata }) => metadata.name.startsWith('web-'));
if (!pod || !replicaSet || !web || !slice) throw new Error('nothing was made');

/** The text found for a field, and the line it stands on, from 1. */
function found(
  kind: string,
  name: string,
  path: string,
  namespace = 'default',
): string | undefined {
  const span = locate(store, manifest, { kind, namespace, name, path });
  if (!span) return undefined;
  return `${text.slice(0, span.from).split('\n').length}: ${text.slice(span.from, span.to).split('\n')[0]}`;
}

describe('locate', () => {
  it.each<[what: string, kind: string, name: string, path: string, expected: string | undefined]>([
    ['a field', 'Deployment', 'web', 'spec.replicas', '6: 2'],
    ['an object', 'Deployment', 'web', '', '4: web'],
    ['a label of the template', 'Pod', pod.metadata.name, 'metadata.labels.app', '12: web'],
    [
      'a label with a prefix',
      'Pod',
      pod.metadata.name,
      'metadata.labels[app.kubernetes.io/name]',
      '13: shop',
    ],
    [
      'a label nobody wrote',
      'Pod',
      pod.metadata.name,
      'metadata.labels.pod-template-hash',
      '11: labels',
    ],
    [
      'a port of the template',
      'Pod',
      pod.metadata.name,
      'spec.containers[0].ports[0].containerPort',
      '22: 8080',
    ],
    [
      'a defaulted protocol',
      'Pod',
      pod.metadata.name,
      'spec.containers[0].ports[0].protocol',
      '22: 8080',
    ],
    ['a Pod', 'Pod', pod.metadata.name, '', '4: web'],
    ['an address', 'Pod', pod.metadata.name, 'status.podIP', '4: web'],
    [
      'a selector of the ReplicaSet',
      'ReplicaSet',
      replicaSet.metadata.name,
      'spec.selector.matchLabels.app',
      '8: web',
    ],
    ['a field inside a list', 'Service', 'web', 'spec.ports[0].targetPort', '36: http'],
    ['a defaulted target port', 'Service', 'web', 'spec.ports[1].targetPort', '38: 81'],
    ['a defaulted type', 'Service', 'web', 'spec.type', '30: spec'],
    ['a cluster IP', 'Service', 'legacy', 'spec.clusterIP', '43: spec'],
    ['an object inside a list', 'Service', 'legacy', '', '42: legacy'],
    [
      'endpoints',
      'EndpointSlice',
      slice.metadata.name,
      'endpoints[0].addresses[0]',
      '32: app: web',
    ],
    ['what every cluster has', 'Service', 'kubernetes', 'spec', undefined],
    ['what does not exist', 'Service', 'nothing', '', undefined],
  ])('%s: %s %s %s', (_what, kind, name, path, expected) => {
    expect(found(kind, name, path)).toBe(expected);
  });
});

describe('spanOf', () => {
  const wrong = `# A comment.
apiVersion: v1
kind: Service
metadata:
  name:
spec:
  selector:
    app: web
    tier: front
  ports:
    - port: 0
    - name: http
      nodePort: 1
`;
  const read = readManifest(wrong);

  function marked(
    problem: Pick<AdmissionProblem, 'document' | 'path'> & Partial<AdmissionProblem>,
  ): string {
    const { from, to } = spanOf(
      { severity: 'error', code: 'field-invalid', message: '', ...problem },
      read,
    );
    return `${wrong.slice(0, from).split('\n').length}: ${wrong.slice(from, to)}`;
  }

  it.each<[what: string, path: string, expected: string]>([
    ['a value', 'spec.ports[0].port', '11: 0'],
    ['a value that is missing', 'metadata.name', '5: name'],
    ['a value of many lines', 'spec.selector', '7: selector'],
    ['a field that is missing', 'spec.ports[1].port', '12: name: http'],
    ['a field of a field that is missing', 'spec.sessionAffinityConfig.clientIP', '6: spec'],
    ['a field of the object that is missing', 'status', '3: Service'],
    ['the object', '', '3: Service'],
  ])('%s', (_what, path, expected) => {
    expect(marked({ document: 0, path })).toBe(expected);
  });

  it('is the name of a field that does not exist', () => {
    expect(marked({ document: 0, path: 'spec.ports[0].port', code: 'unknown-field' })).toBe(
      '11: port',
    );
  });

  it('is nowhere when there is no such document', () => {
    expect(marked({ document: 7, path: 'spec' })).toBe('1: ');
  });

  it('is where the reader says', () => {
    const [problem] = readManifest('a: [').problems;
    if (!problem) throw new Error('no problem');
    expect(spanOf(problem, read)).toBe(problem.span);
  });
});

/** What the cursor is on at the beginning of `words`. */
function at(words: string): readonly string[] {
  return refsAt(store, manifest, text.indexOf(words)).map(print);
}

function print({ kind, path }: Ref): string {
  return `${kind} ${path}`;
}

describe('refsAt', () => {
  it.each<[words: string, expected: readonly string[]]>([
    ['replicas: 2', ['Deployment spec.replicas', 'ReplicaSet spec.replicas', 'Pod ', 'Pod ']],
    [
      'app: web\n        app.k',
      [
        'Deployment spec.template.metadata.labels.app',
        'ReplicaSet metadata.labels.app',
        'Pod ',
        'Pod ',
      ],
    ],
    [
      'containerPort: 8080',
      [
        'Deployment spec.template.spec.containers[0].ports[0].containerPort',
        'ReplicaSet spec.template.spec.containers[0].ports[0].containerPort',
        'Pod spec.containers[0].ports[0].containerPort',
        'Pod spec.containers[0].ports[0].containerPort',
      ],
    ],
    ['targetPort: http', ['Service spec.ports[0].targetPort', 'EndpointSlice ports']],
    ['name: legacy\n', ['Service metadata.name']],
    ['192.0.2.1', ['EndpointSlice endpoints[0].addresses[0]']],
  ])('%j', (words, expected) => {
    expect(at(words)).toEqual(expected);
  });

  it('is on every object of a list when the cursor is on none of them', () => {
    expect(at('items:')).toEqual(['Service ', 'EndpointSlice ', 'Service ']);
  });

  it('is on nothing outside of the text', () => {
    expect(refsAt(store, manifest, text.length + 10)).toEqual([]);
  });
});

describe('because', () => {
  it('of an endpoint: the selector, the labels, and why it is not ready', () => {
    expect(endpointCauses(store, web, slice, 0).map(print)).toEqual([
      'Service spec.selector.app',
      'Pod metadata.labels.app',
      'Pod metadata.annotations[podpath.dev/ready]',
    ]);
  });

  it('of an endpoint written by hand: its label and address', () => {
    const legacy = store.get('Service', 'default', 'legacy');
    const written = store.get('EndpointSlice', 'default', 'legacy-1');
    if (!legacy || !written) throw new Error('not admitted');
    expect(endpointCauses(store, legacy, written, 0).map(print)).toEqual([
      'EndpointSlice metadata.labels[kubernetes.io/service-name]',
      'EndpointSlice endpoints[0].addresses',
    ]);
  });

  it('of a port: the targetPort, and the container port of that name', () => {
    expect(portCauses(web, 0, pod).map(print)).toEqual([
      'Service spec.ports[0].targetPort',
      'Pod spec.containers[0].ports[0]',
    ]);
    expect(portCauses(web, 1, pod).map(print)).toEqual(['Service spec.ports[1].targetPort']);
  });

  it('can all be found in the text', () => {
    const causes = [
      ...endpointCauses(store, web, slice, 0),
      ...portCauses(web, 0, pod),
      ...notReadyCauses(pod),
    ];
    expect(
      causes.map((cause) => locate(store, manifest, cause)).every((span) => span !== undefined),
    ).toBe(true);
  });
});
