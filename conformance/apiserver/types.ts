export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface File {
  readonly cases: readonly Case[];
}

export interface Case {
  readonly id: string;
  readonly input: { readonly objects?: readonly Json[]; readonly text?: string };
  /** What was applied first. */
  readonly setup?: { readonly objects: readonly Json[] };
  readonly expect: Expectation;
}

export interface Expectation {
  readonly accepted: boolean;
  readonly kubectl?: { readonly exit: number; readonly stdout: string; readonly stderr: string };
  readonly docs: readonly Doc[];
  /** Recorded where something came of the manifest that controllers look at. */
  readonly settled?: {
    readonly endpointSlices?: readonly SettledSlice[];
    readonly warningEvents?: readonly SettledEvent[];
  };
}

export interface Doc {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | null;
  readonly accepted: boolean;
  readonly message?: string;
  readonly warnings?: readonly string[];
  readonly causes?: readonly { readonly field: string }[];
  readonly object?: Json;
}

export interface SettledEvent {
  readonly kind: string;
  readonly reason: string;
  readonly message: string;
}

export interface SettledSlice {
  readonly service: string;
  readonly namespace: string;
  readonly addressType: string;
  readonly ports?: readonly Port[] | null;
  readonly endpoints?: readonly Endpoint[] | null;
}

export interface Port {
  readonly name?: string;
  readonly protocol?: string;
  readonly port?: number;
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean };
  readonly targetRef?: { readonly kind?: string };
}
