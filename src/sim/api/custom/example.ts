import type { Json, JsonObject } from '../types.ts';
import type { CustomSchema } from './schema.ts';

const backends = { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] };

/** What a schema takes is not enough where rules ask for more. */
const written: Readonly<Record<string, JsonObject>> = {
  BackendTLSPolicy: {
    targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
    validation: { hostname: 'web.example.com', wellKnownCACertificates: 'System' },
  },
  TCPRoute: backends,
  TLSRoute: { hostnames: ['web.example.com'], ...backends },
  TrafficExtension: { lua: { inlineCode: 'function envoy_on_request() end' } },
  UDPRoute: backends,
  WorkloadEntry: { address: '192.168.1.20' },
};

/** A small object of a kind: it has all that its schema requires. */
export function exampleOf(kind: string, { properties = {} }: CustomSchema): JsonObject {
  return { spec: written[kind] ?? exampleValue(properties['spec'] ?? {}) };
}

function exampleValue(schema: CustomSchema): Json {
  const { type, items, minItems = 0, minimum = 1 } = schema;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0] ?? null;
  switch (type) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return items && minItems > 0 ? [exampleValue(items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, minimum);
    case 'boolean':
      return false;
    default:
      return schema.pattern?.includes('/') ? 'example.com/example' : 'example';
  }
}

function exampleObject({
  properties = {},
  required = [],
  minProperties = 0,
}: CustomSchema): JsonObject {
  const others = Object.keys(properties).filter((name) => !required.includes(name));
  const names = [...required, ...others.slice(0, Math.max(0, minProperties - required.length))];
  return Object.fromEntries(names.map((name) => [name, exampleValue(properties[name] ?? {})]));
}
