import { fieldOf, itemOf, refTo } from '../../api/index.ts';
import type { Ingress, IngressBackend, IngressPath } from '../../api/kinds/ingress.ts';
import type { Ref, Store } from '../../api/types.ts';
import { compareAge, compareNames } from '../order.ts';
import type { Miss } from '../types.ts';
import { servingOf } from './classes.ts';
import type { IngressController } from './controller.ts';

/** A place of a server: which paths lead there, and to what. */
export interface Location {
  readonly path: string;
  readonly pathType: NonNullable<IngressPath['pathType']>;
  /** Absent where the controller's own default backend answers. */
  readonly ingress?: Ingress;
  readonly backend?: IngressBackend;
  /** The fields it came from: the host of its rule, its path, its backend. */
  readonly because: readonly Ref[];
  /** Whether it only stands in until a path says otherwise. */
  readonly standsIn?: true;
}

/** All that a controller knows of one host. */
export interface Server {
  /** As the rules write it; absent for the one that serves all other hosts. */
  readonly host: string | undefined;
  readonly locations: readonly Location[];
  /** The Ingresses with a rule for this host, oldest first. */
  readonly ingresses: readonly Ingress[];
}

export interface Servers {
  readonly catchAll: Server;
  readonly named: readonly Server[];
  /** Ingresses that this controller does not serve. */
  readonly misses: readonly Miss[];
}

/**
 * The servers an Ingress controller makes of all Ingresses that are its own. As `createServers` and `getBackendServers` of ingress-nginx
 * (`internal/ingress/controller/controller.go`): the oldest Ingress wins a path, of several as old the last by name.
 */
export function serversOf(store: Store, controller: IngressController): Servers {
  const all = store.list('Ingress').map((ingress) => ({
    ingress,
    ...servingOf(store, ingress, controller),
  }));
  const misses = all
    .filter(({ serves }) => !serves)
    .map(({ ingress, because }): Miss => ({ why: 'class', ref: because.at(-1) ?? refTo(ingress) }));
  const ingresses = all
    .filter(({ serves }) => serves)
    .map(({ ingress }) => ingress)
    .toSorted((left, right) => compareAge(left, right, (a, b) => compareNames(b, a)));
  const hosts = new Set(ingresses.flatMap((ingress) => hostsOf(ingress)));
  const serverOf = (host: string | undefined): Server => ({
    host,
    locations: locationsOf(ingresses, host, controller),
    ingresses: ingresses.filter((ingress) => hostsOf(ingress).includes(host)),
  });
  return {
    catchAll: serverOf(undefined),
    named: [...hosts].filter((host) => host !== undefined).map(serverOf),
    misses,
  };
}

function hostsOf({ spec }: Ingress): readonly (string | undefined)[] {
  return (spec.rules ?? []).map(({ host }) => (host === '' ? undefined : host));
}

/** The locations for a host: what its rules say, and a root for all else. */
function locationsOf(
  ingresses: readonly Ingress[],
  host: string | undefined,
  controller: IngressController,
): readonly Location[] {
  const locations: Location[] = [];
  for (const location of ingresses.flatMap((ingress) => writtenFor(ingress, host)))
    if (!locations.some((former) => isSamePlace(former, location))) locations.push(location);
  const root = rootOf(ingresses, host, controller);
  return locations.some((location) => isSamePlace(location, root))
    ? locations
    : [...locations, root];
}

function isSamePlace(left: Location, right: Location): boolean {
  return left.path === right.path && left.pathType === right.pathType;
}

function writtenFor(ingress: Ingress, host: string | undefined): readonly Location[] {
  return (ingress.spec.rules ?? []).flatMap((rule, ruleIndex) => {
    if ((rule.host === '' ? undefined : rule.host) !== host) return [];
    const at = itemOf('spec.rules', ruleIndex);
    return (rule.http?.paths ?? []).flatMap(({ path, pathType, backend }, index): Location[] => {
      // What leads to another kind of object than a Service is passed over.
      if (!backend?.service) return [];
      const pathAt = itemOf(fieldOf(fieldOf(at, 'http'), 'paths'), index);
      return [
        {
          path: path === undefined || path === '' ? '/' : path,
          pathType: pathType ?? 'ImplementationSpecific',
          ingress,
          backend,
          because: [
            refTo(ingress, host === undefined ? at : fieldOf(at, 'host')),
            refTo(ingress, path === undefined ? pathAt : fieldOf(pathAt, 'path')),
            refTo(ingress, fieldOf(pathAt, 'backend')),
          ],
        },
      ];
    });
  });
}

/** Where requests to a host go that no path of its rules takes. */
function rootOf(
  ingresses: readonly Ingress[],
  host: string | undefined,
  { defaultBackend }: IngressController,
): Location {
  const serves = (ingress: Ingress): boolean =>
    host === undefined
      ? defaultBackend === 'all-hosts' || (ingress.spec.rules ?? []).length === 0
      : hostsOf(ingress).includes(host);
  // A host belongs to the first Ingress that names it, whether or not that has a default backend.
  const own =
    host === undefined
      ? ingresses.find((one) => one.spec.defaultBackend?.service && serves(one))
      : ingresses.find(serves);
  const place = { path: '/', pathType: 'Prefix', standsIn: true } as const;
  if (own?.spec.defaultBackend?.service)
    return {
      ...place,
      ingress: own,
      backend: own.spec.defaultBackend,
      because: [refTo(own, 'spec.defaultBackend')],
    };
  return host !== undefined && defaultBackend === 'all-hosts'
    ? rootOf(ingresses, undefined, { defaultBackend } as IngressController)
    : { ...place, because: [] };
}
