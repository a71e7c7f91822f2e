import { nearest } from '../../sim/api/index.ts';
import { clusterDomain } from '../../sim/dns/index.ts';

/** A Service as a DNS name calls it. */
export interface ServiceName {
  readonly service: string;
  readonly namespace: string;
}

/**
 * The Service that `host` would mean to somebody in `namespace`: `web`, `web.shop`, `web.shop.svc` and the full name. `undefined` for
 * names that no Service can have, such as `example.com.` or `pod.web.shop.svc`.
 */
export function serviceName(host: string, namespace: string): ServiceName | undefined {
  const [service = '', second, third, ...more] = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(`.svc.${clusterDomain}`, '.svc')
    .split('.');
  if (more.length > 0 || (third !== undefined && third !== 'svc') || service === '')
    return undefined;
  return { service, namespace: second ?? namespace };
}

/** Whether one text is probably a slip of the other, or part of it: `wbe` and `web`, `web` and `web-app`, `Web` and `web`. */
export function isSimilar(one: string, other: string): boolean {
  const left = one.toLowerCase();
  const right = other.toLowerCase();
  const partOfOther =
    Math.min(left.length, right.length) >= 3 && (left.includes(right) || right.includes(left));
  return partOfOther || nearest(one, [other]) !== undefined;
}

/** The one of `names` that was probably meant: the nearest slip, else the first that `wanted` is part of, or that is part of it. */
export function probablyMeant(wanted: string, names: readonly string[]): string | undefined {
  return nearest(wanted, names) ?? names.find((name) => isSimilar(wanted, name));
}

/** The shortest name that leads to a Service from a Pod of `namespace`. */
export function shortName(
  service: { readonly name: string; readonly namespace: string },
  namespace: string,
): string {
  return service.namespace === namespace ? service.name : `${service.name}.${service.namespace}`;
}

/** The Pod and Service of a name such as `db-0.db`, `db-0.db.shop` or `db-0.db.shop.svc.cluster.local`. */
export function podAndService(
  host: string,
  namespace: string,
): (ServiceName & { readonly pod: string }) | undefined {
  const [pod = '', ...rest] = host.toLowerCase().split('.');
  const below = rest.length === 0 ? undefined : serviceName(rest.join('.'), namespace);
  return below && { ...below, pod };
}
