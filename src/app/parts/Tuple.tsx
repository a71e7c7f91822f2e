import type { KnownEntry } from '../../sim/dataplane/conntrack.ts';
import { AddressChip } from './AddressChip.tsx';

/** Both ends of a connection in one direction. Protocols without ports have none. */
export function Tuple({ tuple }: { readonly tuple: KnownEntry['original'] }) {
  const { protocol, source, sourcePort, destination, destinationPort } = tuple;
  const hasPorts = protocol !== 'ICMP' && protocol !== 'IPIP';
  return (
    <span className="tuple">
      <AddressChip ip={source} port={hasPorts ? sourcePort : undefined} />{' '}
      <span className="tuple-end">
        <span aria-hidden="true">→ </span>
        <AddressChip ip={destination} port={hasPorts ? destinationPort : undefined} />
      </span>
    </span>
  );
}
