import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freshState, prepare, send } from '../index.ts';
import { defaultSpec, type ClusterSpec } from '../../spec.ts';
import { build } from '../../world.ts';
import type { Cluster, NetnsId } from '../types.ts';
import {
  blockOf,
  connectionsAfter,
  excerptOf,
  neighborsAfter,
  printConnection,
  printLinks,
  printNeighbor,
  ruleBlocks,
  rulePrinters,
} from './index.ts';

const text = readFileSync('src/examples/guestbook.yaml', 'utf8');

async function guestbook(change: Partial<ClusterSpec> = {}): Promise<Cluster> {
  const spec = { ...defaultSpec, ...change };
  await prepare(spec);
  return build(text, spec).cluster;
}

function nodeOf(cluster: Cluster, id: NetnsId = 'node:node-1') {
  const netns = cluster.namespaces.get(id);
  if (!netns) throw new Error(`there is a ${id}`);
  return netns;
}

const frontend = (cluster: Cluster) => {
  const pod = cluster.store
    .list('Pod')
    .find(({ metadata }) => metadata.name.startsWith('frontend'));
  return { kind: 'pod', namespace: 'default', name: pod?.metadata.name ?? '' } as const;
};

const sent = (cluster: Cluster, to: string) => {
  const { trace, state } = send(cluster, { from: frontend(cluster), to, attempt: 0 });
  return { trace, state, hops: trace.legs.flatMap(({ hops }) => hops) };
};

describe('the connections that hops tell of', () => {
  test.each([
    ['iptables', 'http://frontend'],
    ['iptables', 'tcp://redis-follower:6379'],
    ['iptables', 'tcp://redis-follower:81'],
    ['iptables', 'icmp://redis-leader'],
    ['iptables', 'udp://10.244.1.1:9'],
    ['iptables', 'tcp://192.168.0.12:22'],
    ['nftables', 'tcp://redis-follower:6379'],
    ['nftables', 'tcp://redis-follower:81'],
  ])('are those the kernels remember at the end (%s, %s)', async (proxyMode, to) => {
    const cluster = await guestbook({ proxyMode });
    const { hops, state } = sent(cluster, to);
    for (const id of cluster.namespaces.keys()) {
      const told = connectionsAfter(freshState, hops, id).filter(({ entry }) => entry.kept);
      const kernel = connectionsAfter(state, [], id);
      expect(
        told.map(({ entry: { original, reply, seenReply, noted } }) => ({
          original,
          reply,
          seenReply,
          noted,
        })),
        `the table of ${id}`,
      ).toEqual(
        kernel.map(({ entry: { original, reply, seenReply, noted } }) => ({
          original,
          reply,
          seenReply,
          noted,
        })),
      );
    }
  });

  test('are remembered from one request to the next', async () => {
    const cluster = await guestbook();
    const to = 'tcp://redis-follower:6379';
    const first = send(cluster, { from: frontend(cluster), to, attempt: 0 });
    const second = send(cluster, { from: frontend(cluster), to, attempt: 1 }, first.state);
    const hops = second.trace.legs.flatMap((leg) => leg.hops);
    const id = nodeIdOfSender(cluster);
    const told = connectionsAfter(first.state, hops, id).map(({ entry }) => entry.original);
    expect(told).toEqual(
      second.state.conntrack
        .get(id)
        ?.entries()
        .map(({ original }) => original),
    );
    expect(told.filter(({ protocol }) => protocol === 'TCP')).toHaveLength(2);
  });

  test('grow from hop to hop as conntrack -L shows them', async () => {
    const cluster = await guestbook();
    const { trace, hops } = sent(cluster, 'tcp://redis-follower:6379');
    const id = nodeIdOfSender(cluster);
    const lines = hops.map((_, index) =>
      connectionsAfter(freshState, hops.slice(0, index + 1), id)
        .filter(({ entry }) => entry.original.protocol === 'TCP')
        .map((each) => `${each.entry.kept ? '' : 'unconfirmed '}${printConnection(each)}`)
        .join('\n'),
    );
    const seen = lines
      .filter((line, index) => line !== '' && line !== lines[index - 1])
      .map((line) => line.replaceAll(/sport=(?:3|4|5|6)\d{4}|dport=(?:3|4|5|6)\d{4}/g, '…'));
    const [first = ''] = seen;
    expect(trace.outcome.result).toBe('delivered');
    expect(first).toMatch(
      /^unconfirmed tcp {6}6 120 SYN_SENT src=10\.244\.\d+\.\d+ dst=10\.97\.\d+\.\d+ … dport=6379 \[UNREPLIED\] src=10\.244/,
    );
    expect(seen.some((line) => line.startsWith('tcp      6 120 SYN_SENT'))).toBe(true);
    expect(seen.some((line) => line.includes(' 6 60 SYN_RECV '))).toBe(true);
    expect(seen.map((line) => /6 \d+ [A-Z_]+/.exec(line)?.[0])).toEqual([
      '6 120 SYN_SENT',
      '6 120 SYN_SENT',
      '6 60 SYN_RECV',
      '6 432000 ESTABLISHED',
      '6 120 FIN_WAIT',
      '6 30 LAST_ACK',
      '6 120 TIME_WAIT',
    ]);
    expect(seen.at(-1)).toMatch(/ \[ASSURED\] mark=0 use=1$/);
  });

  test('are gone again where a rule rejected the first packet', async () => {
    const cluster = await guestbook();
    const { trace, hops } = sent(cluster, 'tcp://10.96.0.99:80');
    expect(trace.outcome.result).not.toBe('delivered');
    const open = connectionsAfter(freshState, hops, nodeIdOfSender(cluster)).filter(
      ({ entry }) => !entry.kept,
    );
    expect(open).toEqual([]);
  });
});

function nodeIdOfSender(cluster: Cluster): NetnsId {
  const { namespace, name } = frontend(cluster);
  const node = nodeOf(cluster, `pod:${namespace}/${name}`).node;
  if (node === undefined) throw new Error('the sender is on a node');
  return node;
}

describe('the rules in parts', () => {
  test.each(['iptables', 'nftables'])('are all that the program prints (%s)', async (proxyMode) => {
    const netns = nodeOf(await guestbook({ proxyMode }));
    const printers = rulePrinters(netns);
    expect([...ruleBlocks(netns).keys()]).toEqual([...printers.keys()]);
    for (const [name, blocks] of ruleBlocks(netns)) {
      const whole = printers.get(name)?.() ?? '';
      for (const { text: line, leadsTo = '' } of blocks.flatMap(({ lines }) => lines)) {
        expect(whole).toContain(line);
        expect(line).toContain(leadsTo);
      }
    }
  });

  test.each(['iptables', 'nftables'])('lead to one another (%s)', async (proxyMode) => {
    const netns = nodeOf(await guestbook({ proxyMode }));
    const blocks = [...ruleBlocks(netns).values()].flat();
    const names = new Set(blocks.map(({ table, name }) => `${table} ${name}`));
    const lost = blocks.flatMap(({ table, lines }) =>
      lines.filter(({ leadsTo }) => leadsTo !== undefined && !names.has(`${table} ${leadsTo}`)),
    );
    expect(lost.map(({ text: line }) => line)).toEqual([]);
    expect(blocks.some(({ lines }) => lines.some(({ leadsTo }) => leadsTo))).toBe(true);
  });

  test.each(['iptables', 'nftables'])('have each passed rule in its place (%s)', async (mode) => {
    const cluster = await guestbook({ proxyMode: mode });
    const { hops } = sent(cluster, 'tcp://redis-follower:6379');
    let count = 0;
    for (const hop of hops) {
      if (hop.step !== 'netfilter') continue;
      for (const pass of hop.passes) {
        const block = blockOf(nodeOf(cluster, hop.place.netns), pass);
        const words = 'text' in pass ? pass.text : `-A ${pass.chain} `;
        expect(block?.lines[pass.index]?.text).toContain(words);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(5);
  });

  const line = (name: string) => ({ text: name, because: [] });
  const chain = {
    table: 'nat',
    kind: 'chain',
    name: 'KUBE-SERVICES',
    isBase: false,
    head: '',
    lines: ['a', 'b', 'c', 'd', 'e'].map(line),
  } as const;

  test.each<[index: number, from: number, shown: string]>([
    [0, 0, 'ab'],
    [2, 1, 'bcd'],
    [4, 3, 'de'],
  ])('an excerpt around rule %i', (index, from, shown) => {
    const excerpt = excerptOf(chain, index, 1);
    expect(excerpt.lines.map(({ text: each }) => each).join('')).toBe(shown);
    expect(excerpt).toMatchObject({ from, count: 5 });
  });
});

test('neighbours that were asked for stand beside those that a daemon wrote', async () => {
  const cluster = await guestbook();
  const { hops } = sent(cluster, 'tcp://redis-follower:6379');
  const node = nodeOf(cluster, nodeIdOfSender(cluster));
  const lines = neighborsAfter(hops, node).map(printNeighbor);
  expect(lines.filter((line) => line.endsWith('PERMANENT'))).toHaveLength(node.neighbors.length);
  expect(lines).toContainEqual(
    expect.stringMatching(/^10\.244\.\d+\.\d+ dev cni0 lladdr \S+ REACHABLE$/),
  );
  expect(neighborsAfter([], node)).toHaveLength(node.neighbors.length);
});

test('interfaces as ip -d address prints them', async () => {
  const cluster = await guestbook();
  const pod = nodeOf(cluster, `pod:default/${frontend(cluster).name}`);
  const inPod = printLinks(cluster, pod);
  expect(inPod).toContain(
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN\n    link/loopback',
  );
  expect(inPod).toMatch(/2: eth0@if\d+: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 state UP\n/);
  expect(inPod).toMatch(/inet 10\.244\.\d+\.\d+\/24 scope global eth0$/);
  const onNode = printLinks(cluster, nodeOf(cluster));
  expect(onNode).toMatch(/vxlan id 1 local 192\.168\.0\.\d+ dstport 8472 nolearning/);
  expect(onNode).toMatch(/veth\w+@if2: <[A-Z,_]+> mtu 1450 master cni0 state UP/);
});
