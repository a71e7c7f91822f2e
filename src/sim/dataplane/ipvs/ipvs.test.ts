import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { ip, type Packet, type TcpFlag } from '../../net/index.ts';
import { ipvsOf, nameOf } from './index.ts';
import type { Forwarding, IpvsMemory, RealServer, SchedulerName, VirtualServer } from './types.ts';

const service = { address: ip('10.96.0.10'), port: 80 };

/** A virtual server in front of 10.244.0.1 and further; each weight is that of one real server. */
function server(
  scheduler: SchedulerName,
  weights: readonly number[],
  more: Partial<VirtualServer> = {},
): VirtualServer {
  const realServers = weights.map((weight, index): RealServer => ({
    address: ip(`10.244.0.${index + 1}`),
    port: 8080,
    weight,
    because: [],
  }));
  return { protocol: 'TCP', ...service, scheduler, realServers, because: [], ...more };
}

function memory(): IpvsMemory {
  return { requests: new Map(), answers: new Map(), templates: new Map(), turns: new Map() };
}

function packet(client: string, port: number, ...flags: readonly TcpFlag[]): Packet {
  return {
    source: ip(client),
    destination: service.address,
    ttl: 64,
    transport: { protocol: 'TCP', sourcePort: port, destinationPort: service.port, flags },
  };
}

/** Sends packets to a virtual server one after the other, and tells where they went. */
function ask(virtualServer: VirtualServer, remembered = memory()) {
  const ipvs = ipvsOf([virtualServer]);
  return (sent: Packet, nowSeconds = 0): Forwarding | undefined =>
    ipvs.request(sent, { memory: remembered, nowSeconds });
}

const chosenBy = (forwarding: Forwarding | undefined): string =>
  forwarding?.realServer ? nameOf(forwarding.realServer) : 'none';

describe('10,000 connections of as many clients, one a second', () => {
  const dice = randomFrom('ipvs');
  const connections = Array.from({ length: 10_000 }, (_, index) => ({
    client: `10.${dice.below(256)}.${dice.below(256)}.${dice.below(254) + 1}`,
    port: 1024 + index,
  }));
  const shares = (scheduler: SchedulerName) => {
    const send = ask(server(scheduler, [1, 1, 1, 1]));
    const counts = new Map<string, number>();
    for (const [second, { client, port }] of connections.entries()) {
      const chosen = chosenBy(send(packet(client, port, 'SYN'), second));
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
    return [...counts.values()];
  };

  test('rr gives each exactly a quarter', () => {
    expect(shares('rr')).toEqual([2500, 2500, 2500, 2500]);
  });

  test('lc does too, as all connections last as long', () => {
    expect(shares('lc')).toEqual([2500, 2500, 2500, 2500]);
  });

  test('sh gives each about a quarter, and a client always the same', () => {
    const deviation = shares('sh').map((share) => (share - 2500) ** 2 / 2500);
    // Chi-square with three degrees of freedom is below 16.3 in 999 of 1,000 cases.
    expect(deviation.reduce((sum, each) => sum + each)).toBeLessThan(16.3);
    const send = ask(server('sh', [1, 1, 1, 1]));
    for (const { client } of connections.slice(0, 100)) {
      const chosen = [1, 2, 3].map((port) => chosenBy(send(packet(client, port, 'SYN'))));
      expect(new Set(chosen).size, `${client} went to ${chosen.join()}`).toBe(1);
    }
  });
});

describe('schedulers', () => {
  const take = (virtualServer: VirtualServer, count: number): string => {
    const send = ask(virtualServer);
    return Array.from({ length: count }, (_, port) =>
      chosenBy(send(packet('10.244.1.2', port + 1, 'SYN'))).replace(
        /^10\.244\.0\.(\d+):8080$/,
        '$1',
      ),
    ).join(' ');
  };

  test.each<[string, VirtualServer, number, string]>([
    ['rr takes turns', server('rr', [1, 1, 1]), 5, '1 2 3 1 2'],
    ['rr leaves out who is going away', server('rr', [1, 0, 1]), 4, '1 3 1 3'],
    ['lc leaves out who is going away', server('lc', [0, 1]), 2, '2 2'],
    ['sh sends clients of who is going away nowhere', server('sh', [0]), 1, 'none'],
    ['nobody is there', server('rr', []), 1, 'none'],
  ])('%s', (_name, virtualServer, count, expected) => {
    expect(take(virtualServer, count)).toBe(expected);
  });

  test('lc hardly counts connections that are being closed, and they are soon forgotten', () => {
    const send = ask(server('lc', [1, 1]));
    const first = packet('10.244.1.2', 1, 'SYN');
    expect(chosenBy(send(first))).toBe('10.244.0.1:8080');
    send(packet('10.244.1.2', 1, 'FIN', 'ACK'));
    expect(chosenBy(send(packet('10.244.1.2', 2, 'SYN')))).toBe('10.244.0.2:8080');
    expect(chosenBy(send(packet('10.244.1.2', 3, 'SYN')))).toBe('10.244.0.1:8080');
    expect(send(packet('10.244.1.2', 1, 'ACK'), 119)?.by).toBe('connection');
    expect(send(packet('10.244.1.2', 1, 'ACK'), 119 + 120)).toBeUndefined();
  });

  test('lc prefers who has fewer connections now', () => {
    const remembered = memory();
    const lc = server('lc', [1, 1]);
    const send = ask(lc, remembered);
    for (const port of [1, 2, 3]) send(packet('10.244.1.2', port, 'SYN'));
    // The first and the third went to 10.244.0.1. After a quarter of an hour all are forgotten.
    expect(chosenBy(send(packet('10.244.1.2', 4, 'SYN')))).toBe('10.244.0.2:8080');
    expect(chosenBy(send(packet('10.244.1.2', 5, 'SYN'), 900))).toBe('10.244.0.1:8080');
  });

  test('whose turn it is stays when real servers come and go', () => {
    const remembered = memory();
    expect(chosenBy(ask(server('rr', [1, 1]), remembered)(packet('10.244.1.2', 1, 'SYN')))).toBe(
      '10.244.0.1:8080',
    );
    expect(chosenBy(ask(server('rr', [1, 1, 1]), remembered)(packet('10.244.1.2', 2, 'SYN')))).toBe(
      '10.244.0.2:8080',
    );
  });
});

describe('connections', () => {
  test('further packets follow the first one, and answers look as if the virtual server had sent them', () => {
    const virtualServer = server('rr', [1, 1]);
    const remembered = memory();
    const ipvs = ipvsOf([virtualServer]);
    const kernel = { memory: remembered, nowSeconds: 0 };
    const first = ipvs.request(packet('10.244.1.2', 4000, 'SYN'), kernel);
    expect(first).toMatchObject({ by: 'scheduler', realServer: { address: '10.244.0.1' } });
    const second = ipvs.request(packet('10.244.1.2', 4000, 'ACK'), kernel);
    expect(second).toMatchObject({ by: 'connection', packet: { destination: '10.244.0.1' } });
    const answer: Packet = {
      source: ip('10.244.0.1'),
      destination: ip('10.244.1.2'),
      ttl: 64,
      transport: {
        protocol: 'TCP',
        sourcePort: 8080,
        destinationPort: 4000,
        flags: ['SYN', 'ACK'],
      },
    };
    expect(ipvs.answer(answer, kernel)?.packet).toMatchObject({
      source: '10.96.0.10',
      transport: { sourcePort: 80 },
    });
    expect(ipvs.answer({ ...answer, source: ip('10.244.0.2') }, kernel)).toBeUndefined();
  });

  test('nothing but a SYN begins one', () => {
    expect(ask(server('rr', [1]))(packet('10.244.1.2', 1, 'ACK'))).toBeUndefined();
  });

  test('a new one on old ports leaves a real server that is going away', () => {
    const remembered = memory();
    const syn = packet('10.244.1.2', 1, 'SYN');
    expect(chosenBy(ask(server('rr', [1, 1]), remembered)(syn))).toBe('10.244.0.1:8080');
    const later = ask(server('rr', [0, 1]), remembered);
    expect(chosenBy(later(packet('10.244.1.2', 1, 'ACK')))).toBe('10.244.0.1:8080');
    expect(chosenBy(later(syn))).toBe('10.244.0.2:8080');
  });

  test('an error about a request comes from the virtual server, one about an answer goes to the real one', () => {
    const ipvs = ipvsOf([server('rr', [1])]);
    const kernel = { memory: memory(), nowSeconds: 0 };
    const sent = ipvs.request(packet('10.244.1.2', 4000, 'SYN'), kernel);
    const about = sent?.packet;
    const refusal: Packet = {
      source: ip('10.244.0.1'),
      destination: ip('10.244.1.2'),
      ttl: 64,
      transport: { protocol: 'ICMP', type: 'port-unreachable', ...(about && { about }) },
    };
    expect(ipvs.answer(refusal, kernel)?.packet).toMatchObject({
      source: '10.96.0.10',
      transport: { about: { destination: '10.96.0.10', transport: { destinationPort: 80 } } },
    });
    const tooBig: Packet = {
      source: ip('192.168.0.1'),
      destination: service.address,
      ttl: 64,
      transport: {
        protocol: 'ICMP',
        type: 'fragmentation-needed',
        about: {
          source: service.address,
          destination: ip('10.244.1.2'),
          ttl: 64,
          transport: { protocol: 'TCP', sourcePort: 80, destinationPort: 4000 },
        },
      },
    };
    expect(ipvs.request(tooBig, kernel)?.packet).toMatchObject({
      destination: '10.244.0.1',
      transport: { about: { source: '10.244.0.1', transport: { sourcePort: 8080 } } },
    });
  });
});

describe('persistence', () => {
  const sticky = (weights: readonly number[]) => server('rr', weights, { persistenceSeconds: 60 });

  test('a client stays until it has opened no connection for so long', () => {
    const send = ask(sticky([1, 1]));
    const at = (seconds: number, client = '10.244.1.2') =>
      send(packet(client, 1000 + seconds, 'SYN'), seconds);
    expect([at(0), at(59), at(118)].map(chosenBy)).toEqual(Array(3).fill('10.244.0.1:8080'));
    expect(at(119)).toMatchObject({ by: 'persistence' });
    expect(at(0, '10.244.1.3')).toMatchObject({
      by: 'scheduler',
      realServer: { address: '10.244.0.2' },
    });
    expect(at(180)).toMatchObject({ by: 'scheduler' });
  });

  test('not with a real server that is going away', () => {
    const remembered = memory();
    ask(sticky([1, 1]), remembered)(packet('10.244.1.2', 1, 'SYN'));
    expect(chosenBy(ask(sticky([0, 1]), remembered)(packet('10.244.1.2', 2, 'SYN')))).toBe(
      '10.244.0.2:8080',
    );
  });
});

test('what ipvsadm prints', () => {
  const servers = [
    server('rr', [1, 0], { persistenceSeconds: 10_800 }),
    server('lc', [], { protocol: 'UDP', port: 53 }),
  ];
  expect(ipvsOf(servers).print()).toBe(
    [
      'Prot LocalAddress:Port Scheduler Flags',
      '  -> RemoteAddress:Port           Forward Weight',
      'TCP  10.96.0.10:80 rr persistent 10800',
      '  -> 10.244.0.1:8080              Masq    1',
      '  -> 10.244.0.2:8080              Masq    0',
      'UDP  10.96.0.10:53 lc',
      '',
    ].join('\n'),
  );
});
