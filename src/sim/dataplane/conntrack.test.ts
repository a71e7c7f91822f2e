import { describe, expect, it } from 'vitest';
import { ip, type Packet, type TcpFlag } from '../net/index.ts';
import { Conntrack, printTuple } from './conntrack.ts';

const client = ip('10.244.1.3');
const service = ip('10.96.0.10');
const pod = ip('10.244.2.2');

function tcp(
  source: typeof client,
  destination: typeof client,
  ports: readonly [number, number],
  ...flags: TcpFlag[]
): Packet {
  return {
    source,
    destination,
    ttl: 64,
    transport: { protocol: 'TCP', sourcePort: ports[0], destinationPort: ports[1], flags },
  };
}

describe('conntrack', () => {
  it('calls the first packet NEW, its answer ESTABLISHED, and what follows ESTABLISHED', () => {
    const table = new Conntrack();
    const syn = tcp(client, service, [40003, 80], 'SYN');
    const first = table.track(syn);
    expect(first?.state).toBe('NEW');
    if (first) table.confirm(first);

    const answer = table.track(tcp(service, client, [80, 40003], 'SYN', 'ACK'));
    expect([answer?.state, answer?.direction]).toEqual(['ESTABLISHED', 'reply']);
    expect(table.track(syn)?.state).toBe('ESTABLISHED');
  });

  it('finds the answer of a translated connection by the translated tuple', () => {
    const table = new Conntrack();
    const track = table.track(tcp(client, service, [40003, 80], 'SYN'));
    if (!track) throw new Error('a SYN starts a connection');
    table.decide(track, 'destination', { ...track.entry.reply, source: pod, sourcePort: 8080 });
    table.confirm(track);

    const answer = table.track(tcp(pod, client, [8080, 40003], 'SYN', 'ACK'));
    expect(answer?.direction).toBe('reply');
    expect(printTuple(track.entry.original)).toBe('10.244.1.3:40003 → 10.96.0.10:80');
    expect(printTuple(track.entry.reply)).toBe('10.244.2.2:8080 → 10.244.1.3:40003');
  });

  it.each([
    ['SYN-ACK', ['SYN', 'ACK']],
    ['RST', ['RST']],
  ] as const)('calls a %s that belongs to nothing INVALID', (_, flags) => {
    expect(new Conntrack().track(tcp(pod, client, [8080, 40003], ...flags))).toBeUndefined();
  });

  it.each([
    ['forgets a connection of which nothing but a reset came back', [], 0],
    ['remembers one that was answered before it was reset', [['SYN', 'ACK']], 1],
  ] as const)('%s', (_, answers, remembered) => {
    const table = new Conntrack();
    const track = table.track(tcp(client, pod, [40003, 8080], 'SYN'));
    if (track) table.confirm(track);
    for (const flags of answers) table.track(tcp(pod, client, [8080, 40003], ...flags));
    const reset = table.track(tcp(pod, client, [8080, 40003], 'RST', 'ACK'));
    expect(reset?.direction).toBe('reply');
    expect(table.entries()).toHaveLength(remembered);
  });

  it('relates an ICMP error to the connection it speaks of', () => {
    const table = new Conntrack();
    const syn = tcp(client, pod, [40003, 8080], 'SYN');
    const track = table.track(syn);
    if (track) table.confirm(track);
    const error: Packet = {
      source: ip('10.244.2.1'),
      destination: client,
      ttl: 64,
      transport: { protocol: 'ICMP', type: 'host-unreachable', about: syn },
    };
    expect(table.track(error)).toMatchObject({ state: 'RELATED', direction: 'reply' });
  });

  it('starts as another one is', () => {
    const table = new Conntrack();
    const track = table.track(tcp(client, service, [40003, 80], 'SYN'));
    if (track) table.confirm(track);
    expect(new Conntrack(table).entries()).toEqual(table.entries());
  });
});
