import { hasPorts, type Packet } from '../../../net/index.ts';
import { invert, printTuple, tupleOf, type Tuple } from '../../conntrack.ts';
import type { Memory } from '../../memory.ts';
import type { NetnsId } from '../../types.ts';

/** The connection map of a node. Netfilter has one of its own and knows nothing of what passes here. */
const ctMap = 'cilium_ct4_global';

/** How an endpoint, or the node, sees a connection: it leaves, or it comes in. Services have entries of a third kind. */
export type CtDirection = 'egress' | 'ingress' | 'service';

/** struct ct_entry, the fields that decide something. */
export interface CtEntry {
  /** Number of the Service it was made for, 0 for none. */
  readonly revNat: number;
  /** It came to a node's address: the answer has to be translated back. */
  readonly nodePort: boolean;
  /** For Services: the backend that was chosen. */
  readonly backend?: number;
}

export interface CtLookup {
  /** CT_NEW and its like. */
  readonly status: 'new' | 'established' | 'reply' | 'related';
  readonly key: string;
  readonly entry?: CtEntry;
}

const letters = { egress: 'OUT', ingress: 'IN', service: 'SVC' } as const;

/** The tuple of a packet, of an ICMP error that of what it is about, turned round; `undefined` for a protocol Cilium does not know. */
export function ctTuple(packet: Packet): Tuple | undefined {
  const { transport } = packet;
  if (transport.protocol === 'SCTP') return undefined;
  if (!hasPorts(transport) && transport.protocol === 'ICMP' && transport.about) {
    const about = tupleOf(transport.about);
    return about && invert(about);
  }
  return tupleOf(packet);
}

/** ct_lookup4 (bpf/lib/conntrack.h): whether the packet answers to a connection, belongs to one, or begins it. */
export function ctLookup(
  memory: Memory,
  node: NetnsId,
  packet: Packet,
  tuple: Tuple,
  direction: 'egress' | 'ingress',
): CtLookup {
  const map = memory.mapOf(node, ctMap);
  const isError = packet.transport.protocol === 'ICMP' && packet.transport.about !== undefined;
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const answered = ctKey(opposite, invert(tuple));
  const reply = map.get(answered) as CtEntry | undefined;
  if (reply) return { status: isError ? 'related' : 'reply', key: answered, entry: reply };
  const key = ctKey(direction, tuple);
  const known = map.get(key) as CtEntry | undefined;
  if (known) return { status: isError ? 'related' : 'established', key, entry: known };
  return { status: isError ? 'related' : 'new', key };
}

/** The entry of a connection to a Service, with the backend it has. */
export function ctService(
  memory: Memory,
  node: NetnsId,
  tuple: Tuple,
): { readonly key: string; readonly entry: CtEntry | undefined } {
  const key = ctKey('service', tuple);
  return { key, entry: memory.mapOf(node, ctMap).get(key) as CtEntry | undefined };
}

/** ct_create4. */
export function ctCreate(memory: Memory, node: NetnsId, key: string, entry: CtEntry): void {
  memory.mapOf(node, ctMap).set(key, entry);
}

/** `TCP OUT 10.244.1.3:40001 → 10.244.2.3:8080` */
export function ctKey(direction: CtDirection, tuple: Tuple): string {
  return `${tuple.protocol} ${letters[direction]} ${printTuple(tuple)}`;
}

export { ctMap };
