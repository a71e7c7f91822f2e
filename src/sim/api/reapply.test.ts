import { describe, expect, it } from 'vitest';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import type { Service } from './kinds/types.ts';
import type { Admission, Entry } from './types.ts';

function apply(text: string, former: readonly Entry[] = []): Admission {
  return admit(readManifest(text), defaultSpec, former);
}

function reapply(before: string, after: string): Admission {
  return apply(after, apply(before).entries);
}

function errorsOf({ problems }: Admission): readonly string[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message.replace(/^The .*? is invalid: /, ''));
}

const service = (spec: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {${spec}}}`;
const ports = 'ports: [{port: 80}]';
const template =
  'template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: nginx}]}}';
const deployment = (fields: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {${fields}}}`;
const pod = (containers: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [${containers}]}}`;

describe('what may not change', () => {
  it.each<[before: string, after: string, errors: readonly string[]]>([
    [
      service(ports),
      service(`clusterIP: None, ${ports}`),
      ['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set'],
    ],
    [
      service(`type: LoadBalancer, loadBalancerClass: a/x, ${ports}`),
      service(`type: LoadBalancer, loadBalancerClass: a/y, ${ports}`),
      ['spec.loadBalancerClass: Invalid value: "a/y": may not change once set'],
    ],
    [
      deployment(`selector: {matchLabels: {app: a}}, ${template}`),
      deployment(`selector: {matchExpressions: [{key: app, operator: Exists}]}, ${template}`),
      [
        'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Exists"}]}: field is immutable',
      ],
    ],
    [pod('{name: c, image: a}'), pod('{name: c, image: b}'), []],
    [
      pod('{name: c, image: a}'),
      pod('{name: c, image: a}, {name: d, image: a}'),
      ['spec.containers: Forbidden: pod updates may not add or remove containers'],
    ],
    [service(ports), service(`type: ExternalName, externalName: example.com`), []],
    [service(`type: NodePort, ${ports}`), service(ports), []],
  ])('%s → %s', (before, after, errors) => {
    expect(errorsOf(reapply(before, after))).toEqual(errors);
  });
});

describe('applying again', () => {
  const specOf = ({ entries }: Admission): Service['spec'] =>
    (entries[0] as Entry<Service>).object.spec;

  it('keeps the address and the node port', () => {
    const before = apply(service(`type: NodePort, ${ports}`));
    const after = apply(service(`type: NodePort, selector: {app: a}, ${ports}`), before.entries);
    expect(specOf(after).clusterIP).toBe(specOf(before).clusterIP);
    expect(specOf(after).ports?.[0]?.nodePort).toBe(specOf(before).ports?.[0]?.nodePort);
  });

  it('takes away what is gone from the text, and gives its default back', () => {
    const after = reapply(service(`sessionAffinity: ClientIP, ${ports}`), service(ports));
    expect(specOf(after).sessionAffinity).toBe('None');
  });

  it('leaves an IPv6 Service of another cluster without an address, rather than give it one of IPv4', () => {
    const text = service('ipFamilies: [IPv6], ports: [{port: 80}]').replace(
      'name: web',
      'name: web, uid: a',
    );
    expect(specOf(apply(text)).clusterIP).toBeUndefined();
    expect(reapply(text, text).problems).toEqual([]);
  });

  it('drops the node port of a Service that has none any more', () => {
    const after = reapply(service(`type: NodePort, ${ports}`), service(ports));
    expect(specOf(after).ports?.[0]).not.toHaveProperty('nodePort');
  });

  it('leaves what it rejects as it was', () => {
    const before = apply(service(ports));
    const after = apply(service('ports: [{port: 0}]'), before.entries);
    expect(errorsOf(after)).not.toEqual([]);
    expect(after.entries.map(({ object }) => object)).toEqual(
      before.entries.map(({ object }) => object),
    );
  });

  it.each([
    ['an unknown field', service('selectr: {app: a}, ports: [{port: 80}]')],
    ['a field of a wrong type', service('ports: 80')],
    ['a kind that cannot be read', service(ports).replace('Service', 'Servise')],
    ['a document that cannot be read', '{kind: Service'],
  ])('leaves as it was what is rejected for %s', (_name, text) => {
    const before = apply(service(ports));
    const after = apply(text, before.entries);
    const kept = after.entries.filter((entry) => entry.kept);
    expect(kept.map(({ object }) => object)).toEqual(before.entries.map(({ object }) => object));
  });

  it('knows the place of what it left as it was, where the text has one', () => {
    const before = apply(`${pod('{name: c, image: a}')}\n---\n${service(ports)}`);
    const places = (text: string): unknown =>
      apply(text, before.entries).entries.flatMap(({ kept, source }) => (kept ? [source] : []));
    expect(places(`${service('port: 80')}\n---\n${pod('{name: c, image: a}')}`)).toEqual([
      { by: 'learner', document: 0, at: '' },
    ]);
    expect(places(`${pod('{name: c, image: a}')}\n---\n{kind: `)).toEqual([
      { by: 'learner', document: 1, at: '', gone: true },
    ]);
  });

  it('forgets what is gone from the text', () => {
    expect(
      reapply(`${service(ports)}\n---\n${pod('{name: c, image: a}')}`, service(ports)).entries,
    ).toHaveLength(1);
  });

  it('leaves alone what is not the learner’s, and its addresses with it', () => {
    const given = apply(service(`clusterIP: 10.96.0.50, ${ports}`)).entries.map((entry): Entry => ({
      ...entry,
      source: { by: 'cluster' },
    }));
    const other = service(`clusterIP: 10.96.0.50, ${ports}`).replace('web', 'other');
    expect(errorsOf(apply(other, given))).toEqual([
      'spec.clusterIPs: Invalid value: ["10.96.0.50"]: failed to allocate IP 10.96.0.50: provided IP is already allocated',
    ]);
  });

  it('counts changes of the spec', () => {
    const text = deployment(`selector: {matchLabels: {app: a}}, ${template}`);
    const generations = [
      text,
      deployment(`replicas: 3, selector: {matchLabels: {app: a}}, ${template}`),
    ].map((after) => reapply(text, after).entries[0]?.object.metadata.generation);
    expect(generations).toEqual([1, 2]);
  });
});
