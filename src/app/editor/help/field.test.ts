import { expect, test } from 'vitest';
import en from '../../../i18n/en/fields/index.ts';
import { allKinds, installCustomKinds } from '../../../sim/api/index.ts';
import { values } from '../../../sim/api/fields/values.ts';
import { structNamed } from '../../../sim/api/fields/structs.ts';
import type { Schema } from '../../../sim/api/schema.ts';
import type { KindDefinition } from '../../../sim/api/types.ts';
import { fieldOf } from './field.ts';
import type { Step } from './place.ts';

await installCustomKinds();

/** Every name that some field of some kind goes by. Structs that hold themselves are entered once. */
function allNames(): ReadonlySet<string> {
  const names = new Set<string>(['Object.items']);
  for (const definition of allKinds()) {
    const seen = new Set<string>();
    const enter = (steps: readonly Step[]): void => {
      const field = fieldOf(definition, steps);
      for (const name of field?.names ?? []) names.add(name);
      if (field) descend(definition, field.schema, steps);
    };
    const descend = (_: KindDefinition, schema: Schema, steps: readonly Step[]): void => {
      if (schema.type === 'list') descend(definition, schema.of, [...steps, 0]);
      if (schema.type === 'map') descend(definition, schema.of, [...steps, 'x']);
      if (schema.type !== 'struct') return;
      if (schema.go !== '' && seen.has(schema.go)) return;
      seen.add(schema.go || steps.join('.'));
      for (const name of Object.keys(schema.fields)) enter([...steps, name]);
    };
    descend(definition, definition.schema, []);
  }
  return names;
}

const names = allNames();

test('every text is about a field that exists', () => {
  expect(Object.keys(en).filter((name) => !names.has(name))).toEqual([]);
});

test('every set of values belongs to a field that exists', () => {
  expect(Object.keys(values).filter((name) => !names.has(name))).toEqual([]);
});

test.each([
  'ServiceSpec',
  'ServicePort',
  'IngressSpec',
  'IngressRule',
  'HTTPIngressPath',
  'IngressBackend',
  'IngressTLS',
  'IngressClassSpec',
  'NetworkPolicySpec',
  'NetworkPolicyIngressRule',
  'NetworkPolicyEgressRule',
  'NetworkPolicyPeer',
  'NetworkPolicyPort',
  'IPBlock',
  'Endpoint',
  'EndpointConditions',
  'EndpointHints',
  'DiscoveryV1EndpointPort',
  'ContainerPort',
  'Probe',
  'Toleration',
  'ServiceCIDRSpec',
])('every field of %s has a text', (struct) => {
  const { go, fields } = structNamed(struct);
  const name = go.slice(go.indexOf('.') + 1);
  const missing = Object.keys(fields).filter((field) => !(`${name}.${field}` in en));
  expect(missing).toEqual([]);
});

test('every field of an EndpointSlice has a text', () => {
  const missing = Object.keys(structNamed('EndpointSlice').fields).filter(
    (field) => !(`EndpointSlice.${field}` in en) && !(`Object.${field}` in en),
  );
  expect(missing).toEqual([]);
});

test('texts are sentences', () => {
  const odd = Object.entries(en).filter(
    ([, text]) => !/^[A-Z`].*[.:]$/s.test(text) || text.split('`').length % 2 === 0,
  );
  expect(odd).toEqual([]);
});

// prettier-ignore
test.each<[kind: string, steps: readonly Step[], type: string | undefined, first: string | undefined]>([
  ['Service',    ['spec', 'ports', 0, 'targetPort'],            'intOrString', 'ServicePort.targetPort'],
  ['Service',    ['metadata', 'labels', 'app'],                 'string',      'ObjectMeta.labels'],
  ['Service',    ['kind'],                                      'string',      'Service.kind'],
  ['Deployment', ['spec', 'template', 'spec', 'hostNetwork'],   'bool',        'PodSpec.hostNetwork'],
  ['Service',    ['spec', 'prots'],                             undefined,     undefined],
  ['HTTPRoute',  ['spec', 'rules', 0, 'backendRefs', 1, 'port'], 'int64',      'HTTPRoute.spec.rules.backendRefs.port'],
])('%s %j', (kind, steps, type, first) => {
  const definition = allKinds().findLast((one) => one.kind === kind);
  if (!definition) throw new Error(`there is a kind ${kind}`);
  const field = fieldOf(definition, steps);
  expect(field?.schema.type).toBe(type);
  expect(field?.names[0]).toBe(first);
});
