import type { LabelSelector } from '../../api/kinds/types.ts';
import type { Obj, Store } from '../../api/types.ts';
import type { HeaderChange, NamedValue, Timeouts } from '../types.ts';

/** The fields of Gateway API that decide where a request goes (`apis/v1` of kubernetes-sigs/gateway-api). */

/** Its API group: other groups have a kind Gateway as well. */
export const group = 'gateway.networking.k8s.io';

export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
}

export type GatewayClass = Spec<{ readonly controllerName: string }>;

export type Gateway = Spec<{
  readonly gatewayClassName: string;
  readonly listeners: readonly Listener[];
}>;

export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: {
    readonly mode?: 'Terminate' | 'Passthrough';
    readonly certificateRefs?: readonly ObjectReference[];
  };
  readonly allowedRoutes?: {
    readonly namespaces?: {
      readonly from?: 'All' | 'Selector' | 'Same' | 'None';
      readonly selector?: LabelSelector;
    };
    readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
  };
}

export interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
}

export type HttpRoute = Route<HttpRule>;
export type GrpcRoute = Route<GrpcRule>;
export type AnyRoute = HttpRoute | GrpcRoute;

type Route<Rule> = Spec<{
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly Rule[];
}>;

export interface HttpRule {
  readonly name?: string;
  readonly matches?: readonly HttpMatch[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly BackendReference[];
  readonly timeouts?: Timeouts;
}

export interface GrpcRule {
  readonly name?: string;
  readonly matches?: readonly GrpcMatch[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly BackendReference[];
}

export interface HttpMatch {
  readonly path?: {
    readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
    readonly value?: string;
  };
  readonly method?: string;
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

export interface GrpcMatch {
  readonly method?: {
    readonly type?: 'Exact' | 'RegularExpression';
    readonly service?: string;
    readonly method?: string;
  };
  readonly headers?: readonly ValueMatch[];
}

export interface ValueMatch extends NamedValue {
  readonly type?: 'Exact' | 'RegularExpression';
}

export interface BackendReference extends ObjectReference {
  readonly weight?: number;
  readonly filters?: readonly Filter[];
}

export interface PathModifier {
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface Redirect {
  readonly scheme?: 'http' | 'https';
  readonly hostname?: string;
  readonly path?: PathModifier;
  readonly port?: number;
  readonly statusCode?: number;
}

export interface Filter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderChange;
  readonly responseHeaderModifier?: HeaderChange;
  readonly requestRedirect?: Redirect;
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier };
  readonly requestMirror?: {
    readonly backendRef: ObjectReference;
    readonly percent?: number;
    readonly fraction?: { readonly numerator: number; readonly denominator?: number };
  };
}

export type ReferenceGrant = Spec<{
  readonly from: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace: string;
  }[];
  readonly to: readonly {
    readonly group: string;
    readonly kind: string;
    readonly name?: string;
  }[];
}>;

type Spec<S> = Obj<S> & { readonly spec: S };

interface GatewayKinds {
  GatewayClass: GatewayClass;
  Gateway: Gateway;
  HTTPRoute: HttpRoute;
  GRPCRoute: GrpcRoute;
  ReferenceGrant: ReferenceGrant;
}

/** All objects of a kind of this group, in order of namespace, then name. */
export function listOf<K extends keyof GatewayKinds>(
  store: Store,
  kind: K,
): readonly GatewayKinds[K][] {
  const objects = store.entriesOf(kind).map(({ object }) => object);
  // Admission holds them to the schema of this group.
  return objects.filter(({ apiVersion }) =>
    apiVersion.startsWith(`${group}/`),
  ) as GatewayKinds[K][];
}

/** All Gateways. */
export function gatewaysOf(store: Store): readonly Gateway[] {
  return listOf(store, 'Gateway');
}

/** All GatewayClasses. */
export function classesOf(store: Store): readonly GatewayClass[] {
  return listOf(store, 'GatewayClass');
}

/** All routes of HTTP and gRPC. */
export function routesOf(store: Store): readonly AnyRoute[] {
  return [...listOf(store, 'HTTPRoute'), ...listOf(store, 'GRPCRoute')];
}
