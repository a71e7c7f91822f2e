import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../manifest/types.ts';
import { kindNamed } from './registry.ts';
import { decode, type TypeMismatch, type UnknownField } from './schema.ts';

function read(kind: string, value: JsonObject): readonly [JsonObject, readonly TypeMismatch[]] {
  const definition = kindNamed(kind);
  if (!definition) throw new Error(kind);
  const mismatches: TypeMismatch[] = [];
  const unknown: UnknownField[] = [];
  return [decode(definition.schema, value, { mismatches, unknown, values: 0 }), mismatches];
}

describe('reading JSON as Go does', () => {
  it.each<[kind: string, value: JsonObject, path: string, detail: string]>([
    [
      'Service',
      { spec: { ports: [{ port: 'http' }] } },
      'spec.ports[0].port',
      'string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      'Service',
      { spec: { ports: [{ port: 80.5 }] } },
      'spec.ports[0].port',
      'number 80.5 into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      'Service',
      { spec: { ports: ['port:80'] } },
      'spec.ports[0]',
      'string into Go struct field ServiceSpec.spec.ports of type v1.ServicePort',
    ],
    [
      'Service',
      { spec: { ports: { port: 80 } } },
      'spec.ports',
      'object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ],
    [
      'Service',
      { spec: { selector: ['app'] } },
      'spec.selector',
      'array into Go struct field ServiceSpec.spec.selector of type map[string]string',
    ],
    [
      'Service',
      { spec: { selector: { app: true } } },
      'spec.selector.app',
      'bool into Go struct field ServiceSpec.spec.selector of type string',
    ],
    [
      'Service',
      { spec: { selector: { matchLabels: {} } } },
      'spec.selector.matchLabels',
      'object into Go struct field ServiceSpec.spec.selector of type string',
    ],
    [
      'Service',
      { spec: { ports: [{ targetPort: true }] } },
      'spec.ports[0].targetPort',
      'bool into Go value of type int32',
    ],
    [
      'Service',
      { spec: 'x' },
      'spec',
      'string into Go struct field Service.spec of type v1.ServiceSpec',
    ],
    [
      'Service',
      { metadata: { labels: { 'a.b/c': 1 } } },
      'metadata.labels[a.b/c]',
      'number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      'Deployment',
      { spec: { replicas: '3' } },
      'spec.replicas',
      'string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'Deployment',
      { spec: { template: { spec: { containers: [{ env: [{ name: 'A', value: 1 }] }] } } } },
      'spec.template.spec.containers[0].env[0].value',
      'number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    ],
  ])('%s %j is wrong at %s', (kind, value, path, detail) => {
    expect(read(kind, value)[1]).toEqual([{ path, detail: `json: cannot unmarshal ${detail}` }]);
  });

  it.each<[what: string, value: JsonObject, decoded: JsonObject]>([
    ['nulls are not there', { spec: null }, { spec: {} }],
    ['zeros mean not set', { spec: { type: '', publishNotReadyAddresses: false } }, { spec: {} }],
    [
      'zeros behind pointers are values',
      { spec: { allocateLoadBalancerNodePorts: false } },
      { spec: { allocateLoadBalancerNodePorts: false } },
    ],
    [
      'null labels are empty',
      { metadata: { labels: { app: null } } },
      { metadata: { labels: { app: '' } }, spec: {} },
    ],
    ['null ports are empty ones', { spec: { ports: [null] } }, { spec: { ports: [{ port: 0 }] } }],
    ['unknown fields stay', { spec: { sesame: null, x: [1] } }, { spec: { sesame: null, x: [1] } }],
  ])('%s', (_what, value, decoded) => {
    expect(read('Service', value)).toEqual([decoded, []]);
  });

  it('shares what it does not change', () => {
    const value = { spec: { selector: { app: 'web' } } };
    expect(read('Service', value)[0]).toBe(value);
  });

  it('survives fields named like those of every JavaScript object', () => {
    const value = JSON.parse(
      '{"__proto__":{"x":1},"constructor":2,"spec":{"selector":{"__proto__":null}}}',
    ) as JsonObject;
    const [decoded, mismatches] = read('Service', value);
    expect(mismatches).toEqual([]);
    expect(Object.keys(decoded)).toEqual(['__proto__', 'constructor', 'spec']);
    expect(Object.keys((decoded['spec'] as JsonObject)['selector'] as JsonObject)).toEqual([
      '__proto__',
    ]);
  });
});
