import { withPort, type Ip, type Packet } from '../../../net/index.ts';
import { invert, printTuple, tupleOf, type Tuple } from '../../conntrack.ts';
import type { Memory } from '../../memory.ts';
import { withDestination, withSource } from '../../rewrite.ts';
import type { NetnsId } from '../../types.ts';

/** The map in which the programs of a node note whose source they have changed. */
export const natMap = 'cilium_snat_v4_external';

/** Ports for translated sources: above those of node ports (NODEPORT_PORT_MIN_NAT and _MAX_NAT). */
const firstPort = 32_768;
const portCount = 32_768;
const triesMax = 128;

interface Mapping {
  readonly ip: Ip;
  readonly port: number;
}

export interface Translated {
  readonly packet: Packet;
  readonly key: string;
  readonly value: string;
}

/** snat_v4_nat (bpf/lib/nat.h): gives a packet the source `address`, and a port by which its answers are known. */
export function snat(memory: Memory, node: NetnsId, packet: Packet, address: Ip): Translated {
  const tuple = tupleOf(packet);
  // An error about a connection is translated as that is, and makes no mapping of its own.
  if (!tuple) return { packet: { ...packet, source: address }, key: '', value: '' };
  const map = memory.mapOf(node, natMap);
  const key = keyOf('OUT', tuple);
  const known = map.get(key) as Mapping | undefined;
  const to = known ?? newMapping(memory, map, tuple, address);
  if (!known) {
    map.set(key, to);
    map.set(keyOf('IN', answerTo(tuple, to)), { ip: tuple.source, port: tuple.sourcePort });
  }
  return { packet: withSource(packet, to.ip, to.port), key, value: withPort(to.ip, to.port) };
}

/** snat_v4_rev_nat: gives an answer, or an error about what was sent, back to whose source was changed; `undefined` when that is nobody. */
export function reverseSnat(memory: Memory, node: NetnsId, packet: Packet): Translated | undefined {
  const { transport } = packet;
  const about = transport.protocol === 'ICMP' ? transport.about : undefined;
  const sent = about && tupleOf(about);
  const tuple = about ? sent && invert(sent) : tupleOf(packet);
  const key = tuple && keyOf('IN', tuple);
  const from = key === undefined ? undefined : memory.mapOf(node, natMap).get(key);
  if (key === undefined || !from) return undefined;
  const { ip, port } = from as Mapping;
  const value = withPort(ip, port);
  if (!about || transport.protocol !== 'ICMP')
    return { packet: withDestination(packet, ip, port), key, value };
  const original = { ...transport, about: withSource(about, ip, port) };
  return { packet: { ...packet, destination: ip, transport: original }, key, value };
}

/** Keeps the port where nobody has it (snat_v4_new_mapping); an echo always keeps its identifier. */
function newMapping(
  memory: Memory,
  map: ReadonlyMap<string, unknown>,
  tuple: Tuple,
  ip: Ip,
): Mapping {
  const isFree = (port: number): boolean => !map.has(keyOf('IN', answerTo(tuple, { ip, port })));
  const kept = { ip, port: tuple.sourcePort };
  if (tuple.protocol === 'ICMP' || (kept.port >= firstPort && isFree(kept.port))) return kept;
  for (let tries = 0; tries < triesMax; tries++) {
    const port = firstPort + memory.random.below(portCount);
    if (isFree(port)) return { ip, port };
  }
  return kept;
}

function answerTo(tuple: Tuple, { ip, port }: Mapping): Tuple {
  return { ...invert(tuple), destination: ip, destinationPort: port };
}

function keyOf(direction: 'OUT' | 'IN', tuple: Tuple): string {
  return `${tuple.protocol} ${direction} ${printTuple(tuple)}`;
}
