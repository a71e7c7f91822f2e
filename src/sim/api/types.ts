import type { FieldPath, Json, JsonObject } from '../manifest/types.ts';
import type { Claim, Pools } from './pools.ts';
import type { Schema } from './schema.ts';

/**
 * What caused a derived thing: an object and the field of it that mattered (`''` for the object as a whole). Every
 * endpoint, address, route, rule, answer and drop carries some; a rule without an origin does not exist.
 */
export interface Ref {
  readonly kind: string;
  /** `''` for objects without a namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly path: FieldPath;
}

/** Identifies an object in the store: `Kind/namespace/name`. */
export type Key = string;

export interface ObjectMeta {
  readonly name: string;
  /** `''` for objects without a namespace. */
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly generateName?: string;
  readonly finalizers?: readonly string[];
  /** Present on objects that were read out of a running cluster; the simulation gives none. */
  readonly uid?: string;
  readonly generation?: number;
  /** When deletion was asked for: the object is terminating. */
  readonly deletionTimestamp?: string;
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** The kinds the simulation acts on. Each kind's own file adds its line by declaration merging. */
export interface Kinds {}
export type KindName = keyof Kinds;

/** An object after admission: defaulted, valid, with every field it was given. */
export interface Obj<Spec = unknown, Status = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: Spec;
  readonly status?: Status;
}

/** Where an object of the store came from. */
export type Source =
  /**
   * The learner wrote it, in this document; `at` is the way to it inside a `List`, else `''`. With `gone` it stood there in a
   * former text, and the present one cannot be read there.
   */
  | {
      readonly by: 'learner';
      readonly document: number;
      readonly at: FieldPath;
      readonly gone?: true;
    }
  /** A controller made it from `owner`; `fields` says which of its fields came from which field of the owner. */
  | {
      readonly by: 'controller';
      readonly controller: string;
      readonly owner?: Ref;
      readonly fields?: readonly FieldOrigin[];
      /** Its number among those its owner has, from 0: the order in which they were made, which their names do not show. */
      readonly ordinal?: number;
    }
  /** Every cluster has it: the nodes, kube-system, CoreDNS. An `addOn` came after what the learner wrote, as it was needed for that. */
  | { readonly by: 'cluster'; readonly since?: 'addOn' };

/** Everything under `at` of a made object stands under `from` of its owner: `spec` of a Pod under `spec.template.spec`. */
export interface FieldOrigin {
  readonly at: FieldPath;
  readonly from: FieldPath;
  /** The two correspond as a whole only: what lies below them has different names. */
  readonly whole?: true;
}

export interface Entry<O extends Obj = Obj> {
  readonly object: O;
  readonly source: Source;
  /** What was written of the object when it was last applied: applied again, what is gone from the text goes from it. */
  readonly applied?: Obj;
  /** What the text now says of it was rejected: this is how it was accepted last. */
  readonly kept?: true;
}

/** What a Kind's file says about itself. Shared code reads this and never asks which kind it has. */
export interface KindDefinition<O extends Obj = Obj> {
  readonly kind: string;
  readonly apiVersion: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /** `false` for kinds that are accepted and kept, but that nothing acts on yet. */
  readonly simulated: boolean;
  /** A small manifest that is accepted as it stands. */
  readonly example: JsonObject;
  /** All its fields, with the types Go gives them. */
  readonly schema: Schema;
  /** The same kind and version in an older release: it is asked about objects with fields that this one does not know. */
  readonly older?: KindDefinition;
  /** Whether the server counts in metadata.generation how often the object was changed. */
  readonly generation?: true;
  /** Where a field that was not written is looked for instead: `targetPort` of a Service is its neighbour `port`. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** Fills in the defaults of the kind's version (authority: pkg/apis of Kubernetes 1.36). Twice is the same as once. */
  defaults(object: O): O;
  /** Fills in what the server does besides: its strategy for the kind, and its admission plugins. Twice is the same as once. */
  prepare?(object: O): O;
  /** The errors the API server would give, with its reasons and paths. */
  validate(object: O): readonly FieldError[];
  /** What the server takes away from an object when it is applied again, and keeps otherwise. */
  inherit?(object: O, former: O): O;
  /** The errors of changing `former` into `object`, besides those of `object` itself. */
  validateUpdate?(object: O, former: O): readonly FieldError[];
  /** The errors of what the object asks for and this cluster has not: the server says so before all others. */
  refuse?(object: O): readonly FieldError[];
  /** What the object asks for by name out of the ranges the cluster gives from. */
  claims?(object: O): readonly Claim[];
  /** Fills in what the object needs out of those ranges and did not ask for by name. */
  allocate?(object: O, pools: Pools): { readonly object: O } | { readonly error: FieldError };
  /** How many Pods the object asks for. */
  pods?(object: O): number;
  /** What the server says about fields that work but should not be used. */
  warnings?(object: O): readonly FieldWarning[];
  /** Whether `kubectl get` shows no NAME of them. */
  readonly hidesName?: true;
  /** The columns of `kubectl get`, after NAME (and NAMESPACE). */
  columns(object: O, store: Store): readonly (readonly [header: string, value: string])[];
}

/** As k8s.io/apimachinery/pkg/util/validation/field.Error. */
export interface FieldError {
  readonly reason:
    | 'Required'
    | 'Invalid'
    | 'NotSupported'
    | 'Duplicate'
    | 'Forbidden'
    | 'TooLong'
    | 'TooMany'
    | 'TypeInvalid'
    | 'NotFound'
    | 'InternalError';
  /** As the server writes it. */
  readonly path: FieldPath;
  /** Where the field really stands, when the server's path is not the way there (`spec.clusterIPs[0]` is written `spec.clusterIP`). */
  readonly written?: FieldPath;
  readonly value?: Json;
  /** The server's own words after the value, in English as kubectl prints them. */
  readonly detail: string;
}

/** A remark of the server on a field, in its own words. */
export interface FieldWarning {
  readonly path: FieldPath;
  readonly message: string;
}

/** Why a document did not become an object, or a remark on one that did. */
export interface AdmissionProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'no-kind'
    | 'no-match'
    | 'unknown-field'
    | 'wrong-type'
    | 'field-invalid'
    | 'not-simulated'
    // More was asked for than the simulation reads or makes.
    | 'limit'
    | 'namespace-missing'
    | 'duplicate-object'
    | 'allocation'
    | 'deprecated';
  readonly document: number;
  /** The way to the field in the document (inside a `List` it starts with `items[n].`). */
  readonly path: FieldPath;
  /** What kubectl would print, in English, for this problem; no final newline. */
  readonly message: string;
  /** The nearest valid name, where there is one. */
  readonly suggestion?: string;
  /** The facts behind `message` when it is about a value: code `field-invalid` or `allocation`. */
  readonly error?: FieldError;
}

/** What admission makes of a text: the objects it accepted, and what it has to say about the rest. */
export interface Admission {
  readonly entries: readonly Entry[];
  /** In order of document, then of place in it. */
  readonly problems: readonly AdmissionProblem[];
}

/** The objects of a cluster, readable by kind and name. Immutable. */
export interface Store {
  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined;
  /** In order of namespace, then name, compared by code unit: a declared order, for the same picture every time. */
  list<K extends KindName>(kind: K): readonly Kinds[K][];
  /** As `list`, in one namespace. */
  listIn<K extends KindName>(kind: K, namespace: string): readonly Kinds[K][];
  entry(kind: string, namespace: string, name: string): Entry | undefined;
  /** Objects of one kind with their sources, in the order of `list`; the identical list until one of them changes. */
  entriesOf(kind: string): readonly Entry[];
  entries(): Iterable<Entry>;
}

export type { FieldPath, Json, JsonObject };
