import { describe, expect, it, test } from 'vitest';
import { ip, type Packet, type TcpFlag, type Transport } from '../net/index.ts';
import { Conntrack } from './conntrack.ts';

const [client, server] = [ip('10.244.1.3'), ip('10.244.2.2')];
const ends = { original: [client, server], reply: [server, client] } as const;
const ports = { original: [40003, 80], reply: [80, 40003] } as const;

type Way = keyof typeof ends;

function packet(way: Way, transport: (from: number, to: number) => Transport): Packet {
  const [source, destination] = ends[way];
  const [from, to] = ports[way];
  return { source, destination, ttl: 64, transport: transport(from, to) };
}

function segment(way: Way, ...flags: readonly TcpFlag[]): Packet {
  return packet(way, (sourcePort, destinationPort) => ({
    protocol: 'TCP',
    sourcePort,
    destinationPort,
    flags,
  }));
}

const datagram = (way: Way): Packet =>
  packet(way, (sourcePort, destinationPort) => ({
    protocol: 'UDP',
    sourcePort,
    destinationPort,
  }));

/** Shows packets to one table, each at its time, and tells what it has noted after each. */
function noted(...packets: readonly (readonly [atSeconds: number, packet: Packet])[]): string[] {
  let table = new Conntrack();
  return packets.map(([atSeconds, each]) => {
    table = new Conntrack(table, atSeconds);
    const track = table.track(each);
    if (track) table.confirm(track);
    const { noted: now, seenReply } = table.entries()[0] ?? {};
    if (!track) return 'INVALID';
    if (!now) return 'gone';
    const left = now.untilSeconds - atSeconds;
    const marks = [!seenReply && 'UNREPLIED', now.isAssured && 'ASSURED'].filter(Boolean);
    return [now.state, left, ...marks].filter((word) => word !== undefined).join(' ');
  });
}

const handshake = [
  segment('original', 'SYN'),
  segment('reply', 'SYN', 'ACK'),
  segment('original', 'ACK', 'PSH'),
] as const;
const opened = ['SYN_SENT 120 UNREPLIED', 'SYN_RECV 60', 'ESTABLISHED 432000 ASSURED'];

describe('what conntrack notes of TCP', () => {
  const further: readonly (readonly [string, readonly Packet[], readonly string[]])[] = [
    ['a handshake and data', [segment('reply', 'ACK', 'PSH')], ['ESTABLISHED 432000 ASSURED']],
    [
      'a close with three segments, begun by the server',
      [segment('reply', 'FIN', 'ACK'), segment('original', 'FIN', 'ACK'), segment('reply', 'ACK')],
      ['FIN_WAIT 120 ASSURED', 'LAST_ACK 30 ASSURED', 'TIME_WAIT 120 ASSURED'],
    ],
    [
      'a close with four, begun by the client',
      [
        segment('original', 'FIN', 'ACK'),
        segment('reply', 'ACK'),
        segment('reply', 'FIN', 'ACK'),
        segment('original', 'ACK'),
      ],
      [
        'FIN_WAIT 120 ASSURED',
        'CLOSE_WAIT 60 ASSURED',
        'LAST_ACK 30 ASSURED',
        'TIME_WAIT 120 ASSURED',
      ],
    ],
    ['a reset', [segment('reply', 'RST')], ['CLOSE 10 ASSURED']],
    [
      'a SYN that comes late, which changes nothing',
      [segment('original', 'SYN')],
      ['ESTABLISHED 432000 ASSURED'],
    ],
    [
      'the same ports once more, after a close',
      [
        segment('reply', 'FIN', 'ACK'),
        segment('original', 'FIN', 'ACK'),
        segment('reply', 'ACK'),
        segment('original', 'SYN'),
      ],
      [
        'FIN_WAIT 120 ASSURED',
        'LAST_ACK 30 ASSURED',
        'TIME_WAIT 120 ASSURED',
        'SYN_SENT 120 UNREPLIED',
      ],
    ],
  ];
  test.each(further)('%s', (_, packets, states) => {
    const seen = [...handshake, ...packets].map((each) => [0, each] as const);
    expect(noted(...seen)).toEqual([...opened, ...states]);
  });

  test.each([
    ['a SYN that nothing but a reset answers', ['SYN', 'RST'], ['SYN_SENT 120 UNREPLIED', 'gone']],
    ['a FIN of no connection', ['FIN'], ['INVALID']],
    ['a connection met half-way', ['ACK'], ['ESTABLISHED 300 UNREPLIED']],
  ] as const)('%s', (_, flags, states) => {
    const way = (flag: TcpFlag): Way => (flag === 'RST' ? 'reply' : 'original');
    expect(noted(...flags.map((flag) => [0, segment(way(flag), flag)] as const))).toEqual(states);
  });
});

describe('time', () => {
  it('is given anew by each packet, and ends an entry', () => {
    expect(
      noted(
        [0, datagram('original')],
        [29, datagram('original')],
        [58, datagram('reply')],
        // By now it is a question of its own, from the other side.
        [88, datagram('reply')],
      ),
    ).toEqual(['30 UNREPLIED', '30 UNREPLIED', '30', '30 UNREPLIED']);
  });

  it('is longer for a UDP stream, which goes to and fro for more than two seconds', () => {
    expect(
      noted(
        [0, datagram('original')],
        [0, datagram('reply')],
        [2, datagram('original')],
        [3, datagram('original')],
      ),
    ).toEqual(['30 UNREPLIED', '30', '30', '120 ASSURED']);
  });
});
