import { describe, expect, test } from 'vitest';
import { request, service, storeOf, told, toldMisses } from '../fixture.ts';
import type { Entrance } from './route.ts';
import { routeGateway } from './route.ts';

const gatewayClass = `{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: lab}, spec: {controllerName: podpath.dev/lab}}`;
const services = ['web', 'api', 'other'].map((name) => service(name));

const gateway = (...listeners: readonly string[]) =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge}, spec: {gatewayClassName: lab, listeners: [${listeners.join(', ')}]}}`;
const http = (name = 'http', more = '') =>
  `{name: ${name}, port: 80, protocol: HTTP${more && `, ${more}`}}`;
const httpRoute = (name: string, spec: string, metadata = '') =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: ${name}${metadata && `, ${metadata}`}}, spec: {parentRefs: [{name: edge}], ${spec}}}`;
const to = (name: string, more = '') =>
  `backendRefs: [{name: ${name}, port: 80${more && `, ${more}`}}]`;
const at = (path: string, type = 'PathPrefix') => `path: {type: ${type}, value: '${path}'}`;

const entrance: Entrance = {
  controllerName: 'podpath.dev/lab',
  namespace: 'default',
  gateway: 'edge',
  port: 80,
};
const route = (objects: readonly string[], text: string, headers = {}, dice = 0) =>
  routeGateway(
    storeOf(gatewayClass, ...services, ...objects),
    entrance,
    request(text, headers),
    dice,
  );

describe('precedence', () => {
  const winner = (matches: readonly string[], text: string, headers = {}) => {
    const rules = matches.map(
      (match, index) => `{matches: [{${match}}], ${to(['web', 'api', 'other'][index] ?? '')}}`,
    );
    return told(
      route([gateway(http()), httpRoute('r', `rules: [${rules.join(', ')}]`)], text, headers)
        .outcome,
    );
  };

  test.each<
    [name: string, matches: readonly string[], text: string, headers: object, expected: string]
  >([
    [
      'an exact path before a longer prefix',
      [at('/shop/'), at('/shop', 'Exact')],
      'GET http://a.org/shop',
      {},
      'api /shop',
    ],
    [
      'the longest prefix',
      [at('/'), at('/shop'), at('/sh')],
      'GET http://a.org/shop/x',
      {},
      'api /shop/x',
    ],
    [
      'a prefix ends at a slash',
      [at('/'), at('/shop')],
      'GET http://a.org/shopping',
      {},
      'web /shopping',
    ],
    [
      'a method before headers',
      [`${at('/')}, headers: [{name: a, value: b}]`, `${at('/')}, method: GET`],
      'GET http://a.org/',
      { A: 'b' },
      'api /',
    ],
    [
      'more headers',
      [`headers: [{name: a, value: b}]`, `headers: [{name: a, value: b}, {name: c, value: d}]`],
      'GET http://a.org/',
      { a: 'b', C: 'd' },
      'api /',
    ],
    [
      'headers before query parameters',
      [`queryParams: [{name: q, value: '1'}]`, `headers: [{name: a, value: b}]`],
      'GET http://a.org/?q=1',
      { a: 'b' },
      'api /?q=1',
    ],
    ['the first rule', [at('/'), at('/')], 'GET http://a.org/', {}, 'web /'],
    [
      'an expression has to match the whole path',
      [at('/v[0-9]+', 'RegularExpression'), at('/')],
      'GET http://a.org/v1/x',
      {},
      'api /v1/x',
    ],
  ])('%s', (_, matches, text, headers, expected) => {
    expect(winner(matches, text, headers)).toBe(expected);
  });

  test('the older route, then the first by name', () => {
    const one = (name: string, backend: string, metadata = '') =>
      httpRoute(name, `rules: [{${to(backend)}}]`, metadata);
    const created = (day: number) => `creationTimestamp: '2026-01-0${day}T00:00:00Z'`;
    const first = (...objects: readonly string[]) =>
      told(route([gateway(http()), ...objects], 'GET http://a.org/').outcome);
    expect(first(one('b', 'web'), one('a', 'api'))).toBe('api /');
    expect(first(one('b', 'web', created(1)), one('a', 'api', created(2)))).toBe('web /');
  });

  test('a hostname before everything a match can say', () => {
    const wide = httpRoute(
      'wide',
      `hostnames: ['*.a.org'], rules: [{matches: [{${at('/x', 'Exact')}}], ${to('web')}}]`,
    );
    const narrow = httpRoute('narrow', `hostnames: [w.a.org], rules: [{${to('api')}}]`);
    const objects = [gateway(http()), wide, narrow];
    expect(told(route(objects, 'GET http://w.a.org/x').outcome)).toBe('api /x');
    expect(told(route(objects, 'GET http://v.w.a.org/x').outcome)).toBe('web /x');
  });
});

describe('what a decision tells', () => {
  const shop = httpRoute(
    'shop',
    `hostnames: [shop.example.com], rules: [
      {matches: [{${at('/cart')}, method: POST}, {${at('/cart')}, headers: [{name: beta, value: 'yes'}]}], ${to('api')}},
      {matches: [{${at('/cart')}}, {${at('/help')}}], ${to('web')}},
      {${to('other')}}]`,
  );
  const elsewhere = httpRoute('elsewhere', `hostnames: [elsewhere.org], rules: [{${to('web')}}]`);
  const section = httpRoute('section', `rules: [{${to('web')}}]`).replace(
    '{name: edge}',
    '{name: edge, sectionName: https}',
  );
  const decision = route(
    [gateway(http()), shop, elsewhere, section],
    'GET http://shop.example.com/cart',
  );

  test('the listener, the hostnames, the match and the backend decided', () => {
    expect(told(decision.outcome)).toBe('web /cart');
    expect(decision.because.map((ref) => `${ref.kind} ${ref.path}`)).toEqual([
      'Gateway spec.listeners[0]',
      'HTTPRoute spec.hostnames',
      'HTTPRoute spec.rules[1].matches[0]',
      'HTTPRoute spec.rules[1].backendRefs[0]',
    ]);
  });

  test('every other has the field that stood against it', () => {
    expect(toldMisses(decision.misses)).toEqual([
      'not-attached HTTPRoute/section spec.parentRefs[0].sectionName',
      'host HTTPRoute/elsewhere spec.hostnames',
      'method HTTPRoute/shop spec.rules[0].matches[0].method',
      'header HTTPRoute/shop spec.rules[0].matches[1].headers[0].value',
      'path HTTPRoute/shop spec.rules[1].matches[1].path',
      'precedence HTTPRoute/shop spec.rules[2].matches[0]',
    ]);
  });
});

describe('listeners', () => {
  const everywhere = httpRoute('everywhere', `rules: [{${to('web')}}]`);
  const named = (hostname: string) =>
    http(hostname.replaceAll(/[*.]/g, 'x'), `hostname: '${hostname}'`);

  test.each([
    ['a.org', 'http://b.org/', '404 no-listener'],
    ['*.org', 'http://a.b.org/', 'web /'],
    ['*.org', 'http://org/', '404 no-listener'],
  ])('with hostname %s: %s → %s', (hostname, url, expected) => {
    expect(told(route([gateway(named(hostname)), everywhere], `GET ${url}`).outcome)).toBe(
      expected,
    );
  });

  test('only the most specific one is asked', () => {
    const wide = httpRoute('wide', `rules: [{${to('web')}}]`).replace(
      '{name: edge}',
      '{name: edge, sectionName: xxorg}',
    );
    const objects = [gateway(named('*.org'), named('a.org')), wide];
    expect(told(route(objects, 'GET http://a.org/').outcome)).toBe('404 no-match');
    expect(told(route(objects, 'GET http://b.org/').outcome)).toBe('web /');
  });

  test('HTTP and HTTPS on one port serve neither', () => {
    const https =
      '{name: https, port: 80, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}';
    expect(told(route([gateway(http(), https), everywhere], 'GET http://a.org/').outcome)).toBe(
      '404 no-listener',
    );
  });

  test('another controller leaves it alone', () => {
    const store = storeOf(gatewayClass, ...services, gateway(http()), everywhere);
    const decision = routeGateway(
      store,
      { ...entrance, controllerName: 'example.com/x' },
      request('GET http://a.org/'),
    );
    expect(toldMisses(decision.misses)).toEqual(['class Gateway/edge spec.gatewayClassName']);
  });

  test('a Gateway of Istio is none of ours', () => {
    const istio = `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: edge}, spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]}}`;
    expect(told(route([istio, everywhere], 'GET http://a.org/').outcome)).toBe('404 no-listener');
  });
});

describe('HTTPS', () => {
  const secret = `{apiVersion: v1, kind: Secret, type: kubernetes.io/tls, metadata: {name: cert}, data: {tls.crt: ${btoa('-----CERTIFICATE-----')}, tls.key: ${btoa('-----PRIVATE KEY-----')}}}`;
  const https = (name: string, hostname: string) =>
    `{name: ${name}, hostname: ${hostname}, port: 80, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}`;
  const objects = [
    gateway(https('a', 'a.org'), https('b', 'b.org')),
    httpRoute('r', `rules: [{${to('web')}}]`),
  ];

  test('without its certificate a listener serves nobody', () => {
    expect(told(route(objects, 'GET https://a.org/').outcome)).toBe('404 no-listener');
    expect(told(route([secret, ...objects], 'GET https://a.org/').outcome)).toBe('web /');
  });

  test('the handshake chooses the listener', () => {
    const store = storeOf(gatewayClass, ...services, secret, ...objects);
    const asked = { ...request('GET https://a.org/'), sni: 'b.org' };
    expect(routeGateway(store, entrance, asked).listener?.path).toBe('spec.listeners[1]');
  });
});

describe('backends', () => {
  const outcome = (rule: string, dice = 0, ...more: readonly string[]) =>
    told(
      route(
        [gateway(http()), httpRoute('r', `rules: [{${rule}}]`), ...more],
        'GET http://a.org/',
        {},
        dice,
      ).outcome,
    );
  const shop = '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}';
  const grant = (name: string) =>
    `{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: g, namespace: shop}, spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}], to: [{group: '', kind: Service${name && `, name: ${name}`}}]}}`;
  const far = to('far', 'namespace: shop');

  test.each<[name: string, rule: string, expected: string, more?: readonly string[]]>([
    ['no backend at all', 'name: empty', '500 no-backend'],
    ['a Service that is not there', to('ghost'), '500 invalid-backend'],
    ['a port it does not have', 'backendRefs: [{name: web, port: 81}]', '500 invalid-backend'],
    [
      'another kind',
      'backendRefs: [{group: example.com, kind: Bucket, name: web}]',
      '500 invalid-backend',
    ],
    [
      'no endpoint that is ready',
      to('tired'),
      '503 no-endpoints',
      [service('tired', 'default', false)],
    ],
    ['another namespace', far, '500 invalid-backend', [shop, service('far', 'shop')]],
    ['another namespace, granted', far, 'far /', [shop, service('far', 'shop'), grant('')]],
    [
      'another namespace, granted for another',
      far,
      '500 invalid-backend',
      [shop, service('far', 'shop'), grant('near')],
    ],
    ['weights of 0', to('web', 'weight: 0'), '500 no-backend'],
  ])('%s', (_, rule, expected, more = []) => {
    expect(outcome(rule, 0, ...more)).toBe(expected);
  });

  test('weights share requests out, with 500 for the share of an invalid one', () => {
    const rule =
      'backendRefs: [{name: web, port: 80, weight: 3}, {name: ghost, port: 80}, {name: api, port: 80, weight: 0}]';
    const tenths = [0, 0.25, 0.5, 0.74, 0.75, 0.99].map((dice) => outcome(rule, dice));
    expect(tenths).toEqual([
      'web /',
      'web /',
      'web /',
      'web /',
      '500 invalid-backend',
      '500 invalid-backend',
    ]);
  });
});

describe('filters', () => {
  const filtered = (filters: string, text: string, more = '') =>
    route(
      [
        gateway(http()),
        httpRoute(
          'r',
          `rules: [{matches: [{${at('/old')}}], filters: [${filters}], ${more || to('web')}}]`,
        ),
      ],
      text,
    ).outcome;
  const redirect = (fields: string) => `{type: RequestRedirect, requestRedirect: {${fields}}}`;
  const rewrite = (fields: string) => `{type: URLRewrite, urlRewrite: {${fields}}}`;
  const prefix = (value: string) =>
    `path: {type: ReplacePrefixMatch, replacePrefixMatch: '${value}'}`;

  test.each([
    [redirect('scheme: https'), '302 https://a.org/old/x?q=1'],
    [redirect('scheme: https, port: 8443, statusCode: 301'), '301 https://a.org:8443/old/x?q=1'],
    [redirect('hostname: b.org'), '302 http://b.org/old/x?q=1'],
    [redirect(prefix('/new/')), '302 http://a.org/new/x?q=1'],
    [redirect('path: {type: ReplaceFullPath, replaceFullPath: /all}'), '302 http://a.org/all?q=1'],
    [rewrite(prefix('/')), 'web /x?q=1'],
    [rewrite('path: {type: ReplaceFullPath, replaceFullPath: /all}'), 'web /all?q=1'],
    [
      '{type: ExtensionRef, extensionRef: {group: example.com, kind: Wasm, name: x}}',
      '500 unknown-filter',
    ],
  ])('%s → %s', (filter, expected) => {
    const hasBackend = filter.includes('Redirect') ? 'name: gone' : '';
    expect(told(filtered(filter, 'GET http://a.org/old/x?q=1', hasBackend))).toBe(expected);
  });

  test('a rewritten hostname is the Host the backend sees', () => {
    expect(filtered(rewrite('hostname: inside.local'), 'GET http://a.org/old')).toMatchObject({
      request: { host: 'inside.local' },
    });
  });

  test('a mirror without a valid backend gets nothing; a share of the requests is said', () => {
    const mirror = (name: string, share: string) =>
      `{type: RequestMirror, requestMirror: {backendRef: {name: ${name}, port: 80}${share}}}`;
    const outcome = filtered(
      `${mirror('api', ', percent: 20')}, ${mirror('ghost', '')}`,
      'GET http://a.org/old',
    );
    expect(outcome).toMatchObject({ mirrors: [{ backend: { name: 'api' }, share: 0.2 }] });
  });

  test('timeouts come along as written', () => {
    const outcome = filtered(
      '',
      'GET http://a.org/old',
      `timeouts: {request: 10s, backendRequest: 2s}, ${to('web')}`,
    );
    expect(outcome).toMatchObject({ timeouts: { request: '10s', backendRequest: '2s' } });
  });
});

describe('gRPC', () => {
  const grpcRoute = (name: string, spec: string) =>
    httpRoute(name, spec).replace('HTTPRoute', 'GRPCRoute');
  const calls = grpcRoute(
    'calls',
    `hostnames: [g.org], rules: [
      {matches: [{method: {service: shop.Cart}}], ${to('web')}},
      {matches: [{method: {service: shop.Cart, method: Add}}], ${to('api')}},
      {matches: [{method: {type: RegularExpression, service: 'shop\\..*'}, headers: [{name: beta, value: 'yes'}]}], ${to('other')}}]`,
  );
  const grpc = { 'content-type': 'application/grpc+proto' };

  test.each([
    ['POST http://g.org/shop.Cart/Add', grpc, 'api /shop.Cart/Add'],
    ['POST http://g.org/shop.Cart/Drop', grpc, 'web /shop.Cart/Drop'],
    ['POST http://g.org/shop.Stock/Get', { ...grpc, beta: 'yes' }, 'other /shop.Stock/Get'],
    ['POST http://g.org/shop.Stock/Get', grpc, '404 no-match'],
    ['GET http://g.org/shop.Cart/Add', {}, '404 no-match'],
  ])('%s → %s', (text, headers, expected) => {
    expect(told(route([gateway(http()), calls], text, headers).outcome)).toBe(expected);
  });

  test('on one hostname there is either HTTP or gRPC: the first route stays', () => {
    const pages = (hostname: string) =>
      httpRoute('pages', `hostnames: ['${hostname}'], rules: [{${to('other')}}]`);
    const outcome = (hostname: string) =>
      told(route([gateway(http()), calls, pages(hostname)], 'GET http://w.g.org/').outcome);
    expect(outcome('w.g.org')).toBe('other /');
    const { misses } = route([gateway(http()), calls, pages('g.org')], 'GET http://g.org/');
    expect(toldMisses(misses)).toContain('not-attached HTTPRoute/pages spec.hostnames');
  });
});
