import {
  createStore,
  defaulted,
  type JsonObject,
  type Obj,
  type Protocol,
  type Store,
} from '../../src/sim/api/index.ts';
import { ip, type Ip } from '../../src/sim/net/index.ts';
import {
  judge,
  mayReach,
  partyAt,
  podParties,
  policiesOf,
  reachability,
  type KnownNames,
  type PodParty,
  type Policies,
  type Probe,
  type Reachability,
} from '../../src/sim/policy/index.ts';
import type { Result } from '../types.ts';

/** A file of cases about policies, one case at a time in `cases`. */
export interface PolicyFile {
  readonly fixtures: Readonly<Record<string, { readonly objects: readonly JsonObject[] }>>;
  readonly cases: readonly PolicyCase[];
}

export type PolicyCase = MatrixCase | PacketCase;

interface Given {
  readonly id: string;
  readonly fixture: string;
  readonly policies: readonly JsonObject[];
  readonly adminPolicies?: readonly JsonObject[];
  /** The address that a resolver gave for a name. */
  readonly fqdnCache?: Readonly<Record<string, string>>;
}

interface MatrixCase extends Given {
  readonly kind: 'matrix';
  /** `namespace/name`, in the order of rows (sources) and columns (destinations). */
  readonly pods: readonly string[];
  readonly expect: readonly Matrix[];
}

/** A row is a text with a letter for each column: `.` may pass, `X` may not, `#` was not looked at, `!` has no such port. */
interface Matrix {
  readonly port: number;
  readonly protocol: Protocol;
  readonly combined: readonly string[];
  readonly ingress?: readonly string[];
  readonly egress?: readonly string[];
}

interface PacketCase extends Given {
  readonly kind: 'packet' | 'tiers';
  /** What whole tiers say, where a recording does not spell out their policies. */
  readonly tierVerdicts?: Readonly<Record<'admin' | 'baseline', TierVerdict>>;
  readonly packet: {
    readonly src: string;
    readonly dst: string;
    /** `null` where the recording had none: the verdict does not depend on it. */
    readonly port: number | null;
    readonly protocol: Protocol;
  };
  readonly expect: { readonly allowed: boolean };
}

export type TierVerdict = 'Accept' | 'Deny' | 'Next';

/** Asks about every flow of a case. `more` are policies that the case tells of in another way. */
export function runPolicyCase(
  one: PolicyCase,
  { fixtures }: PolicyFile,
  more: readonly JsonObject[] = [],
): Result {
  const { policies, adminPolicies = [], fqdnCache = {} } = one;
  const objects = fixtures[one.fixture]?.objects ?? [];
  const store = storeOf([...objects, ...policies, ...adminPolicies, ...more]);
  const read = policiesOf(store, { names: namesOf(fqdnCache) });
  return one.kind === 'matrix' ? runMatrix(one, store, read) : runPacket(one, store, read);
}

export function storeOf(objects: readonly JsonObject[]): Store {
  return createStore(
    objects.map((given) => ({ object: objectOf(given), source: { by: 'cluster' as const } })),
  );
}

/**
 * As the server would store it, and as it is given where it has fields that ours does not know: the recorded programs asked no
 * server, and know the experimental definitions too. Nothing is allocated or scheduled, the recordings say where Pods are.
 */
function objectOf(given: JsonObject): Obj {
  const object = (defaulted(given) ?? given) as unknown as Obj;
  return {
    ...object,
    metadata: { ...object.metadata, namespace: object.metadata.namespace ?? '' },
  };
}

export function namesOf(cache: Readonly<Record<string, string>>): KnownNames {
  return new Map(
    Object.entries(cache).map(([name, address]): [string, Ip[]] => [name, [ip(address)]]),
  );
}

function runPacket({ id, packet, expect }: PacketCase, store: Store, policies: Policies): Result {
  const { allowed } = judge(policies, {
    source: partyAt(store, ip(packet.src)),
    destination: partyAt(store, ip(packet.dst)),
    protocol: packet.protocol,
    port: packet.port ?? 80,
  });
  const word = (yes: boolean): string => (yes ? 'may pass' : 'may not pass');
  const [expected, actual] = [word(expect.allowed), word(allowed)];
  return { id, passed: actual === expected, expected, actual };
}

function runMatrix({ id, pods, expect }: MatrixCase, store: Store, policies: Policies): Result {
  const all = podParties(store);
  const parties = pods.map((name) => partyNamed(all, name));
  const expected = expect.map(describe).join('\n');
  const actual = expect
    .map((matrix) => describe({ ...matrix, ...answer(matrix, parties, policies) }))
    .join('\n');
  return { id, passed: actual === expected, expected, actual };
}

function partyNamed(parties: readonly PodParty[], name: string): PodParty {
  const found = parties.find(
    ({ pod: { metadata } }) => `${metadata.namespace}/${metadata.name}` === name,
  );
  if (!found) throw new Error(`no Pod ${name} has an address`);
  return found;
}

/** The same matrix with our letters, where the recording looked. `?`: what is computed for all at once says otherwise. */
function answer(
  { port, protocol, ...asked }: Matrix,
  parties: readonly PodParty[],
  policies: Policies,
): Partial<Matrix> {
  const probe: Probe = { port, protocol };
  const reach = reachability(policies, parties, probe);
  const pairs = parties.map((source) =>
    parties.map((destination) => judge(policies, { source, destination, ...probe })),
  );
  const letters = (rows: readonly string[], side: 'combined' | 'ingress' | 'egress') =>
    rows.map((row, from) =>
      row.replace(/[.X]/g, (_, to: number) => {
        const verdict = pairs[from]?.[to];
        const allowed = side === 'combined' ? verdict?.allowed : verdict?.[side].allowed;
        if (allowed !== atOnce(reach, side, from, to)) return '?';
        return allowed ? '.' : 'X';
      }),
    );
  return {
    combined: letters(asked.combined, 'combined'),
    ...(asked.ingress && { ingress: letters(asked.ingress, 'ingress') }),
    ...(asked.egress && { egress: letters(asked.egress, 'egress') }),
  };
}

function atOnce(
  reach: Reachability,
  side: 'combined' | 'ingress' | 'egress',
  from: number,
  to: number,
): boolean {
  if (side === 'combined') return mayReach(reach, from, to);
  return (side === 'egress' ? reach.egress[from]?.[to] : reach.ingress[to]?.[from]) === 1;
}

function describe({ port, protocol, combined, ingress, egress }: Matrix): string {
  return [
    `${port}/${protocol} ${combined.join(' ')}`,
    ...(ingress ? [`  in  ${ingress.join(' ')}`] : []),
    ...(egress ? [`  out ${egress.join(' ')}`] : []),
  ].join('\n');
}
