import { remember } from '../../src/base/remember.ts';
import {
  changeHeaders,
  ingressNginx,
  routeGateway,
  routeIngress,
  type Entrance,
  type GatewayDecision,
  type HttpRequest,
  type IngressController,
  type Outcome,
} from '../../src/sim/http/index.ts';
import type { Store } from '../../src/sim/api/types.ts';
import type { Result, Suite } from '../types.ts';
import { clusterOf, controllerName, type Recorded } from './cluster.ts';

interface File {
  readonly fixtures: Readonly<Record<string, { readonly objects: readonly Recorded[] }>>;
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly kind: 'gateway' | 'gateway-distribution' | 'ingress';
  readonly fixture: string;
  readonly gateway?: Named;
  readonly listenerPort?: number;
  readonly request: Partial<HttpRequest> & { readonly method: string; readonly path: string };
  readonly backendSetsResponseHeaders?: Headers;
  readonly expect: Expectation;
}

type Headers = HttpRequest['headers'];

interface Named {
  readonly name: string;
  readonly namespace: string;
}

interface Expectation {
  readonly status: number | readonly number[];
  readonly backend?: Named;
  readonly requestAtBackend?: {
    readonly host?: string;
    readonly path?: string;
    readonly headers?: Headers;
    readonly absentHeaders?: readonly string[];
  };
  readonly responseHeaders?: Headers;
  readonly absentResponseHeaders?: readonly string[];
  readonly redirect?: { readonly [part in 'scheme' | 'host' | 'port' | 'path']?: string | number };
  readonly mirroredTo?: readonly Named[];
  readonly distribution?: Readonly<Record<string, number>>;
  readonly tolerance?: number;
}

/** What becomes of a request that reaches an Ingress controller or a Gateway. */
const suite: Suite = {
  name: 'http-routing',
  run: (file) => {
    const { fixtures, cases } = file as File;
    return cases.map((one) => {
      const fixture = fixtures[one.fixture];
      if (!fixture) throw new Error(`No fixture ${one.fixture}`);
      return runCase(one, storeOf(fixture.objects));
    });
  },
};
export default suite;

const storeOf = remember(clusterOf);

/** The recordings restate the API, which names no controller; ingress-nginx keeps default backends to the hosts of their Ingress. */
const documented: IngressController = {
  ...ingressNginx,
  watchesWithoutClass: true,
  defaultBackend: 'all-hosts',
};

function runCase(one: Case, store: Store): Result {
  const { id, kind, expect } = one;
  const request: HttpRequest = { scheme: 'http', host: '192.0.2.1', headers: {}, ...one.request };
  if (kind === 'ingress')
    return compare(id, expect, factsOf(expect, routeIngress(store, documented, request).outcome));
  const { gateway } = one;
  if (!gateway) throw new Error('The case names no Gateway.');
  const entrance: Entrance = {
    controllerName,
    gateway: gateway.name,
    namespace: gateway.namespace,
    port: one.listenerPort ?? 80,
  };
  const decision = routeGateway(store, entrance, request);
  return kind === 'gateway-distribution'
    ? compareShares(id, expect, decision)
    : compare(id, expect, factsOf(expect, decision.outcome, one.backendSetsResponseHeaders));
}

/** What the recording asserts, of what happened. */
function factsOf(expect: Expectation, outcome: Outcome, backendSets: Headers = {}): Expectation {
  switch (outcome.type) {
    case 'answer':
      return { status: outcome.status };
    case 'redirect': {
      const { protocol, hostname, port, pathname } = new URL(outcome.location);
      const parts = { scheme: protocol.slice(0, -1), host: hostname, port, path: pathname };
      return { status: outcome.status, redirect: pick(parts, Object.keys(expect.redirect ?? {})) };
    }
    case 'forward': {
      const { backend, request, mirrors, answerChanges } = outcome;
      const { requestAtBackend: atBackend, responseHeaders, absentResponseHeaders } = expect;
      const answer = answerChanges.reduce(changeHeaders, backendSets);
      return {
        status: 200,
        ...(expect.backend && { backend: named(backend) }),
        ...(atBackend && { requestAtBackend: seen(request, atBackend) }),
        ...(responseHeaders && {
          responseHeaders: headersOf(answer, Object.keys(responseHeaders)),
        }),
        ...(absentResponseHeaders && {
          absentResponseHeaders: absent(answer, absentResponseHeaders),
        }),
        ...(expect.mirroredTo && { mirroredTo: mirrors.map(({ backend: to }) => named(to)) }),
      };
    }
  }
}

function named({ name, namespace }: Named): Named {
  return { name, namespace };
}

function seen(
  request: HttpRequest,
  asked: NonNullable<Expectation['requestAtBackend']>,
): NonNullable<Expectation['requestAtBackend']> {
  return {
    ...pick(
      request,
      ['host', 'path'].filter((part) => part in asked),
    ),
    ...(asked.headers && { headers: headersOf(request.headers, Object.keys(asked.headers)) }),
    ...(asked.absentHeaders && { absentHeaders: absent(request.headers, asked.absentHeaders) }),
  };
}

function headersOf(headers: Headers, names: readonly string[]): Headers {
  return Object.fromEntries(names.map((name) => [name, valueOf(headers, name) ?? '(absent)']));
}

function absent(headers: Headers, names: readonly string[]): readonly string[] {
  return names.filter((name) => valueOf(headers, name) === undefined);
}

function valueOf(headers: Headers, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function pick<Value extends object>(value: Value, names: readonly string[]): Partial<Value> {
  const picked = Object.entries(value).filter(([name]) => names.includes(name));
  return Object.fromEntries(picked) as Partial<Value>;
}

function compare(id: string, expect: Expectation, actual: Expectation): Result {
  const { status } = expect;
  const isAmong = typeof status !== 'number' && status.includes(actual.status as number);
  const expected = sorted(isAmong ? { ...expect, status: actual.status } : expect);
  const came = sorted(actual);
  return { id, passed: expected === came, expected, actual: came };
}

function compareShares(id: string, expect: Expectation, { choices }: GatewayDecision): Result {
  const shares = Object.fromEntries(choices.map(({ reference, share }) => [reference.name, share]));
  const { distribution = {}, tolerance = 0 } = expect;
  const passed = Object.entries(distribution).every(
    ([name, share]) => Math.abs((shares[name] ?? 0) - share) <= tolerance,
  );
  return { id, passed, expected: sorted(distribution), actual: sorted(shares) };
}

/** As text, members in order of their name. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof member === 'number'
        ? String(member)
        : member,
  );
}
