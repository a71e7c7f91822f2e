import { contains, cidr, withPort } from '../../../net/index.ts';
import type { SocketCall, SocketPass } from '../types.ts';
import { hostId, remoteNodeId } from './identity.ts';
import { lookupService, selectBackend, type FoundService } from './lb4.ts';
import { causesOf, Lookups } from './lookups.ts';

const loopback = cidr('127.0.0.0/8');
const anyAddress = '0.0.0.0';

/** Where __sock4_xlate_fwd notes for each socket what its process asked for. */
const reverseMap = 'cilium_lb4_reverse_sk';

/**
 * __sock4_xlate_fwd (bpf/bpf_sock.c): a Service's address becomes that of a backend before any packet is made, so that no packet
 * ever carries it. Without a backend the call fails with EHOSTUNREACH ("No route to host").
 */
export function translateForward(call: SocketCall): SocketPass | undefined {
  const { memory, node, netns, socket } = call;
  const lookups = new Lookups(call.bpf.maps);
  const found = serviceAt(call, lookups);
  if (!found) return undefined;
  if (found.service.count === 0) {
    const made = lookups.take();
    const fails = found.service.local ? 'no-local-endpoints' : 'no-endpoints';
    return { lookups: made, answer: { fails, because: causesOf(made) } };
  }
  if (isForeign(lookups, call, found)) return undefined;
  const selected = selectBackend(lookups, memory, node.id, found, netns);
  if (!selected) return undefined;
  const { ip, port } = selected.backend;
  const key = reverseKey(call, { ip, port });
  memory.mapOf(node.id, reverseMap).set(key, socket.remote);
  lookups.wrote(reverseMap, key, withPort(socket.remote.ip, socket.remote.port));
  return { lookups: lookups.take(), answer: { address: { ip, port } } };
}

/** __sock4_xlate_rev: the process is told the address it asked. */
export function translateReverse(call: SocketCall): SocketPass | undefined {
  const { memory, node, socket } = call;
  const lookups = new Lookups(call.bpf.maps);
  const key = reverseKey(call, socket.remote);
  const asked = memory.mapOf(node.id, reverseMap).get(key) as typeof socket.remote | undefined;
  if (!asked) return undefined;
  lookups.add(reverseMap, key, withPort(asked.ip, asked.port));
  return { lookups: lookups.take(), answer: { address: asked } };
}

/** By the socket's cookie, for which its own port stands here, and the backend. */
function reverseKey({ netns, socket }: SocketCall, { ip, port }: SocketCall['socket']['remote']) {
  return `${netns}:${socket.local.port} ${withPort(ip, port)}`;
}

/** The Service at the address, or, at any node's address, the one that has this node port (sock4_wildcard_lookup). */
function serviceAt(call: SocketCall, lookups: Lookups): FoundService | undefined {
  const { ip, port } = call.socket.remote;
  const { protocol } = call.socket;
  const found = lookupService(lookups, ip, port, protocol, true);
  if (found || !isNodeAddress(call, lookups)) return found;
  const wildcard = lookupService(lookups, anyAddress as typeof ip, port, protocol, true);
  return wildcard?.service.type === 'NodePort' ? wildcard : undefined;
}

function isNodeAddress({ node, netns, socket }: SocketCall, lookups: Lookups): boolean {
  const { ip } = socket.remote;
  if (contains(loopback, ip)) return netns === node.id;
  const { identity } = lookups.identify(ip) ?? {};
  return identity === hostId || identity === remoteNodeId;
}

/** sock4_skip_xlate: an external IP that is not this node's is left alone, lest a Service takes over the traffic of any address. */
function isForeign(lookups: Lookups, { socket }: SocketCall, { service }: FoundService): boolean {
  if (service.type !== 'ExternalIPs') return false;
  return lookups.identify(socket.remote.ip)?.identity !== hostId;
}
