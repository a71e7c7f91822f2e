import { cidr, contains, ip as address, withPort } from '../../../net/index.ts';
import type { SocketCall, SocketPass } from '../types.ts';
import { hostId, remoteNodeId } from './identity.ts';
import { lookupService, selectBackend, type FoundService } from './lb4.ts';
import { causesOf, Lookups } from './lookups.ts';

const loopback = cidr('127.0.0.0/8');
const anyAddress = address('0.0.0.0');

/** Where __sock4_xlate_fwd notes for each socket what its process asked for. */
const reverseMap = 'cilium_lb4_reverse_sk';

/**
 * __sock4_xlate_fwd (bpf/bpf_sock.c): a Service's address becomes that of a backend before any packet is made, so that no packet
 * ever carries it. Without a backend the call fails with EHOSTUNREACH ("No route to host").
 */
export function translateForward(call: SocketCall): SocketPass | undefined {
  const { memory, node, netns, socket } = call;
  const lookups = new Lookups(call.maps);
  const found = serviceAt(call, lookups);
  if (!found) return undefined;
  if (found.service.count === 0) {
    const made = lookups.take();
    const fails = found.service.local ? 'no-local-endpoints' : 'no-endpoints';
    return { lookups: made, answer: { fails, because: causesOf(made) } };
  }
  if (isForeign(lookups, call, found)) return undefined;
  const selected = selectBackend(lookups, memory, node, found, netns);
  if (!selected) return undefined;
  const { ip, port } = selected.backend;
  const key = reverseKey(call, { ip, port });
  memory.mapOf(node, reverseMap).set(key, socket.remote);
  lookups.wrote(reverseMap, key, withPort(socket.remote.ip, socket.remote.port));
  return { lookups: lookups.take(), answer: { address: { ip, port } } };
}

/** __sock4_xlate_rev: the process is told the address it asked. */
export function translateReverse(call: SocketCall): SocketPass | undefined {
  const { memory, node, socket } = call;
  const lookups = new Lookups(call.maps);
  const key = reverseKey(call, socket.remote);
  const asked = memory.mapOf(node, reverseMap).get(key) as typeof socket.remote | undefined;
  if (!asked) return undefined;
  lookups.add(reverseMap, key, withPort(asked.ip, asked.port));
  return { lookups: lookups.take(), answer: { address: asked } };
}

/** By the socket's cookie, for which its own port stands here, and the backend. */
function reverseKey({ netns, socket }: SocketCall, { ip, port }: SocketCall['socket']['remote']) {
  return `${netns}:${socket.local.port} ${withPort(ip, port)}`;
}

/**
 * The Service at the address, or what is open at any address of the node: a node port, which every node has, or a host port
 * of this one (sock4_wildcard_lookup_full).
 */
function serviceAt(call: SocketCall, lookups: Lookups): FoundService | undefined {
  const { ip, port } = call.socket.remote;
  const { protocol } = call.socket;
  const found = lookupService(lookups, ip, port, protocol, true);
  const whose = found ? undefined : nodeOf(call, lookups);
  if (!whose) return found;
  const wildcard = lookupService(lookups, anyAddress, port, protocol, true);
  if (wildcard?.service.type === 'NodePort') return wildcard;
  const isOpen = whose === 'loopback' || (whose === 'this' && !wildcard?.service.loopback);
  return isOpen ? wildcard : undefined;
}

/** Whose address it is, when it is a node's. */
function nodeOf({ node, netns, socket }: SocketCall, lookups: Lookups) {
  const { ip } = socket.remote;
  if (contains(loopback, ip)) return netns === node ? 'loopback' : undefined;
  const { identity } = lookups.identify(ip) ?? {};
  if (identity === hostId) return 'this';
  return identity === remoteNodeId ? 'another' : undefined;
}

/** sock4_skip_xlate: an external IP or host port that is not this node's is left alone, lest a Service takes over the traffic of any address. */
function isForeign(lookups: Lookups, { socket }: SocketCall, { service }: FoundService): boolean {
  const { ip } = socket.remote;
  const isGuarded =
    service.type === 'ExternalIPs' || (service.type === 'HostPort' && !contains(loopback, ip));
  return isGuarded && lookups.identify(ip)?.identity !== hostId;
}
