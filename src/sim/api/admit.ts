import type { Manifest } from '../manifest/types.ts';
import type { ClusterSpec } from '../spec.ts';
import { errorsMax, podsMax, simulatedReplicas } from './limits.ts';
import {
  problemAt,
  readCandidates,
  type Candidate,
  type Candidates,
  type Place,
} from './candidates.ts';
import { claimsOfCluster, namespacesOfCluster } from './cluster.ts';
import { kindOf } from './registry.ts';
import { completeUpdate } from './review.ts';
import { createPools, grant, refusals, releaseAll, type Pools } from './pools.ts';
import { compareText, keyOfObject } from './store.ts';
import type {
  Admission,
  AdmissionProblem,
  Entry,
  FieldError,
  Key,
  KindDefinition,
  Obj,
} from './types.ts';
import { describe } from './validate/errors.ts';

/**
 * Takes the objects of a text into the cluster as `kubectl apply` and a server would: finds their kinds, fills in defaults,
 * checks them, and gives Services their addresses and node ports. What is rejected leaves the rest untouched. Never
 * throws for anything a learner can write.
 *
 * `former` is what was there before. Applied again, an object keeps what it was given and may not change some of its fields;
 * rejected, it stays as it was. Of the learner's former objects, those that the text no longer has are gone; but while some
 * of the text cannot be read, nobody knows what it would have been, and nothing goes. All others stay, and hold the
 * addresses they have.
 */
export function admit(
  manifest: Manifest,
  spec: ClusterSpec,
  former: readonly Entry[] = [],
): Admission {
  const problems: AdmissionProblem[] = [];
  const candidates = readCandidates(manifest, problems);
  const { readable, unreadable } = candidates;
  const places = placesOf(candidates);
  const isWhole = isReadable(manifest) && unreadable.every(({ key }) => key !== undefined);
  const staying = former.filter(
    ({ object, source }) => !isWhole || source.by !== 'learner' || places.has(keyOfObject(object)),
  );
  const intake: Intake = {
    pools: createPools(spec),
    namespaces: namespacesAmong(readable, staying),
    former: new Map(staying.map((entry) => [keyOfObject(entry.object), entry])),
    accepted: new Map(),
    problems,
    pods: 0,
  };
  for (const { pool, value, holder } of claimsOfCluster(spec))
    grant(intake.pools, [{ pool, value, holder, path: '', shown: null }], holder);
  for (const { object } of staying) {
    const claims = kindOf(object.apiVersion, object.kind)?.claims?.(object) ?? [];
    grant(intake.pools, claims, keyOfObject(object));
  }
  for (const candidate of readable) take(candidate, intake);
  allocateRest(intake);
  const entries = [...intake.accepted.values()].map(({ given, object, document, at }): Entry => ({
    object,
    source: { by: 'learner', document, at },
    applied: given,
  }));
  const kept = staying
    .filter(
      ({ object, source }) => source.by === 'learner' && !intake.accepted.has(keyOfObject(object)),
    )
    .map((entry) => keptEntry(entry, places.get(keyOfObject(entry.object))));
  return {
    entries: [...entries, ...kept],
    problems: problems.sort((left, right) => left.document - right.document),
  };
}

/** Where the text has each object, readable or not. */
function placesOf({ readable, unreadable }: Candidates): ReadonlyMap<Key, Place> {
  const places = new Map<Key, Place>();
  for (const { key, document, at } of unreadable)
    if (key !== undefined) places.set(key, { document, at });
  for (const { object, document, at } of readable)
    places.set(keyOfObject(object), { document, at });
  return places;
}

function isReadable({ problems }: Manifest): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

/** What was rejected stays as it was. */
function keptEntry(entry: Entry, place: Place | undefined): Entry {
  const source = place
    ? ({ by: 'learner', document: place.document, at: place.at } as const)
    : entry.source.by === 'learner'
      ? { ...entry.source, gone: true as const }
      : entry.source;
  return { ...entry, source, kept: true };
}

/** What admission knows while it goes through the objects. */
interface Intake {
  readonly pools: Pools;
  readonly namespaces: ReadonlySet<string>;
  readonly former: ReadonlyMap<Key, Entry>;
  /** In order of the text. */
  readonly accepted: Map<Key, Candidate>;
  readonly problems: AdmissionProblem[];
  /** How many Pods were asked for so far, as many as are made of each workload. */
  pods: number;
}

/**
 * The namespaces that exist. A server wants them made first; here it does not matter where in the text they stand, so that
 * documents can be sorted at will. A namespace that an object was read out of (it has a uid) exists as well.
 */
function namespacesAmong(
  candidates: readonly Candidate[],
  former: readonly Entry[],
): ReadonlySet<string> {
  const names = new Set(namespacesOfCluster);
  for (const { object } of former) if (object.kind === 'Namespace') names.add(object.metadata.name);
  for (const { object, errors } of candidates) {
    const { name, namespace, uid } = object.metadata;
    if (object.kind === 'Namespace' && errors.length === 0) names.add(name);
    if (uid !== undefined) names.add(namespace);
  }
  return names;
}

function take(given: Candidate, intake: Intake): void {
  const { definition } = given;
  const { namespace, uid } = given.object.metadata;
  if (definition.scope === 'Namespaced' && !intake.namespaces.has(namespace)) {
    const message = `namespaces "${namespace}" not found`;
    intake.problems.push({
      ...problemAt(given, 'metadata.namespace'),
      code: 'namespace-missing',
      message,
    });
    return;
  }
  const key = keyOfObject(given.object);
  const first = intake.accepted.get(key);
  const entry = intake.former.get(key);
  const before = first?.object ?? entry?.object;
  const applied = first ? first.given : entry?.applied;
  const candidate = before ? { ...given, ...completeUpdate(given, before, applied) } : given;
  const { object } = candidate;
  const claims = definition.claims?.(object) ?? [];
  // What a running cluster gave is kept, whatever its ranges were.
  // The server allocates before it validates, and stops at the first thing it cannot give.
  const unavailable = uid === undefined ? (definition.refuse?.(object) ?? []) : [];
  const taken = uid === undefined ? refusals(intake.pools, claims, key).slice(0, 1) : [];
  const refused = unavailable.length > 0 ? unavailable : taken;
  const errors = refused.length > 0 ? refused : candidate.errors;
  remarkOnFields(candidate, errors.length > 0, intake);
  if (errors.length > 0) {
    const code = errors === taken ? 'allocation' : 'field-invalid';
    for (const error of errors.slice(0, errorsMax))
      intake.problems.push({ ...fieldProblem(error, candidate, definition, object), code });
    return;
  }
  if (intake.accepted.has(key)) replace(key, candidate, intake);
  if (before) releaseAll(intake.pools, key);
  grant(intake.pools, claims, key);
  intake.accepted.set(key, candidate);
  remark(candidate, intake);
}

/** The same object again: the last one counts, as when it is applied again, and keeps its place among the later ones. */
function replace(key: Key, candidate: Candidate, intake: Intake): void {
  intake.accepted.delete(key);
  intake.problems.push({
    ...problemAt(candidate, 'metadata.name'),
    severity: 'warning',
    code: 'duplicate-object',
    message: `${resourceOf(candidate.definition)}/${candidate.object.metadata.name} configured`,
  });
}

/** Of what it rejects, the server says only that its version is going away. */
function remarkOnFields(candidate: Candidate, isRejected: boolean, { problems }: Intake): void {
  const { definition, object } = candidate;
  const warnings = definition.warnings?.(object) ?? [];
  for (const { path, message } of isRejected
    ? warnings.filter(({ path }) => path === 'apiVersion')
    : warnings)
    problems.push({
      ...problemAt(candidate, path),
      severity: 'warning',
      code: 'deprecated',
      message: `Warning: ${message}`,
    });
}

function remark(candidate: Candidate, intake: Intake): void {
  const { definition, object } = candidate;
  const { problems } = intake;
  remarkOnScale(candidate, intake);
  if (definition.simulated) return;
  problems.push({
    ...problemAt(candidate, 'kind'),
    severity: 'warning',
    code: 'not-simulated',
    message: `${resourceOf(definition)}/${object.metadata.name} created`,
  });
}

/** What is asked for beyond the limits of the simulation. */
function remarkOnScale(candidate: Candidate, intake: Intake): void {
  const asked = candidate.definition.pods?.(candidate.object) ?? 0;
  const made = Math.min(simulatedReplicas(asked), Math.max(0, podsMax - intake.pods));
  intake.pods += made;
  if (made === asked) return;
  intake.problems.push({
    ...problemAt(candidate, 'spec.replicas'),
    severity: 'warning',
    code: 'limit',
    message: `${made} of ${asked} replicas are simulated`,
  });
}

/** In order of key, so that the order of documents does not decide who gets a contested value. */
function allocateRest({ pools, accepted, problems }: Intake): void {
  const wanting = [...accepted].filter(([, { definition }]) => 'allocate' in definition);
  for (const [key, candidate] of wanting.sort(([left], [right]) => compareText(left, right))) {
    const { definition, object } = candidate;
    const result = definition.allocate?.(object, pools);
    if (!result) continue;
    if ('object' in result) accepted.set(key, { ...candidate, object: result.object });
    else {
      accepted.delete(key);
      problems.push({
        ...fieldProblem(result.error, candidate, definition, object),
        code: 'allocation',
      });
    }
  }
}

function fieldProblem(
  error: FieldError,
  place: Place,
  definition: KindDefinition,
  object: Obj,
): Omit<AdmissionProblem, 'code'> {
  const message = `The ${definition.kind} "${object.metadata.name}" is invalid: ${describe(error)}`;
  return { ...problemAt(place, error.written ?? error.path), message, error };
}

/** A kind as kubectl names it in its answers: `service`, `deployment.apps`. */
function resourceOf({ kind, apiVersion }: KindDefinition): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}
