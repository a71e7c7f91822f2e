import type { Json, JsonObject } from '../../src/sim/manifest/types.ts';

/** The file of cases, as far as it is read here. Its README says what every field means. */
export interface File {
  readonly defaults: Environment & { readonly nodes: readonly { readonly name: string }[] };
  readonly cases: readonly Case[];
}

export interface Case {
  readonly id: string;
  readonly env?: Partial<Environment>;
  readonly placement?: Readonly<Record<string, readonly string[]>>;
  readonly manifests: string;
  readonly apps?: readonly App[];
  readonly actions?: readonly Deed[];
  readonly probe: Probe;
  readonly expect: Expectation;
  readonly contrast?: readonly { readonly probe: Probe; readonly expect: Expectation }[];
  readonly fix: Fix;
}

/** What the cluster and its surroundings are like. What is not named here is read where it matters, or not at all yet. */
export interface Environment {
  readonly nodes: number | readonly { readonly name: string }[];
  readonly nodeCIDR: string;
  readonly podCIDR: string;
  readonly serviceCIDR: string;
  readonly cni: string;
  readonly kubeProxyMode: string;
  readonly loadBalancer: string;
  readonly mesh: string | null;
  /** The name of its class. */
  readonly ingressController: string | null;
  readonly gatewayController: string | null;
  readonly kubeProxyDownOn?: readonly string[];
  readonly hairpinMode?: boolean;
  /** The plugins of the conflist. */
  readonly cniChain?: readonly string[];
  readonly bridgeNfCallIptables?: boolean;
  readonly conntrackCleanup?: boolean;
  readonly nodeFirewall?: { readonly fromExternal?: readonly string[] };
  /** Hosts outside, by name. */
  readonly externalHosts?: Readonly<
    Record<string, { readonly ip: string; readonly ports?: Readonly<Record<string, string>> }>
  >;
  /** What the resolver outside knows: addresses by name, `*.` and a domain for all below it. */
  readonly externalZones?: Readonly<Record<string, string>>;
  readonly nodeSearchDomains?: readonly string[];
  readonly externalClient: { readonly name: string; readonly ip: string };
  readonly [other: string]: unknown;
}

/** What runs in the containers of some Pods. */
export interface App {
  readonly match: {
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly pod?: string;
  };
  readonly listens?: readonly Socket[];
  readonly perContainer?: Readonly<Record<string, readonly Socket[]>>;
  /** HTTP status by path; others get 404. */
  readonly paths?: Readonly<Record<string, number>>;
  readonly crash?: Crash;
  readonly onSigterm?: string;
}

export interface Socket {
  readonly address: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly app: string;
}

/** When its process ends right after it was started. */
export type Crash =
  | { readonly when: 'command'; readonly equals: readonly string[] }
  | { readonly when: 'env'; readonly name: string; readonly notNumeric: true };

/** Something that is done to the cluster, before or while it is asked. */
export interface Deed {
  readonly do: 'scale' | 'delete-pod' | 'rollout-restart';
  readonly after?: string;
  readonly during?: string;
  /** `Deployment default/web`. */
  readonly workload?: string;
  readonly replicas?: number;
  /** `app=web`. */
  readonly selector?: string;
}

export interface From {
  readonly kind: 'pod' | 'pod-self' | 'node' | 'external' | 'user';
  readonly name: string;
  readonly namespace?: string;
}

/** A question, `do`, and its arguments. */
export interface Probe {
  readonly from: From;
  readonly alsoFrom?: From;
  readonly do: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: string;
  readonly port?: number;
  readonly name?: string;
  readonly type?: string;
  readonly options?: readonly string[];
  readonly object?: string;
  readonly service?: string;
  readonly repeat?: number;
  readonly newConnections?: boolean;
  readonly clientPolicy?: string;
  readonly durationSeconds?: number;
  readonly sourcePort?: number;
}

export interface Expectation {
  readonly outcome: string;
  readonly alternatives?: readonly string[];
  /** What is seen, in words. Of a `surprising` outcome it is all that can be held against what came. */
  readonly detail?: string;
  /** Of a refusal. */
  readonly field?: string;
  readonly alsoFields?: readonly string[];
  readonly message?: string;
  readonly object?: string;
}

export interface Fix {
  readonly summary: string;
  readonly manifests?: string;
  readonly delete?: readonly string[];
  readonly env?: Partial<Environment>;
  readonly apps?: readonly App[];
  readonly probe?: Probe;
  readonly expect: Expectation;
}

/** One document of a manifest. */
export type Doc = JsonObject & {
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string };
};

/** The Pod that a document is, or makes. */
export interface Template {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly containers: readonly { readonly name: string; readonly command?: readonly string[] }[];
  };
}

export type { Json };
