import { describe, expect, test } from 'vitest';
import { readManifest } from '../../manifest/index.ts';
import { defaultSpec } from '../../spec.ts';
import { admit } from '../admit.ts';
import { compile } from '../cel/compile.ts';
import { review } from '../review.ts';
import type { JsonObject } from '../types.ts';
import { describe as inWords } from '../validate/errors.ts';
import { installCustomKinds, namesOtherKinds } from './install.ts';
import type { CustomKind } from './kind.ts';
import type { CustomSchema } from './schema.ts';

await installCustomKinds();

/** What the server says to a manifest in JSON or flow YAML, in the words kubectl prints after "is invalid:". */
function errorsOf(text: string): readonly string[] {
  return admit(readManifest(text), defaultSpec)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ error, message }) => (error ? inWords(error) : message));
}

const gateway = (spec: string): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}, spec: {gatewayClassName: x, ${spec}}}`;
const listener = (fields: string): string => gateway(`listeners: [{name: a, ${fields}}]`);
const httpRoute = (spec: string): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {${spec}}}`;
const rule = (fields: string): string => httpRoute(`rules: [{${fields}}]`);
const filter = (fields: string): string => rule(`filters: [{${fields}}]`);
const grpc = (fields: string): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: r}, spec: {rules: [{${fields}}]}}`;
const grant = (spec: string): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: ReferenceGrant, metadata: {name: g}, spec: {${spec}}}`;
const gatewayClass = (spec: string): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: c}, spec: {${spec}}}`;
const policy = (kind: string, spec: string, name = 'default'): string =>
  `{apiVersion: policy.networking.k8s.io/${kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1'}, kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const cluster = (fields: string): string =>
  policy(
    'ClusterNetworkPolicy',
    `tier: Admin, priority: 10, subject: {namespaces: {}}${fields === '' ? '' : `, ${fields}`}`,
  );
const admin = (fields: string): string =>
  policy('AdminNetworkPolicy', `priority: 10, subject: {namespaces: {}}, ${fields}`);
const egress = '{action: Allow, to: [{networks: [10.0.0.0/8]}]';

const notChecked =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';

describe('what is accepted', () => {
  test.each([
    gatewayClass('controllerName: example.com/gateway'),
    listener('port: 80, protocol: HTTP, hostname: "*.shop.example"'),
    listener('port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}'),
    listener(
      'port: 443, protocol: TLS, tls: {mode: Passthrough, options: {}, certificateRefs: []}',
    ),
    gateway(
      'addresses: [{value: 192.0.2.1}, {value: "2001:db8::1"}, {type: Hostname, value: a.example}], listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP, hostname: b.example}]',
    ),
    rule('matches: [{path: {value: /api}, method: GET}], backendRefs: [{name: web, port: 80}]'),
    rule(
      'matches: [{path: {type: PathPrefix, value: /old}}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}}]',
    ),
    rule('timeouts: {request: 10s, backendRequest: 2s500ms}'),
    httpRoute('parentRefs: [{name: g, sectionName: a}, {name: g, sectionName: b}]'),
    grpc('matches: [{method: {service: shop.Cart, method: Add}}]'),
    grant(
      'from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: a}], to: [{group: "", kind: Service}]',
    ),
    cluster(''),
    cluster(
      `ingress: [{name: all, action: Deny, from: [{pods: {namespaceSelector: {}, podSelector: {}}}], protocols: [{tcp: {destinationPort: {range: {start: 8080, end: 9090}}}}, {destinationNamedPort: http}]}]`,
    ),
    cluster('egress: [{action: Pass, to: [{networks: [10.0.0.0/8, "2001:db8::/32"]}]}]'),
    admin(`egress: [${egress}, ports: [{portNumber: {port: 443}}]}]`),
    admin('ingress: [{action: Pass, from: [{namespaces: {matchLabels: {team: a}}}]}]'),
    // As release v0.1.1 names the peers.
    admin('ingress: [{action: Deny, from: [{namespaces: {notSameLabels: [team]}}]}]'),
    admin('egress: [{action: Allow, to: [{domainNames: ["*.shop.example"]}]}]'),
    policy(
      'BaselineAdminNetworkPolicy',
      'subject: {pods: {namespaceSelector: {}, podSelector: {}}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]',
    ),
    '{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d}, spec: {host: web, trafficPolicy: {connectionPool: {tcp: {connectTimeout: 30ms}}}}}',
    '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v}, spec: {hosts: [web], http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: web, port: {number: 80}}}]}]}}',
  ])('%s', (text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});

describe('what the rules of a definition refuse', () => {
  test.each<[text: string, ...errors: readonly string[]]>([
    [
      listener('port: 80, protocol: UDP, hostname: a.example'),
      "spec.listeners: Invalid value: hostname must not be specified for protocols ['TCP', 'UDP']",
    ],
    [
      listener('port: 443, protocol: TLS, tls: {mode: Terminate}'),
      // Neither list is there, so there is nothing to count.
      'spec.listeners[0].tls: Invalid value: "object": no such key: certificateRefs evaluating rule: certificateRefs or options must be specified when mode is Terminate',
    ],
    [
      listener(
        'port: 443, protocol: TLS, tls: {mode: Terminate, certificateRefs: [], options: {}}',
      ),
      'spec.listeners[0].tls: Invalid value: certificateRefs or options must be specified when mode is Terminate',
    ],
    [
      gateway(
        'listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP}]',
      ),
      'spec.listeners: Invalid value: Combination of port, protocol and hostname must be unique for each listener',
    ],
    [
      gateway(
        'addresses: [{type: Hostname, value: a_b}], listeners: [{name: a, port: 80, protocol: HTTP}]',
      ),
      'spec.addresses[0]: Invalid value: Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)',
    ],
    [
      filter('type: URLRewrite'),
      'spec.rules[0].filters[0]: Invalid value: filter.urlRewrite must be specified for URLRewrite filter.type',
    ],
    [
      rule('matches: [{path: {value: web}}]'),
      "spec.rules[0].matches[0].path: Invalid value: value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']",
    ],
    [
      rule('backendRefs: [{name: web}]'),
      'spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference',
    ],
    [
      rule('timeouts: {request: 1s, backendRequest: 1500ms}'),
      'spec.rules[0].timeouts: Invalid value: backendRequest timeout cannot be longer than request timeout',
    ],
    [
      httpRoute('parentRefs: [{name: g, sectionName: a}, {name: g}]'),
      'spec.parentRefs: Invalid value: sectionName must be specified when parentRefs includes 2 or more references to the same parent',
    ],
    [
      filter('type: CORS, cors: {allowOrigins: ["*", "https://a.example"]}'),
      "spec.rules[0].filters[0].cors.allowOrigins: Invalid value: AllowOrigins cannot contain '*' alongside other origins",
    ],
    [
      grpc('matches: [{method: {type: Exact}}]'),
      "spec.rules[0].matches[0].method: Invalid value: One or both of 'service' or 'method' must be specified",
    ],
    [
      cluster('egress: [{action: Accept, to: [{networks: [10.0.0.0]}]}]'),
      'spec.egress[0].to[0].networks[0]: Invalid value: "10.0.0.0": Invalid CIDR format provided',
    ],
    [
      cluster(
        'ingress: [{action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {range: {start: 90, end: 80}}}}]}]',
      ),
      'spec.ingress[0].protocols[0].tcp.destinationPort.range: Invalid value: Start port must be less than End port',
    ],
    [
      admin(`egress: [${egress}, ports: [{namedPort: web}]}]`),
      'spec.egress[0]: Invalid value: networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
    ],
    [
      policy('BaselineAdminNetworkPolicy', 'subject: {namespaces: {}}', 'other'),
      '<nil>: Invalid value: Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
    ],
    [
      '{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d}, spec: {host: web, trafficPolicy: {connectionPool: {tcp: {connectTimeout: 1us}}}}}',
      'spec.trafficPolicy.connectionPool.tcp.connectTimeout: Invalid value: "1us": must be a valid duration greater than 1ms',
    ],
  ])('%s', (text, ...errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});

describe('what schemas refuse', () => {
  test.each<[text: string, ...errors: readonly string[]]>([
    [
      listener('port: 70000, protocol: HTTP'),
      'spec.listeners[0].port: Invalid value: 70000: spec.listeners[0].port in body should be less than or equal to 65535',
    ],
    [
      gateway(
        'listeners: [{name: a, port: 80, protocol: HTTP}, {name: a, port: 81, protocol: HTTP}]',
      ),
      'spec.listeners[1]: Duplicate value: {"name":"a"}',
      'spec.listeners: Invalid value: Listener name must be unique within the Gateway',
    ],
    [
      gateway('addresses: [{value: lb}], listeners: [{name: a, port: 80, protocol: HTTP}]'),
      '<nil>: Invalid value: "": "spec.addresses[0]" must validate one and only one schema (oneOf). Found none valid',
      '<nil>: Invalid value: "": "spec.addresses[0].value" must validate at least one schema (anyOf)',
      'spec.addresses[0].value: Invalid value: "lb": spec.addresses[0].value in body must be of type ipv4: "lb"',
      notChecked,
    ],
    [
      listener('port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: ""}]}'),
      'spec.listeners[0].tls.certificateRefs[0].name: Invalid value: "": spec.listeners[0].tls.certificateRefs[0].name in body should be at least 1 chars long',
    ],
    [
      rule('backendRefs: [{port: 80}]'),
      'spec.rules[0].backendRefs[0].name: Required value',
      notChecked,
    ],
    [
      gatewayClass('controllerName: nginx'),
      "spec.controllerName: Invalid value: \"nginx\": spec.controllerName in body should match '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$'",
    ],
    [
      grant('from: [], to: [{group: "", kind: Service}]'),
      'spec.from: Invalid value: 0: spec.from in body should have at least 1 items',
    ],
    [
      cluster('priorty: 5'),
      'ClusterNetworkPolicy in version "v1alpha2" cannot be handled as a ClusterNetworkPolicy: strict decoding error: unknown field "spec.priorty"',
    ],
    [
      policy('ClusterNetworkPolicy', 'tier: Top, priority: 1001, subject: {}'),
      'spec.tier: Unsupported value: "Top": supported values: "Admin", "Baseline"',
      'spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000',
      'spec.subject: Invalid value: 0: spec.subject in body should have at least 1 properties',
      notChecked,
    ],
    [
      cluster('ingress: [{action: Deny, from: [{namespaces: {}, pods: {podSelector: {}}}]}]'),
      'spec.ingress[0].from[0]: Too many: 2: must have at most 1 item',
      notChecked,
    ],
    [
      admin('ingress: [{action: Accept, from: [{namespaces: {}}]}]'),
      'spec.ingress[0].action: Unsupported value: "Accept": supported values: "Allow", "Deny", "Pass"',
      notChecked,
    ],
    [
      admin('egress: [{action: Deny, to: []}]'),
      'spec.egress[0].to: Invalid value: 0: spec.egress[0].to in body should have at least 1 items',
    ],
    [
      admin('egress: [{action: Deny, to: [{networks: [10.0.0.0/8, 10.0.0.0/8]}]}]'),
      'spec.egress[0].to[0].networks[1]: Duplicate value: "10.0.0.0/8"',
    ],
    [
      policy('BaselineAdminNetworkPolicy', 'subject: {namespaces: []}'),
      'spec.subject.namespaces: Invalid value: "array": spec.subject.namespaces in body must be of type object: "array"',
      notChecked,
    ],
    [
      '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v}, spec: {hosts: [web], http: [{match: [{headers: {end-user: {exact: a, prefix: b}}}]}]}}',
      '<nil>: Invalid value: "": "spec.http[0].match[0].headers.end-user" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ],
  ])('%s', (text, ...errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});

describe('what is filled in', () => {
  test('defaults, where nothing or null was written', () => {
    const route = JSON.parse(
      '{"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"r"},"spec":{"hostnames":null,"rules":[{"matches":null,"backendRefs":[{"name":"web","port":80,"weight":null}]}]}}',
    ) as JsonObject;
    const result = review(route);
    expect('object' in result && result.object.spec).toEqual({
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }],
        },
      ],
    });
  });
});

describe('applied again', () => {
  const again = (controllerName: string) =>
    errorsOf(
      `${gatewayClass('controllerName: example.com/a')}\n---\n${gatewayClass(`controllerName: ${controllerName}`)}`,
    );

  test('a rule about the former value is asked', () => {
    expect(again('example.com/b')).toEqual([
      'spec.controllerName: Invalid value: "example.com/b": field is immutable',
    ]);
    expect(again('example.com/a')).toEqual([]);
  });

  test('but not of an object that its schema refuses', () => {
    expect(again('5')).toEqual([
      'spec.controllerName: Invalid value: "integer": spec.controllerName in body must be of type string: "integer"',
      notChecked,
    ]);
  });
});

test.each([
  ['apiVersion: gateway.networking.k8s.io/v1', false],
  ['apiVersion: networking.k8s.io/v1', false],
  ['apiVersion: "example.com/v1beta1"', true],
  ['image: ghcr.io/shop/web:v1', false],
])('%s: names kinds that are not known: %s', (text, expected) => {
  expect(namesOtherKinds(text)).toBe(expected);
});

test('every rule of the definitions can be read', () => {
  const files = import.meta.glob<readonly CustomKind[]>('../crds/*.json', {
    eager: true,
    import: 'default',
  });
  const kinds = Object.values(files).flat();
  const rules = kinds.flatMap(({ schema, older }) =>
    [schema, ...(older ? [older] : [])].flatMap(rulesOf),
  );
  expect(rules.length).toBeGreaterThan(300);
  expect(() => rules.map((text) => compile(text))).not.toThrow();
});

function rulesOf(schema: CustomSchema): readonly string[] {
  const { rules = [], properties = {}, items, additionalProperties } = schema;
  const below = [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(additionalProperties ? [additionalProperties] : []),
  ];
  return [...rules.map((each) => each.rule), ...below.flatMap(rulesOf)];
}
