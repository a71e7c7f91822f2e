import { withPort, type Ip } from '../../../net/index.ts';
import type { Memory } from '../../memory.ts';
import type { NetnsId } from '../../types.ts';
import type { Lb4Backend, Lb4Service } from '../types.ts';
import { serviceKey, type Scope } from './keys.ts';
import type { Lookups } from './lookups.ts';

/** A Service that was found, and the address it was found by. */
export interface FoundService {
  readonly service: Lb4Service;
  readonly ip: Ip;
  readonly port: number;
  readonly protocol: string;
  readonly scope: Scope;
}

/**
 * lb4_lookup_service (bpf/lib/lb.h): the entry for callers outside, and where a Service treats those inside differently and one
 * of them asks (`inside`), the entry for them.
 */
export function lookupService(
  lookups: Lookups,
  ip: Ip,
  port: number,
  protocol: string,
  inside: boolean,
): FoundService | undefined {
  const found = (scope: Scope): FoundService | undefined => {
    const service = lookups.find('cilium_lb4_services_v2', serviceKey(ip, port, protocol, scope));
    return service && 'type' in service ? { service, ip, port, protocol, scope } : undefined;
  };
  const outside = found('external');
  return outside?.service.twoScopes && inside ? found('internal') : outside;
}

/** Whoever calls: sessions with affinity are remembered by it. Inside the cluster it is a namespace, outside an address. */
export type Client = NetnsId | Ip;

/** Chooses a backend, at random or the one this client had before: `undefined` when there is none. */
export function selectBackend(
  lookups: Lookups,
  memory: Memory,
  node: NetnsId,
  found: FoundService,
  client: Client,
): { readonly id: number; readonly backend: Lb4Backend } | undefined {
  const { service } = found;
  if (service.count === 0) return undefined;
  const before = rememberedBackend(lookups, memory, node, found, client);
  const id = before ?? slotBackend(lookups, found, 1 + memory.random.below(service.count));
  const backend = id === undefined ? undefined : lookups.find('cilium_lb4_backends_v3', String(id));
  if (id === undefined || !backend) return undefined;
  if (service.affinitySeconds !== undefined) {
    const seen: Affinity = { backend: id, lastSeconds: memory.nowSeconds };
    affinityMap(memory, node).set(affinityKey(found, client), seen);
    lookups.wrote(affinityMapName, affinityKey(found, client), `backend=${id}`);
  }
  return { id, backend };
}

function slotBackend(
  lookups: Lookups,
  { ip, port, protocol, scope }: FoundService,
  slot: number,
): number | undefined {
  const key = serviceKey(ip, port, protocol, scope, slot);
  const found = lookups.find('cilium_lb4_services_v2', key);
  return found && 'backend' in found ? found.backend : undefined;
}

/** struct lb_affinity_val. */
interface Affinity {
  readonly backend: number;
  readonly lastSeconds: number;
}

const affinityMapName = 'cilium_lb4_affinity';

function affinityMap(memory: Memory, node: NetnsId): Map<string, unknown> {
  return memory.mapOf(node, affinityMapName);
}

function affinityKey({ service }: FoundService, client: Client): string {
  return `${client} ${service.revNat}`;
}

/** __lb4_affinity_backend_id: forgotten after the timeout, and when the backend is gone. */
function rememberedBackend(
  lookups: Lookups,
  memory: Memory,
  node: NetnsId,
  found: FoundService,
  client: Client,
): number | undefined {
  const { affinitySeconds } = found.service;
  if (affinitySeconds === undefined) return undefined;
  const key = affinityKey(found, client);
  const known = affinityMap(memory, node).get(key) as Affinity | undefined;
  if (!known || known.lastSeconds + affinitySeconds <= memory.nowSeconds) return undefined;
  if (!lookups.maps.cilium_lb4_backends_v3.has(String(known.backend))) return undefined;
  lookups.add(affinityMapName, key, `backend=${known.backend}`);
  return known.backend;
}

/** `10.244.2.3:8080/TCP` */
export function printBackend({ ip, port, protocol }: Lb4Backend): string {
  return `${withPort(ip, port)}/${protocol}`;
}
