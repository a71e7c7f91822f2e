import { describe, expect, it } from 'vitest';
import { sourcePortOf } from '../../src/sim/net/index.ts';
import type { Leg, Purpose, Trace } from '../../src/sim/trace/index.ts';
import { capture, type Seen } from './capture.ts';
import { clusterOf, play, prepare, type Scenario } from './scenario.ts';

interface Recorded {
  readonly id: string;
  readonly verdict: string;
  readonly server?: string;
  readonly peerSeen?: string;
  readonly packets?: readonly { readonly what: string; readonly hops: readonly RecordedHop[] }[];
}
type RecordedHop = Seen;

const scenarios = import.meta.glob<Scenario>(['./{01,02,04,05}*.json', '!./*.expected.json'], {
  eager: true,
  import: 'default',
});
const recordings = import.meta.glob<{ readonly flows: readonly Recorded[] }>('./*.expected.json', {
  eager: true,
  import: 'default',
});

for (const [file, scenario] of Object.entries(scenarios)) {
  const recorded = recordings[file.replace('.json', '.expected.json')]?.flows ?? [];
  describe(file.slice(2, -'.json'.length), () => {
    const cluster = clusterOf(scenario);
    for (const flow of scenario.flows) {
      const expected = recorded.find(({ id }) => id === flow.id);
      it(flow.id, () => {
        const trace = play(prepare(cluster, flow), flow);
        expect(story(trace), tell(trace)).toEqual(expected && storyOf(expected));
        for (const { what, hops } of expected?.packets ?? []) {
          const leg = legFor(trace, what);
          expect(
            leg && lines(capture(leg), portOf(trace)),
            `${what}
${tell(trace)}`,
          ).toEqual(comparableLines(hops));
        }
      });
    }
  });
}

const verdicts: Readonly<Record<string, string>> = {
  delivered: 'connected',
  refused: 'refused',
  'timed-out': 'timeout',
  unreachable: 'unreachable',
};

function story({ outcome, legs }: Trace): object {
  const ping = legs.some(({ hops }) => hops[0]?.before.transport.protocol === 'ICMP');
  if (outcome.result !== 'delivered' || ping) return { verdict: verdicts[outcome.result] };
  const last = legs
    .find(({ purpose }) => purpose === 'request' || purpose === 'datagram')
    ?.hops.at(-1);
  return {
    verdict: verdicts[outcome.result],
    server: outcome.answeredBy?.replace(/^.*[/:]/, ''),
    peerAddress: last?.after.source,
  };
}

function storyOf({ verdict, server, peerSeen }: Recorded): object {
  return verdict === 'connected' && server !== undefined
    ? { verdict, server, peerAddress: peerSeen?.split(':')[0] }
    : { verdict };
}

const purposes: Readonly<Record<string, readonly Purpose[]>> = {
  'TCP SYN': ['connect'],
  'TCP SYN,ACK': ['accept'],
  'TCP RST,ACK': ['reset'],
  'ICMP echo request': ['request'],
  'ICMP echo reply': ['response'],
  'UDP request': ['datagram'],
  'UDP reply': ['response'],
};

function legFor({ legs }: Trace, what: string): Leg | undefined {
  return legs.find(({ purpose }) => purposes[what]?.includes(purpose));
}

function portOf({ legs }: Trace): number | undefined {
  const first = legs[0]?.hops[0];
  return first && sourcePortOf(first.before);
}

/** Ports chosen by a kernel are random: the client's own is called CPORT, all others of that range `*`. */
function lines(seen: readonly Seen[], clientPort: number | undefined): readonly string[] {
  const hide = (end: string): string =>
    end.replace(/:(\d+)$/, (all, port: string) => {
      if (Number(port) === clientPort) return ':CPORT';
      return Number(port) >= 1024 && !/:(8080|80|30\d\d\d|31999|9999|5353|53|8081)$/.test(all)
        ? ':*'
        : all;
    });
  return seen.map(
    ({ ns, if: device, dir, src, dst, ttl }) =>
      `${ns.replace('router', 'edge')} ${deviceName(ns, device)} ${dir} ${hide(src)} > ${hide(dst)} ttl ${ttl}`,
  );
}

function comparableLines(hops: readonly RecordedHop[]): readonly string[] {
  return hops.map(
    ({ ns, if: device, dir, src, dst, ttl }) =>
      `${ns} ${deviceName(ns, device)} ${dir} ${src} > ${dst} ttl ${ttl}`,
  );
}

/** The lab named a Pod's veth or cali interface after it, and the router's far card after the client. */
function deviceName(ns: string, device: string): string {
  if (/^(?:veth|cali)/.test(device)) return device.slice(0, 4);
  return ns === 'router' || ns === 'edge' ? device.replace('to-client', 'eth1') : device;
}

function tell({ outcome, legs }: Trace): string {
  const hops = legs.flatMap(({ purpose, hops: all }) =>
    all.map(({ step, place }) => `${purpose}: ${step} at ${place.netns} ${place.at}`),
  );
  return [`${outcome.result} (${outcome.reason ?? ''}) ${outcome.says}`, ...hops].join('\n');
}
