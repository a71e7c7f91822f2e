import type { Ref } from '../api/types.ts';

/** A request as a client sends it. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header (`:authority`), with its port if the client wrote one. */
  readonly host: string;
  /** The request target: the path, and after `?` the query. */
  readonly path: string;
  /** Names in any case. A header sent several times is one here, its values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The server name in the TLS handshake. It is that of `host` unless the client says another, `null` when it says none. */
  readonly sni?: string | null;
}

/** A port of a Service, and the addresses behind it that are ready. */
export interface Backend {
  readonly namespace: string;
  readonly name: string;
  /** The number of the Service's port. */
  readonly port: number;
  /** As `address:port` of its EndpointSlices, an IPv6 address in brackets. */
  readonly endpoints: readonly string[];
}

/** What a proxy does with a request. */
export type Outcome =
  | {
      readonly type: 'forward';
      readonly backend: Backend;
      /** What the backend gets to see. */
      readonly request: HttpRequest;
      /** Backends that get a copy each; what they answer is thrown away. */
      readonly mirrors: readonly Mirror[];
      /** What is done to the headers of the answer, in this order. */
      readonly answerChanges: readonly HeaderChange[];
      readonly timeouts?: Timeouts;
    }
  | { readonly type: 'redirect'; readonly status: number; readonly location: string }
  /** The proxy answers by itself. */
  | { readonly type: 'answer'; readonly status: 404 | 500 | 503; readonly reason: AnswerReason };

export type AnswerReason =
  /** No Gateway listens on that port, or no listener has that hostname. */
  | 'no-listener'
  /** Nothing matches the request. */
  | 'no-match'
  /** The rule has no backend to forward to, or none with a weight. */
  | 'no-backend'
  /** The backend is not there, of a kind nobody knows, or in a namespace that does not grant it. */
  | 'invalid-backend'
  /** The rule has a filter that nobody knows: its requests must not go on without it. */
  | 'unknown-filter'
  /** No endpoint is ready. */
  | 'no-endpoints';

export interface Mirror {
  readonly backend: Backend;
  /** The share of requests that are copied, above 0, at most 1. */
  readonly share: number;
}

export interface HeaderChange {
  readonly set?: readonly NamedValue[];
  readonly add?: readonly NamedValue[];
  readonly remove?: readonly string[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** As the route writes them, in the format of GEP-2257 (`10s`); `0s` is none. */
export interface Timeouts {
  readonly request?: string;
  readonly backendRequest?: string;
}

/** Something that might have taken the request, and did not: the field that stood against it. */
export interface Miss {
  readonly why:
    /** An Ingress or Gateway of another class. */
    | 'class'
    | 'host'
    | 'path'
    | 'method'
    | 'header'
    | 'query'
    /** It matches too, but another is more specific or comes first. */
    | 'precedence'
    /** A route that no listener of the Gateway takes. */
    | 'not-attached';
  readonly ref: Ref;
}

/** A decision, with what led to it: for whoever wants to tell it. */
export interface Decision {
  readonly outcome: Outcome;
  /** The fields that decided, the most telling last. */
  readonly because: readonly Ref[];
  /** What was asked and did not take the request, in the order in which it was asked. */
  readonly misses: readonly Miss[];
}
