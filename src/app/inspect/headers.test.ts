import { describe, expect, test } from 'vitest';
import { ip, type Packet } from '../../sim/net/index.ts';
import { headerChanges, type HeaderGroup } from './headers.ts';

const packet: Packet = {
  source: ip('10.244.1.2'),
  destination: ip('10.96.0.10'),
  ttl: 64,
  transport: { protocol: 'TCP', sourcePort: 40000, destinationPort: 80, flags: ['SYN'] },
};

const wrapped: Packet = {
  source: ip('192.168.0.11'),
  destination: ip('192.168.0.12'),
  ttl: 64,
  transport: { protocol: 'UDP', sourcePort: 50000, destinationPort: 8472 },
  payload: {
    carries: 'vxlan',
    vni: 1,
    frame: { sourceMac: '0a:00:00:00:00:01', destinationMac: '0a:00:00:00:00:02', packet },
  },
};

const written = (groups: readonly HeaderGroup[]) =>
  groups.flatMap(({ layer, fields }) =>
    fields
      .filter(({ changed }) => changed)
      .map(({ name, before, after }) => `${layer} ${name}: ${before?.text} > ${after?.text}`),
  );

describe('the headers at a hop', () => {
  test('mark what NAT changed', () => {
    const after: Packet = {
      ...packet,
      destination: ip('10.244.2.3'),
      transport: { protocol: 'TCP', sourcePort: 40000, destinationPort: 8080, flags: ['SYN'] },
    };
    expect(written(headerChanges(packet, after))).toEqual([
      'inner destinationIp: 10.96.0.10 > 10.244.2.3',
      'inner destinationPort: 80 > 8080',
    ]);
  });

  test('show a wrapper that comes, and leave the packet inside as it is', () => {
    const groups = headerChanges(packet, wrapped);
    expect(groups.map(({ layer }) => layer)).toEqual(['outer', 'inner']);
    expect(written(groups)).toContain('outer vni: undefined > 1');
    expect(groups[1]?.fields.some(({ changed }) => changed)).toBe(false);
  });

  test('show a wrapper that goes', () => {
    const groups = headerChanges(wrapped, packet);
    expect(written(groups)).toContain('outer destinationIp: 192.168.0.12 > undefined');
  });

  test('say nothing when nothing changed', () => {
    expect(written(headerChanges(wrapped, wrapped))).toEqual([]);
  });

  test('read a DNS answer', () => {
    const question = { name: 'web.default.svc.cluster.local.', type: 'A' as const };
    const answer: Packet = {
      ...packet,
      payload: {
        carries: 'dns',
        id: 1,
        question,
        answer: { rcode: 'NXDOMAIN', authoritative: true, records: [] },
      },
    };
    const fields = headerChanges(answer, answer)[0]?.fields;
    expect(fields?.find(({ name }) => name === 'payload')?.after?.text).toBe(
      'A web.default.svc.cluster.local. → NXDOMAIN',
    );
  });
});
