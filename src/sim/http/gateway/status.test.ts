import { assert, describe, expect, test } from 'vitest';
import { service, storeOf } from '../fixture.ts';
import type { Condition } from './conditions.ts';
import { classConditions, gatewayStatus } from './gatewayStatus.ts';
import { listOf } from './kinds.ts';
import { routeStatus } from './routeStatus.ts';

const controller = 'podpath.dev/lab';
const gatewayClass = `{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: lab}, spec: {controllerName: ${controller}}}`;
const gateway = (...listeners: readonly string[]) =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge}, spec: {gatewayClassName: lab, listeners: [${listeners.join(', ')}]}}`;
const listener = (name: string, protocol = 'HTTP', more = '') =>
  `{name: ${name}, port: 80, protocol: ${protocol}${more && `, ${more}`}}`;
const httpRoute = (spec: string, namespace = 'default') =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r, namespace: ${namespace}}, spec: {${spec}}}`;
const web = 'rules: [{backendRefs: [{name: web, port: 80}]}]';
const redirect = 'rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}]';
const toEdge = 'parentRefs: [{name: edge, namespace: default}]';

/** Conditions in a line each: `Accepted True Accepted`, and the fields to blame. */
const told = (conditions: readonly Condition[]) =>
  conditions.map(({ type, status, reason, because }) =>
    [type, status, reason, ...because.map(({ path }) => path)].join(' '),
  );

function statusOf(objects: readonly string[], hasAddress = true) {
  const store = storeOf(gatewayClass, ...objects);
  const [found] = listOf(store, 'Gateway');
  assert(found);
  const { conditions, listeners } = gatewayStatus(store, found, controller, hasAddress);
  return {
    gateway: told(conditions),
    listeners: listeners.map((one) => told(one.conditions)),
    all: listeners,
  };
}

describe('Gateway', () => {
  test('all is well', () => {
    const {
      gateway: conditions,
      listeners,
      all,
    } = statusOf([service('web'), gateway(listener('http')), httpRoute(`${toEdge}, ${web}`)]);
    expect(conditions).toEqual(['Accepted True Accepted', 'Programmed True Programmed']);
    expect(listeners).toEqual([
      [
        'Accepted True Accepted',
        'Conflicted False NoConflicts',
        'ResolvedRefs True ResolvedRefs',
        'Programmed True Programmed',
      ],
    ]);
    expect(all[0]).toMatchObject({ supportedKinds: ['HTTPRoute', 'GRPCRoute'], attachedRoutes: 1 });
  });

  test('no address yet', () => {
    expect(statusOf([gateway(listener('http'))], false).gateway[1]).toBe(
      'Programmed False AddressNotAssigned ',
    );
  });

  test('a class of nobody', () => {
    const { gateway: conditions } = statusOf([
      gateway(listener('http')).replace('gatewayClassName: lab', 'gatewayClassName: lap'),
    ]);
    expect(conditions).toEqual([
      'Accepted Unknown Pending spec.gatewayClassName',
      'Programmed Unknown Pending spec.gatewayClassName',
    ]);
  });

  const tls = 'tls: {certificateRefs: [{name: cert}]}';

  test.each<
    [name: string, listeners: readonly string[], gateway: string, first: readonly string[]]
  >([
    [
      'one protocol among two that is not served',
      [listener('tcp', 'TCP').replace('80', '81'), listener('http')],
      'Accepted True ListenersNotValid spec.listeners[0]',
      [
        'Accepted False UnsupportedProtocol spec.listeners[0].protocol',
        'Conflicted False NoConflicts',
        'ResolvedRefs True ResolvedRefs',
        'Programmed False Invalid spec.listeners[0]',
      ],
    ],
    [
      'HTTP and TCP on one port',
      [listener('http'), listener('tcp', 'TCP')],
      'Accepted False ListenersNotValid spec.listeners[0] spec.listeners[1]',
      [
        'Accepted False ProtocolConflict spec.listeners[0]',
        'Conflicted True ProtocolConflict spec.listeners[0]',
        'ResolvedRefs True ResolvedRefs',
        'Programmed False Invalid spec.listeners[0]',
      ],
    ],
    [
      'a certificate that is not there',
      [listener('https', 'HTTPS', tls)],
      'Accepted True Accepted',
      [
        'Accepted True Accepted',
        'Conflicted False NoConflicts',
        'ResolvedRefs False InvalidCertificateRef spec.listeners[0].tls.certificateRefs[0]',
        'Programmed False Invalid spec.listeners[0]',
      ],
    ],
    [
      'a certificate of another namespace',
      [listener('https', 'HTTPS', tls.replace('cert}', 'cert, namespace: vault}'))],
      'Accepted True Accepted',
      [
        'Accepted True Accepted',
        'Conflicted False NoConflicts',
        'ResolvedRefs False RefNotPermitted spec.listeners[0].tls.certificateRefs[0]',
        'Programmed False Invalid spec.listeners[0]',
      ],
    ],
    [
      'a kind of route that HTTP does not carry',
      [listener('http', 'HTTP', 'allowedRoutes: {kinds: [{kind: HTTPRoute}, {kind: TCPRoute}]}')],
      'Accepted True Accepted',
      [
        'Accepted True Accepted',
        'Conflicted False NoConflicts',
        'ResolvedRefs False InvalidRouteKinds spec.listeners[0].allowedRoutes.kinds[1]',
        'Programmed True Programmed',
      ],
    ],
  ])('%s', (_, listeners, accepted, first) => {
    const status = statusOf([gateway(...listeners)]);
    expect(status.gateway[0]).toBe(accepted);
    expect(status.listeners[0]).toEqual(first);
  });
});

test('a GatewayClass waits for the controller it names', () => {
  const [found] = listOf(storeOf(gatewayClass), 'GatewayClass');
  assert(found);
  expect(told(classConditions(found, controller))).toEqual(['Accepted True Accepted']);
  expect(told(classConditions(found, 'example.com/x'))).toEqual([
    'Accepted Unknown Pending spec.controllerName',
  ]);
});

describe('routes', () => {
  const shop = '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: shop}}}';
  const taking = (namespaces: string) =>
    gateway(
      listener('http', 'HTTP', `hostname: '*.a.org', allowedRoutes: {namespaces: ${namespaces}}`),
    );
  const fine = ['Accepted True Accepted', 'ResolvedRefs True ResolvedRefs'];
  const kept = 'ResolvedRefs True ResolvedRefs';

  test.each<[name: string, gateway: string, route: string, expected: readonly string[]]>([
    ['all is well', taking('{from: Same}'), httpRoute(`${toEdge}, ${web}`), fine],
    [
      'a listener that is not there',
      taking('{from: Same}'),
      httpRoute(`parentRefs: [{name: edge, sectionName: https}], ${web}`),
      ['Accepted False NoMatchingParent spec.parentRefs[0].sectionName', kept],
    ],
    [
      'hostnames of others',
      taking('{from: Same}'),
      httpRoute(`${toEdge}, hostnames: [a.org], ${web}`),
      ['Accepted False NoMatchingListenerHostname spec.hostnames', kept],
    ],
    [
      'a namespace that is not allowed',
      taking('{from: Same}'),
      httpRoute(`${toEdge}, ${redirect}`, 'shop'),
      ['Accepted False NotAllowedByListeners spec.listeners[0].allowedRoutes', kept],
    ],
    [
      'a namespace that is selected',
      taking('{from: Selector, selector: {matchLabels: {team: shop}}}'),
      httpRoute(`${toEdge}, ${redirect}`, 'shop'),
      fine,
    ],
    [
      'a backend that is not there',
      taking('{from: Same}'),
      httpRoute(
        `${toEdge}, rules: [{backendRefs: [{name: web, port: 80}, {name: ghost, port: 80}]}]`,
      ),
      [
        'Accepted True Accepted',
        'ResolvedRefs False BackendNotFound spec.rules[0].backendRefs[1].name',
      ],
    ],
    [
      'a mirror of another kind',
      taking('{from: Same}'),
      httpRoute(
        `${toEdge}, rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {group: example.com, kind: Bucket, name: b}}}]}]`,
      ),
      [
        'Accepted True Accepted',
        'ResolvedRefs False InvalidKind spec.rules[0].filters[0].requestMirror.backendRef.kind',
      ],
    ],
  ])('%s', (_, edge, route, expected) => {
    const store = storeOf(gatewayClass, shop, service('web'), edge, route);
    const [found] = listOf(store, 'HTTPRoute');
    assert(found);
    expect(routeStatus(store, found, controller).map(({ conditions }) => told(conditions))).toEqual(
      [expected],
    );
  });

  test('a Gateway that is not there says nothing', () => {
    const store = storeOf(gatewayClass, httpRoute(`parentRefs: [{name: nowhere}], ${web}`));
    const [found] = listOf(store, 'HTTPRoute');
    assert(found);
    expect(routeStatus(store, found, controller)).toEqual([]);
  });
});
