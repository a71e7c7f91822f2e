import { contains, hasPorts, withPort, type Ip } from '../../../net/index.ts';
import type { Tuple } from '../../conntrack.ts';
import type { End } from '../../end.ts';
import { withDestination, withSource } from '../../rewrite.ts';
import { addressFor } from '../../routing.ts';
import type { Context } from './context.ts';
import { ctCreate, ctKey, ctLookup, ctMap, ctService, ctTuple, type CtEntry } from './ct4.ts';
import { worldId } from './identity.ts';
import { lookupService, selectBackend, type FoundService } from './lb4.ts';
import { natMap, reverseSnat, snat } from './nat4.ts';

/**
 * nodeport_lb4 (bpf/lib/nodeport.h), for what comes from outside the node: a Service's address becomes a backend's; an answer to
 * what was translated before is given back. `undefined`: the packet, perhaps changed, is for somebody on this node.
 */
export function balance(context: Context): End | undefined {
  const { destination, transport } = context.packet;
  if (!hasPorts(transport) || transport.protocol === 'SCTP') return giveBack(context);
  const { destinationPort, protocol } = transport;
  const found = lookupService(context.lookups, destination, destinationPort, protocol, false);
  return found ? forService(context, found) : giveBack(context);
}

/** nodeport_svc_lb4. */
function forService(context: Context, found: FoundService): End | undefined {
  const { memory, node, packet, lookups } = context;
  const { service } = found;
  if (service.checksSource) {
    const ranges = lookups.find('cilium_lb4_source_range', String(service.revNat)) ?? [];
    if (!ranges.some((range) => contains(range, packet.source)))
      return context.drop('Service source range denied');
  }
  if (service.type === 'ClusterIP') return context.drop('Is a ClusterIP');
  const tuple = ctTuple(packet);
  if (!tuple) return context.drop('CT: Unknown L4 protocol');
  const known = ctService(memory, node.id, tuple);
  const backend = backendOf(context, found, known.entry);
  if (!backend) {
    const reason = service.local ? 'no-local-endpoints' : 'no-endpoints';
    return context.drop('Service backend not found', reason, 'icmp-port-unreachable');
  }
  const { id, ip, port } = backend;
  if (known.entry) lookups.add(ctMap, known.key, `backend=${id}`);
  else {
    ctCreate(memory, node.id, known.key, { revNat: service.revNat, nodePort: false, backend: id });
    lookups.wrote(ctMap, known.key, `backend=${id}`);
  }
  const toBackend: Tuple = { ...tuple, destination: ip, destinationPort: port };
  ctCreate(memory, node.id, ctKey('egress', toBackend), { revNat: service.revNat, nodePort: true });
  const local = lookups.find('cilium_lxc', ip);
  context.change('dnat', withDestination(packet, ip, port));
  return local ? undefined : toRemote(context, ip);
}

/** lb4_local: the backend that this connection has, as long as it is there, or a new one. */
function backendOf(context: Context, found: FoundService, known: CtEntry | undefined) {
  const { lookups, memory, node, packet } = context;
  const kept = known?.backend;
  const backend =
    kept === undefined ? undefined : lookups.find('cilium_lb4_backends_v3', String(kept));
  if (kept !== undefined && backend) return { id: kept, ...backend };
  const chosen = selectBackend(lookups, memory, node.id, found, packet.source);
  return chosen && { id: chosen.id, ...chosen.backend };
}

/** tail_nodeport_nat_egress_ipv4: the backend is on another node, and has to answer to this one. */
function toRemote(context: Context, backend: Ip): End {
  const { tunnelEndpoint } = context.lookups.identify(backend) ?? {};
  translateSource(context, sourceTowards(context, tunnelEndpoint), 'tail_nodeport_nat_egress_ipv4');
  context.markSnatDone();
  return tunnelEndpoint === undefined
    ? context.byRoute()
    : context.intoTunnel(tunnelEndpoint, worldId);
}

/** IPV4_GATEWAY through the tunnel, else IPV4_DIRECT_ROUTING. */
function sourceTowards({ node }: Context, tunnelEndpoint: Ip | undefined): Ip {
  return addressOf(node, tunnelEndpoint === undefined ? 'eth0' : 'cilium_host');
}

/** The address of an interface that every node has. Throws when it has none. */
export function addressOf(node: Context['node'], name: string): Ip {
  const device = node.interfaces.get(name);
  const found = device && addressFor(node, device);
  if (found === undefined)
    throw new Error(`Broken promise: ${name} of ${node.name} has an address`);
  return found;
}

/** snat_v4_nat. */
export function translateSource(context: Context, address: Ip, call?: string): void {
  const { memory, node, packet } = context;
  const done = snat(memory, node.id, packet, address);
  context.change('snat', done.packet, call);
  if (done.key !== '') context.lookups.wrote(natMap, done.key, done.value);
}

/** tail_nodeport_nat_ingress_ipv4: whose source was changed gets the answer; what a Service was asked, a Service answers. */
function giveBack(context: Context): End | undefined {
  const { memory, node, packet } = context;
  const back = reverseSnat(memory, node.id, packet);
  if (!back) return undefined;
  context.change('unnat', back.packet, 'tail_nodeport_nat_ingress_ipv4');
  context.lookups.add(natMap, back.key, back.value);
  return reverseNodePort(context);
}

/** rev_nodeport_lb4: an answer of a backend goes to the client, from the address that one asked; `undefined` for other packets. */
export function reverseNodePort(context: Context): End | undefined {
  if (!reverseDnat(context, 'tail_nodeport_revnat_ipv4')) return undefined;
  context.markSnatDone();
  const { tunnelEndpoint } = context.lookups.identify(context.packet.destination) ?? {};
  return tunnelEndpoint === undefined
    ? context.byRoute()
    : context.intoTunnel(tunnelEndpoint, worldId);
}

/** lb4_rev_nat: whether it answers to a connection that came to a Service's address of this node; then it comes from that address. */
export function reverseDnat(context: Context, call?: string): boolean {
  const { memory, node, packet, lookups } = context;
  const tuple = ctTuple(packet);
  if (!tuple || !hasPorts(packet.transport)) return false;
  const { status, key, entry } = ctLookup(memory, node.id, packet, tuple, 'ingress');
  if (status !== 'reply' || !entry?.nodePort || entry.revNat === 0) return false;
  const asked = lookups.maps.cilium_lb4_reverse_nat.get(String(entry.revNat));
  if (!asked) return false;
  const { ip, port } = asked.value;
  context.change('unnat', withSource(packet, ip, port), call);
  lookups.add(ctMap, key, `revnat=${entry.revNat}`);
  lookups.add('cilium_lb4_reverse_nat', String(entry.revNat), withPort(ip, port), asked.because);
  return true;
}
