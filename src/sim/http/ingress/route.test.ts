import { describe, expect, test } from 'vitest';
import { request, service, storeOf, told, toldMisses } from '../fixture.ts';
import { ingressNginx } from './controller.ts';
import { routeIngress } from './route.ts';

const nginxClass = `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, spec: {controller: k8s.io/ingress-nginx}}`;
const services = ['web', 'api', 'other', 'fallback'].map((name) => service(name));

/** A path of a rule. */
const path = (value: string, to: string, type = 'Prefix') =>
  `{path: '${value}', pathType: ${type}, backend: {service: {name: ${to}, port: {number: 80}}}}`;
const rule = (host: string, ...paths: readonly string[]) =>
  `{${host && `host: '${host}', `}http: {paths: [${paths.join(', ')}]}}`;
const ingress = (name: string, spec: string, metadata = '') =>
  `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: ${name}${metadata && `, ${metadata}`}}, spec: {${spec}}}`;
const annotated = (annotations: string) => `annotations: {${annotations}}`;
const ofNginx = 'ingressClassName: nginx';

const route = (objects: readonly string[], text: string, headers = {}) =>
  routeIngress(storeOf(nginxClass, ...services, ...objects), ingressNginx, request(text, headers));

describe('hosts and paths', () => {
  const shop = ingress(
    'shop',
    `${ofNginx}, defaultBackend: {service: {name: fallback, port: {number: 80}}}, rules: [
      ${rule('shop.example.com', path('/cart', 'web'), path('/cart', 'api', 'Exact'), path('/img', 'other', 'ImplementationSpecific'))},
      ${rule('*.example.com', path('/', 'other'))},
      ${rule('', path('/status', 'api'))}]`,
  );

  test.each([
    ['GET http://shop.example.com/cart', 'api /cart'],
    ['GET http://shop.example.com/cart/', 'web /cart/'],
    ['GET http://shop.example.com/cart/7?full=1', 'web /cart/7?full=1'],
    ['GET http://shop.example.com/carts', 'fallback /carts'],
    // In ingress-nginx the third type is a prefix by characters.
    ['GET http://shop.example.com/imgs/a.png', 'other /imgs/a.png'],
    ['GET http://SHOP.example.com:8080/cart', 'api /cart'],
    ['GET http://www.example.com/cart', 'other /cart'],
    ['GET http://a.b.example.com/cart', '404 no-match'],
    ['GET http://example.com/status/now', 'api /status/now'],
    // A default backend beside rules is for their hosts alone.
    ['GET http://elsewhere.org/', '404 no-match'],
  ])('%s → %s', (text, expected) => {
    expect(told(route([shop], text).outcome)).toBe(expected);
  });

  test('a controller that goes by the documentation lets it have the rest', () => {
    const store = storeOf(nginxClass, ...services, shop);
    const controller = { ...ingressNginx, defaultBackend: 'all-hosts' } as const;
    const { outcome } = routeIngress(store, controller, request('GET http://elsewhere.org/'));
    expect(told(outcome)).toBe('fallback /');
  });

  test('the decision names its host, path and backend, and what stood against the others', () => {
    const { because, misses } = route([shop], 'GET http://shop.example.com/cart');
    expect(because.map((ref) => ref.path)).toEqual([
      'spec.rules[0].host',
      'spec.rules[0].http.paths[1].path',
      'spec.rules[0].http.paths[1].backend',
    ]);
    expect(toldMisses(misses)).toEqual([
      'host Ingress/shop spec.rules[1].host',
      'precedence Ingress/shop spec.rules[0].http.paths[0].path',
      'path Ingress/shop spec.rules[0].http.paths[2].path',
      'precedence Ingress/shop spec.defaultBackend',
    ]);
  });

  test('an Ingress without rules serves what nobody else does', () => {
    const all = ingress(
      'all',
      `${ofNginx}, defaultBackend: {service: {name: web, port: {name: http}}}`,
    );
    expect(told(route([shop, all], 'GET http://elsewhere.org/x').outcome)).toBe('web /x');
    expect(told(route([shop, all], 'GET http://shop.example.com/x').outcome)).toBe('fallback /x');
  });

  test('of two Ingresses with the same path the older one wins, of those as old the last by name', () => {
    const one = (name: string, to: string, metadata = '') =>
      ingress(name, `${ofNginx}, rules: [${rule('a.org', path('/', to))}]`, metadata);
    const created = (day: number) => `creationTimestamp: '2026-01-0${day}T00:00:00Z'`;
    const winner = (...objects: readonly string[]) =>
      told(route(objects, 'GET http://a.org/').outcome);
    expect(winner(one('a', 'web'), one('b', 'api'))).toBe('api /');
    expect(winner(one('a', 'web', created(1)), one('b', 'api', created(2)))).toBe('web /');
  });
});

describe('classes', () => {
  const traefik = `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: traefik}, spec: {controller: traefik.io/ingress-controller}}`;
  const standard = `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: standard, annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}}, spec: {controller: k8s.io/ingress-nginx}}`;
  const rules = `rules: [${rule('', path('/', 'web'))}]`;

  test.each<
    [name: string, objects: readonly string[], expected: string, misses: readonly string[]]
  >([
    ['its own', [ingress('i', `${ofNginx}, ${rules}`)], 'web /', []],
    [
      'a class that is not there',
      [ingress('i', `ingressClassName: ngnix, ${rules}`)],
      '404 no-match',
      ['class Ingress/i spec.ingressClassName'],
    ],
    [
      'that of another controller',
      [traefik, ingress('i', `ingressClassName: traefik, ${rules}`)],
      '404 no-match',
      ['class IngressClass/traefik spec.controller'],
    ],
    ['none', [ingress('i', rules)], '404 no-match', ['class Ingress/i ']],
    ['none, with a default class', [standard, ingress('i', rules)], 'web /', []],
    [
      'the old annotation',
      [ingress('i', rules, annotated('kubernetes.io/ingress.class: nginx'))],
      'web /',
      [],
    ],
    [
      'the old annotation for another',
      [standard, ingress('i', rules, annotated('kubernetes.io/ingress.class: gce'))],
      '404 no-match',
      ['class Ingress/i metadata.annotations[kubernetes.io/ingress.class]'],
    ],
  ])('%s', (_, objects, expected, misses) => {
    const decision = route(objects, 'GET http://a.org/');
    expect(told(decision.outcome)).toBe(expected);
    expect(toldMisses(decision.misses)).toEqual(misses);
  });

  test('none at all, with a controller that is told to take those', () => {
    const controller = { ...ingressNginx, watchesWithoutClass: true };
    const store = storeOf(...services, ingress('i', rules));
    expect(told(routeIngress(store, controller, request('GET http://a.org/')).outcome)).toBe(
      'web /',
    );
  });
});

describe('backends', () => {
  const to = (name: string, port: string) =>
    ingress(
      'i',
      `${ofNginx}, rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${name}, port: ${port}}}}]}}]`,
    );

  test.each([
    ['an endpoint that is not ready', 'tired', '{number: 80}', '503 no-endpoints'],
    ['a Service that is not there', 'ghost', '{number: 80}', '503 invalid-backend'],
    ['a port it does not have', 'web', '{number: 81}', '503 invalid-backend'],
    ['a port by name', 'web', '{name: http}', 'web /'],
  ])('%s', (_, name, port, expected) => {
    const decision = route(
      [service('tired', 'default', false), to(name, port)],
      'GET http://a.org/',
    );
    expect(told(decision.outcome)).toBe(expected);
  });

  test('endpoints come from the slices of the Service', () => {
    const { outcome } = route([to('web', '{number: 80}')], 'GET http://a.org/');
    expect(outcome).toMatchObject({ backend: { port: 80, endpoints: ['10.244.1.7:8080'] } });
  });
});

describe('rewriting', () => {
  const rewriting = (target: string, ...paths: readonly string[]) =>
    ingress(
      'i',
      `${ofNginx}, rules: [${rule('a.org', ...paths)}]`,
      annotated(`nginx.ingress.kubernetes.io/rewrite-target: '${target}'`),
    );

  test.each([
    [
      '/$2',
      path('/api(/|$)(.*)', 'api', 'ImplementationSpecific'),
      '/api/v1/users?page=2',
      'api /v1/users?page=2',
    ],
    ['/$2', path('/api(/|$)(.*)', 'api', 'ImplementationSpecific'), '/api', 'api /'],
    // A well-known mistake: without groups, every path becomes the same one.
    ['/', path('/api', 'api'), '/api/v1/users', 'api /'],
    // Another: the path is an expression now, and no longer split at slashes; neither does case count.
    ['/', path('/api', 'api', 'Exact'), '/APIs', 'api /'],
    ['/api', path('/api', 'api'), '/api/v1', 'api /api/v1'],
  ])('%s for %s: %s → %s', (target, one, asked, expected) => {
    const { outcome } = route([rewriting(target, one)], `GET http://a.org${asked}`);
    expect(told(outcome)).toBe(expected);
  });

  test('the annotation is among what decided', () => {
    const { because } = route([rewriting('/', path('/api', 'api'))], 'GET http://a.org/api/x');
    expect(because.at(-1)?.path).toBe(
      'metadata.annotations[nginx.ingress.kubernetes.io/rewrite-target]',
    );
  });
});

describe('TLS', () => {
  const secret = `{apiVersion: v1, kind: Secret, type: kubernetes.io/tls, metadata: {name: cert}, data: {tls.crt: ${btoa('-----CERTIFICATE-----')}, tls.key: ${btoa('-----PRIVATE KEY-----')}}}`;
  const secured = (name: string, metadata = '') =>
    ingress(
      'i',
      `${ofNginx}, tls: [{hosts: [a.org], secretName: ${name}}], rules: [${rule('a.org', path('/', 'web'))}, ${rule('b.org', path('/', 'api'))}]`,
      metadata,
    );

  test('http is sent on to https, port and all', () => {
    const { outcome, because } = route([secret, secured('cert')], 'GET http://a.org:80/cart?x=1');
    expect(told(outcome)).toBe('308 https://a.org/cart?x=1');
    expect(because.map((ref) => `${ref.kind} ${ref.path}`).slice(-2)).toEqual([
      'Ingress spec.tls[0].secretName',
      'Secret ',
    ]);
  });

  test.each([
    ['ssl-redirect: "false"', 'web /'],
    ['force-ssl-redirect: "true"', '308 https://a.org/'],
  ])('%s', (annotation, expected) => {
    const object = secured('cert', annotated(`nginx.ingress.kubernetes.io/${annotation}`));
    expect(told(route([secret, object], 'GET http://a.org/').outcome)).toBe(expected);
  });

  test('what was https before it came here is not sent back', () => {
    const { outcome } = route([secret, secured('cert')], 'GET http://a.org/', {
      'X-Forwarded-Proto': 'https',
    });
    expect(told(outcome)).toBe('web /');
  });

  test.each([
    [
      'the Secret of the host',
      'cert',
      'GET https://a.org/',
      { namespace: 'default', name: 'cert' },
    ],
    ['none of its own: a Secret that is missing', 'lost', 'GET https://a.org/', undefined],
    ['none of its own: a host that no entry names', 'cert', 'GET https://b.org/', undefined],
    ['none of its own: a host without a rule', 'cert', 'GET https://c.org/', undefined],
  ])('the certificate shown is %s', (_, name, text, expected) => {
    expect(route([secret, secured(name)], text).certificate?.secret).toEqual(expected);
  });

  test('the name in the handshake chooses it, the Host header the backend', () => {
    const store = storeOf(nginxClass, ...services, secret, secured('cert'));
    const asked = { ...request('GET https://b.org/'), sni: 'a.org' };
    const decision = routeIngress(store, ingressNginx, asked);
    expect(decision.certificate?.secret?.name).toBe('cert');
    expect(told(decision.outcome)).toBe('api /');
  });
});
