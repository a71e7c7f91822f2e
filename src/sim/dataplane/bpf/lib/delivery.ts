import type { End } from '../../end.ts';
import type { Endpoint } from '../types.ts';
import type { Context } from './context.ts';
import { ctCreate, ctKey, ctLookup, ctMap, ctTuple } from './ct4.ts';

/** From where a packet comes to an endpoint: what the node itself sends has to queue, all else jumps into the Pod. */
type Origin = 'network' | 'host';

/**
 * ipv4_local_delivery (bpf/lib/l3.h): the packet goes on in the policy program of the endpoint, and from there straight into the Pod
 * (redirect_ep of bpf/lib/local_delivery.h).
 */
export function deliverLocally(
  context: Context,
  endpoint: Endpoint,
  origin: Origin = 'network',
): End {
  if (context.packet.ttl <= 1) return context.drop('TTL exceeded', 'hop-limit');
  context.loseOneHop();
  return context.tailCall(endpoint, (next) => enforcePolicy(next, endpoint, origin));
}

/**
 * cil_lxc_policy (ipv4_policy of bpf/bpf_lxc.c): notes the connection as one that comes in. Here the endpoint's policy map would
 * decide; nobody writes one yet, and without policies everything is let in.
 */
function enforcePolicy(context: Context, { device = '', mac = '' }: Endpoint, origin: Origin): End {
  const { memory, node, packet } = context;
  const tuple = ctTuple(packet);
  if (!tuple) return context.drop('CT: Unknown L4 protocol');
  const { status, key, entry } = ctLookup(memory, node.id, packet, tuple, 'ingress');
  if (entry) context.lookups.add(ctMap, key, status);
  if (status === 'new') {
    const outside = memory.mapOf(node.id, ctMap).get(ctKey('egress', tuple));
    const nodePort = (outside as { nodePort?: boolean } | undefined)?.nodePort ?? false;
    ctCreate(memory, node.id, key, { revNat: 0, nodePort });
    context.lookups.wrote(ctMap, key, nodePort ? 'node port' : 'new');
  }
  return origin === 'host' ? context.outOf(device, mac) : context.intoPod(mac);
}
