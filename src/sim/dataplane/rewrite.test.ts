import { expect, it } from 'vitest';
import { ip, type Packet } from '../net/index.ts';
import { withDestination, withSource, withTtl } from './rewrite.ts';

/** With everything that a packet can have: one that gets more has to have it here, too. */
const packet: Required<Packet> = {
  source: ip('10.244.1.2'),
  destination: ip('10.96.0.10'),
  ttl: 64,
  transport: { protocol: 'TCP', sourcePort: 40_000, destinationPort: 80, flags: ['ACK', 'PSH'] },
  payload: { carries: 'bytes', text: 'PING' },
  bytes: 100,
};
const ports = { protocol: 'TCP', flags: ['ACK', 'PSH'] };

it('changes what it says, and leaves all else as it was', () => {
  expect(withTtl(packet, 63)).toEqual({ ...packet, ttl: 63 });
  expect(withSource(packet, ip('192.168.0.11'), 30_000)).toEqual({
    ...packet,
    source: '192.168.0.11',
    transport: { ...ports, sourcePort: 30_000, destinationPort: 80 },
  });
  expect(withDestination(packet, ip('10.244.2.3'), 8080)).toEqual({
    ...packet,
    destination: '10.244.2.3',
    transport: { ...ports, sourcePort: 40_000, destinationPort: 8080 },
  });
});

it('gives back the very packet that has the ends already, and no port to one that has none', () => {
  const ping: Packet = {
    source: packet.source,
    destination: packet.destination,
    ttl: 64,
    transport: { protocol: 'ICMP', type: 'echo-request', identifier: 7 },
  };
  expect(withSource(packet, packet.source, 40_000)).toBe(packet);
  expect(withDestination(packet, packet.destination, 80)).toBe(packet);
  expect(withDestination(ping, ip('10.244.2.3'), 8080)).toEqual({
    ...ping,
    destination: '10.244.2.3',
  });
});
