import type { JsonObject } from '../../sim/api/types.ts';
import { parsePath, refTo, type Obj, type Ref, type Store } from '../../sim/api/index.ts';
import { cniOf } from '../../sim/dataplane/index.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import { destinationPortOf, type Ip, type Packet } from '../../sim/net/index.ts';
import {
  judge,
  partyAt,
  policiesOf,
  type Direction,
  type DirectionVerdict,
  type Miss,
  type Party,
  type Probe,
  type Verdict,
} from '../../sim/policy/index.ts';
import { givenLabels } from './backends.ts';
import { valueAt } from './fields.ts';

/** What policies say of a packet, as the cluster's CNI plugin reads them; `asWritten` as they were meant, whoever enforces them. */
export function verdictOn(
  { store, spec }: Cluster,
  { source, destination, ...packet }: Packet,
  asWritten = false,
): Verdict | undefined {
  const probe = probeOf({ source, destination, ...packet });
  if (!probe) return undefined;
  const implementation = asWritten ? undefined : cniOf(spec.cni).enforces;
  return judge(policiesOf(store, { implementation }), {
    ...probe,
    source: partyAt(store, source),
    destination: partyAt(store, destination),
    hasLeft: true,
  });
}

export function probeOf(packet: Packet): Probe | undefined {
  const { protocol } = packet.transport;
  if (protocol === 'IPIP') return undefined;
  const port = destinationPortOf(packet);
  return port === undefined ? { protocol } : { protocol, port };
}

/** The end that does not let it pass: policies are asked on the way out first. */
export function refusing(
  verdict: Verdict,
): { readonly direction: Direction; readonly verdict: DirectionVerdict } | undefined {
  const direction = (['egress', 'ingress'] as const).find((each) => !verdict[each].allowed);
  return direction && { direction, verdict: verdict[direction] };
}

/** The policies behind a refusal. */
export function policiesBehind({ because }: DirectionVerdict): readonly Ref[] {
  if (because.why === 'rule') return [{ ...because.rule, path: '' }];
  return because.why === 'isolated' ? because.by : [];
}

/** One end of a flow as sentences call it: an object, or an address alone. */
export type End = { readonly object: Ref } | { readonly address: Ip };

export function endOf(party: Party): End {
  if (party.is === 'pod') return { object: refTo(party.pod) };
  return party.is === 'node' ? { object: refTo(party.node) } : { address: party.address };
}

/** Why an item of a rule does not match, with what it asks for where that is a label. */
export interface NamedMiss {
  readonly miss: Miss;
  /** `app=web`, or `app in (web, api)`. */
  readonly asks?: string;
  /** The item has a namespaceSelector and a podSelector, and both have to match. */
  readonly needsBoth: boolean;
}

/** More than these nobody reads. */
const missesMax = 3;

/** The first reasons why none of the rules that could have let it pass did. */
export function missesOf(store: Store, { asked }: DirectionVerdict): readonly NamedMiss[] {
  return asked
    .flatMap(({ rules }) => rules)
    .flatMap(({ peerMisses, portMisses }) => (peerMisses.length > 0 ? peerMisses : portMisses))
    .slice(0, missesMax)
    .map((miss) => {
      const asks = miss.why === 'label' ? requirementAt(store, miss.at) : undefined;
      return {
        miss,
        needsBoth: hasBothSelectors(store, miss.at),
        ...(asks !== undefined && { asks }),
      };
    });
}

function requirementAt(store: Store, at: Ref): string | undefined {
  const object = objectAt(store, at);
  const value = object && valueAt(object, at.path);
  if (typeof value === 'string') return `${parsePath(at.path).at(-1) ?? ''}=${value}`;
  const { key, operator, values } = (value ?? {}) as JsonObject;
  if (typeof key !== 'string' || typeof operator !== 'string') return undefined;
  const list = Array.isArray(values) ? ` (${values.join(', ')})` : '';
  return `${key} ${operator}${list}`;
}

function objectAt(store: Store, { kind, namespace, name }: Ref): Obj | undefined {
  return store.entry(kind, namespace, name)?.object;
}

function hasBothSelectors(store: Store, at: Ref): boolean {
  const item = /^(.*\.(?:from|to)\[\d+\])\./.exec(at.path)?.[1];
  const object = objectAt(store, at);
  const value = object && item !== undefined ? valueAt(object, item) : undefined;
  return (
    typeof value === 'object' &&
    value !== null &&
    'namespaceSelector' in value &&
    'podSelector' in value
  );
}

/** A rule that would let somebody pass, for the list `ingress` or `egress` of a NetworkPolicy in `namespace`. */
export function ruleFor(
  direction: Direction,
  party: Party,
  namespace: string,
  { protocol, port }: Probe,
): JsonObject {
  const ports = protocol === 'ICMP' ? {} : { ports: [{ protocol, ...(port && { port }) }] };
  return { [direction === 'ingress' ? 'from' : 'to']: [peerFor(party, namespace)], ...ports };
}

function peerFor(party: Party, namespace: string): JsonObject {
  if (party.is !== 'pod')
    return { ipBlock: { cidr: `${party.address}/${party.address.includes(':') ? 128 : 32}` } };
  const podSelector = { matchLabels: givenLabels(party.pod) };
  const own = party.pod.metadata.namespace;
  if (own === namespace) return { podSelector };
  const matchLabels = { 'kubernetes.io/metadata.name': own };
  return { namespaceSelector: { matchLabels }, podSelector };
}
