import { fieldOf, itemOf, refTo } from '../../../api/index.ts';
import type { Ingress } from '../../../api/kinds/ingress.ts';
import type { Store } from '../../../api/types.ts';
import { readIp } from '../../../net/index.ts';
import type { Published } from '../../types.ts';

/**
 * The names that Ingresses serve, with the address in their status: what people write into the zone of their domain, or leave to ExternalDNS.
 * A name that several serve leads to the first of them.
 */
export function publishedNames(store: Store): ReadonlyMap<string, Published> {
  const names = new Map<string, Published>();
  for (const ingress of store.list('Ingress')) {
    const [first] = ingress.status?.loadBalancer?.ingress ?? [];
    const address = readIp(first?.ip ?? '');
    if (!address) continue;
    for (const { host, at } of hostsOf(ingress))
      if (!names.has(host)) names.set(host, { address, because: [refTo(ingress, at)] });
  }
  return names;
}

function hostsOf({ spec }: Ingress): readonly { readonly host: string; readonly at: string }[] {
  return (spec.rules ?? []).flatMap(({ host }, index) =>
    host === undefined || host === ''
      ? []
      : [{ host, at: fieldOf(itemOf('spec.rules', index), 'host') }],
  );
}
