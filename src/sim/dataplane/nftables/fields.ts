import { hasPorts, type Ip, type Packet } from '../../net/index.ts';
import type { AddressField, Field } from './types.ts';

/** How `nft` writes several things that are looked up as one. */
export const concatenation = ' . ';

/** The address a field names. */
export function addressIn(field: AddressField, { source, destination }: Packet): Ip {
  return field.endsWith('saddr') ? source : destination;
}

/** The key by which these fields are looked up, as sets and maps hold it. `undefined` where the packet lacks one of them. */
export function keyIn(fields: readonly Field[], packet: Packet): string | undefined {
  const values = fields.map((field) => valueOf(field, packet));
  return values.includes(undefined) ? undefined : values.join(concatenation);
}

/** An ICMP packet has no ports: the kernel would read other bytes in their place, which no map of a port has. */
function valueOf(field: Field, packet: Packet): string | undefined {
  const { transport } = packet;
  if (field === 'meta l4proto') return transport.protocol.toLowerCase();
  if (field !== 'th dport') return addressIn(field, packet);
  return hasPorts(transport) ? String(transport.destinationPort) : undefined;
}
