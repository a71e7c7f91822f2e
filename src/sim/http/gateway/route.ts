import { fieldOf, itemOf, joinPath, refTo } from '../../api/index.ts';
import type { Ref, Store } from '../../api/types.ts';
import { covers, specificity } from '../hostnames.ts';
import { compareRanks } from '../order.ts';
import { hostnameOf, serverNameOf } from '../request.ts';
import type { Decision, HttpRequest, Miss, Outcome } from '../types.ts';
import { bindingsOf, type Attachment, type Binding } from './attach.ts';
import { choicesOf, choose, type Choice } from './backends.ts';
import { applyFilters, unfiltered, type Filtered, type Filtering } from './filters.ts';
import {
  listOf,
  type AnyRoute,
  type Gateway,
  type GrpcMatch,
  type GrpcRule,
  type HttpMatch,
  type HttpRule,
  type Listener,
} from './kinds.ts';
import { classOf, isProgrammed, listenerRef } from './listeners.ts';
import { grpcMismatch, grpcRank, httpMismatch, httpRank } from './match.ts';

/** Where a request comes in. */
export interface Entrance {
  /** As `spec.controllerName` of the GatewayClasses that the controller looks after. */
  readonly controllerName: string;
  readonly namespace: string;
  readonly gateway: string;
  readonly port: number;
}

/** What a Gateway does with a request. */
export interface GatewayDecision extends Decision {
  /** The listener that took it. */
  readonly listener?: Ref;
  /** The backends of the rule that took it, with their shares. */
  readonly choices: readonly Choice[];
}

/**
 * From a request to the backend a Gateway gives it to, as Gateway API has it: listener by port and hostname, the most specific match among
 * the routes attached to it, filters, then one of the rule's backends by weight. `dice`, from 0 up to 1, is what chance has for that.
 */
export function routeGateway(
  store: Store,
  entrance: Entrance,
  request: HttpRequest,
  dice = 0,
): GatewayDecision {
  const gateway = listOf(store, 'Gateway').find(
    ({ metadata }) =>
      metadata.name === entrance.gateway && metadata.namespace === entrance.namespace,
  );
  if (!gateway) return refused('no-listener', []);
  if (!classOf(store, gateway, entrance.controllerName))
    return refused('no-listener', [{ why: 'class', ref: refTo(gateway, 'spec.gatewayClassName') }]);
  const listener = listenerFor(store, gateway, entrance.port, request);
  if (!listener) return refused('no-listener', listenerMisses(gateway, entrance.port));
  const bindings = bindingsOf(store, gateway);
  const hostname = hostnameOf(request.host);
  const matches = bindings
    .flatMap(({ attachments }) => attachments)
    .filter((attachment) => attachment.listener === listener)
    .flatMap((attachment) => candidatesOf(attachment, hostname, request));
  const [chosen, ...others] = matches
    .filter((one): one is Candidate => 'rank' in one)
    .toSorted((left, right) => compareRanks(left.rank, right.rank));
  const misses = [
    ...bindings.flatMap(bindingMiss),
    ...matches.flatMap((one) => ('why' in one ? [one] : [])),
    ...others.map(({ at, route }): Miss => ({ why: 'precedence', ref: refTo(route, at) })),
  ];
  const ref = listenerRef(gateway, listener);
  if (!chosen) return { ...refused('no-match', misses), listener: ref, because: [ref] };
  const decision = decide(store, chosen, listener, request, dice);
  return { ...decision, because: [ref, ...decision.because], listener: ref, misses };
}

type Reason = Extract<Outcome, { readonly type: 'answer' }>['reason'];

function refused(reason: Reason, misses: readonly Miss[]): GatewayDecision {
  return { outcome: { type: 'answer', status: 404, reason }, because: [], misses, choices: [] };
}

/** Of the listeners on a port, the one with the most specific hostname. Over https the client names it in the TLS handshake already. */
function listenerFor(
  store: Store,
  gateway: Gateway,
  port: number,
  request: HttpRequest,
): Listener | undefined {
  const protocol = request.scheme === 'https' ? 'HTTPS' : 'HTTP';
  const name = protocol === 'HTTPS' ? (serverNameOf(request) ?? '') : hostnameOf(request.host);
  return gateway.spec.listeners
    .filter((listener) => listener.port === port && listener.protocol === protocol)
    .filter((listener) => isProgrammed(store, gateway, listener) && covers(listener.hostname, name))
    .toSorted((left, right) =>
      compareRanks(specificity(left.hostname), specificity(right.hostname)),
    )[0];
}

function listenerMisses(gateway: Gateway, port: number): readonly Miss[] {
  return gateway.spec.listeners
    .filter((listener) => listener.port === port)
    .map((listener) => ({ why: 'host', ref: listenerRef(gateway, listener, 'hostname') }));
}

function bindingMiss({ refusal }: Binding): readonly Miss[] {
  return refusal ? [{ why: 'not-attached', ref: refusal.ref }] : [];
}

/** A match that takes the request. */
interface Candidate {
  readonly route: AnyRoute;
  readonly rule: HttpRule | GrpcRule;
  readonly ruleAt: string;
  readonly match: HttpMatch | GrpcMatch;
  /** The place of the match; that of its rule where that has none. */
  readonly at: string;
  readonly hostRef: Ref;
  readonly rank: readonly number[];
}

/** Every match of a route, in the order written: whether it takes the request, and otherwise what stands against it. */
function candidatesOf(
  { route, hostnames }: Attachment,
  hostname: string,
  request: HttpRequest,
): readonly (Candidate | Miss)[] {
  const [host] = hostnames
    .filter((pattern) => covers(pattern, hostname))
    .map((pattern) => ({ pattern, rank: specificity(pattern) }))
    .toSorted((left, right) => compareRanks(left.rank, right.rank));
  const hostRef = refTo(route, 'spec.hostnames');
  if (!host) return [{ why: 'host', ref: hostRef }];
  const rules: readonly (HttpRule | GrpcRule)[] = route.spec.rules ?? [];
  return rules.flatMap((rule, ruleIndex) => {
    const ruleAt = itemOf('spec.rules', ruleIndex);
    const matches = rule.matches?.length ? rule.matches : [{}];
    return matches.map((match: HttpMatch | GrpcMatch, index): Candidate | Miss => {
      const at = rule.matches?.length ? itemOf(fieldOf(ruleAt, 'matches'), index) : ruleAt;
      const isHttp = route.kind === 'HTTPRoute';
      const mismatch = isHttp
        ? httpMismatch(match as HttpMatch, request)
        : grpcMismatch(match as GrpcMatch, request);
      if (mismatch) return { why: mismatch.why, ref: refTo(route, joinPath(at, mismatch.path)) };
      const ownRank = isHttp ? httpRank(match as HttpMatch) : grpcRank(match as GrpcMatch);
      return { route, rule, ruleAt, match, at, hostRef, rank: [...host.rank, ...ownRank] };
    });
  });
}

function decide(
  store: Store,
  candidate: Candidate,
  listener: Listener,
  request: HttpRequest,
  dice: number,
): Omit<GatewayDecision, 'misses'> {
  const { route, rule, ruleAt, at } = candidate;
  const matched = [...hostCause(candidate), refTo(route, at)];
  const choices = choicesOf(store, route, rule.backendRefs ?? [], fieldOf(ruleAt, 'backendRefs'));
  const done = (outcome: Outcome, because: readonly Ref[]): Omit<GatewayDecision, 'misses'> => ({
    outcome,
    because: [...matched, ...because],
    choices,
  });
  const filtering: Filtering = {
    store,
    route,
    at: fieldOf(ruleAt, 'filters'),
    prefix: prefixOf(candidate),
    port: listener.port,
  };
  const filtered = applyFilters(unfiltered(request), rule.filters ?? [], filtering);
  const early = endOf(filtered);
  if (early) return done(early, filtered.because);
  const choice = choose(choices, dice);
  if (!choice)
    return done({ type: 'answer', status: 500, reason: 'no-backend' }, [
      ...filtered.because,
      refTo(route, choices.length > 0 ? fieldOf(ruleAt, 'backendRefs') : ruleAt),
    ]);
  const whole = applyFilters(filtered, choice.reference.filters ?? [], {
    ...filtering,
    at: fieldOf(choice.at, 'filters'),
  });
  const because = [...whole.because, ...choice.resolution.because];
  return done(endOf(whole) ?? forwarded(choice, whole, rule), because);
}

/** What filters alone come to, if they let nothing through. */
function endOf({ redirect, unknown }: Filtered): Outcome | undefined {
  if (redirect) return { type: 'redirect', ...redirect };
  return unknown && { type: 'answer', status: 500, reason: 'unknown-filter' };
}

/** 500 for a reference that is not valid, 503 for a Service without a ready endpoint (HTTPRouteRule.backendRefs). */
function forwarded({ resolution }: Choice, filtered: Filtered, rule: HttpRule | GrpcRule): Outcome {
  if ('problem' in resolution) return { type: 'answer', status: 500, reason: 'invalid-backend' };
  const { backend } = resolution;
  if (backend.endpoints.length === 0)
    return { type: 'answer', status: 503, reason: 'no-endpoints' };
  const { request, mirrors, answerChanges } = filtered;
  const timeouts = 'timeouts' in rule ? rule.timeouts : undefined;
  return {
    type: 'forward',
    backend,
    request,
    mirrors,
    answerChanges,
    ...(timeouts && { timeouts }),
  };
}

function hostCause({ route, hostRef }: Candidate): readonly Ref[] {
  return (route.spec.hostnames ?? []).length > 0 ? [hostRef] : [];
}

function prefixOf({ route, match }: Candidate): string | undefined {
  if (route.kind !== 'HTTPRoute') return undefined;
  const { type = 'PathPrefix', value = '/' } = (match as HttpMatch).path ?? {};
  return type === 'PathPrefix' ? value : undefined;
}
