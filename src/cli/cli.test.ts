import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { load } from 'js-yaml';
import { stepNames } from '../sim/trace/index.ts';
import { commands, runCli } from './cli.ts';

const pods = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
  - { name: web, image: nginx }
---
apiVersion: v1
kind: Pod
metadata:
  name: client
spec:
  containers:
  - { name: curl, image: curlimages/curl, command: [sleep, infinity] }
`;
const service = `# The Service lies in a file of its own.
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 80
`;
const files: Readonly<Record<string, string>> = {
  'pods.yaml': pods,
  'service.yaml': service,
  'wrong.yaml': service.replace('app: web', 'app: wbe'),
  'refused.yaml': service.replace('port: 80', 'port: 99999'),
  'stuck.yaml': pods
    .slice(0, pods.indexOf('---'))
    .replace('spec:', 'spec:\n  nodeSelector: { disk: ssd }')
    .replace('name: web\n  labels: { app: web }', 'name: stuck'),
  'moved.yaml': pods.replace('containers:', 'hostNetwork: true\n  containers:'),
  'guard.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } } }
`,
  'broken.yaml': 'kind: [Pod\n',
  'deploy.yaml': readFileSync('src/examples/guestbook.yaml', 'utf8'),
  '-': service,
};

interface Ran {
  readonly status: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCli(args, {
    read: (name) => {
      const text = files[name];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    exists: (name) => Object.hasOwn(files, name),
    print: (text) => out.push(...text.split('\n')),
    complain: (text) => err.push(...text.split('\n')),
  });
  return { status, out, err };
}

const trace = (...args: readonly string[]): Promise<Ran> => run('trace', ...args);
const toWeb = ['--from', 'pod/client', '--to', 'http://web'];

interface TraceJson {
  readonly schemaVersion: number;
  readonly legs: readonly {
    readonly hops: readonly {
      readonly step: string;
      readonly facts: object;
      readonly reason: string;
      readonly name: string;
    }[];
  }[];
  readonly outcome: { readonly result: string };
  readonly findings: readonly {
    readonly evidence: readonly {
      readonly at?: { readonly file: string; readonly line: number; readonly column: number };
    }[];
  }[];
}

const parse = ({ out }: Ran): TraceJson => JSON.parse(out.join('\n')) as TraceJson;

describe('trace', () => {
  test('prints a line per hop, a heading per leg, and the outcome', async () => {
    const text = await trace('pods.yaml', 'service.yaml', ...toWeb);
    const { legs } = parse(await trace('pods.yaml', 'service.yaml', ...toWeb, '--json'));
    expect([text.status, text.err]).toEqual([0, []]);
    const headings = text.out.flatMap((line, index) => (/^\d+ /.test(line) ? [index] : []));
    expect(headings.map((index) => text.out[index]?.split(/[ :]/)[1])).toEqual([
      'dns-query',
      'dns-answer',
      'connect',
      'accept',
      'request',
      'response',
      'active-close',
      'passive-close',
      'last-ack',
    ]);
    const lengths = headings.map((index) => text.out.indexOf('', index) - index - 1);
    expect(lengths).toEqual(legs.map(({ hops }) => hops.length));
    expect(
      text.out.some((line) =>
        /^ {2}node-\d hook:PREROUTING .*10\.244\.\d\.\d+:\d+ > 10\.\d+\.\d+\.\d+:80 TCP SYN → .*:80 TCP SYN/.test(
          line,
        ),
      ),
    ).toBe(true);
    expect(
      text.out.some(
        (line) => line.startsWith('pod/client → http://web: ') && line.endsWith('(delivered)'),
      ),
    ).toBe(true);
  });

  test('names file, line and column of what was wrong', async () => {
    const { status, out } = await trace('pods.yaml', 'wrong.yaml', ...toWeb);
    expect(status).toBe(1);
    expect(out.some((line) => line.startsWith('error selector-matches-nothing: '))).toBe(true);
    expect(out.join('\n')).toMatch(/wrong\.yaml:[78]:\d+ Service default\/web spec\.selector/);
  });

  test('reads standard input', async () => {
    expect((await trace('pods.yaml', '-', ...toWeb)).status).toBe(0);
  });

  test('a refused manifest is reported, the rest is traced, and the status says so', async () => {
    const { status, out, err } = await trace('pods.yaml', 'service.yaml', 'refused.yaml', ...toWeb);
    expect(status).toBe(2);
    expect(err[0]).toMatch(/^refused\.yaml:10:\d+: error: .*99999/);
    expect(out.some((line) => line.endsWith('(delivered)'))).toBe(true);
  });

  test.each([
    ['pod/client', 'pod/client'],
    ['pod/default/client', 'pod/client'],
    ['node/node-1', 'node/node-1'],
    ['client', 'host/client'],
  ])('--from %s', async (from, sender) => {
    const { out } = await trace(
      'pods.yaml',
      'service.yaml',
      '--from',
      from,
      '--to',
      'tcp://10.244.1.9:80',
    );
    expect(out.some((line) => line.startsWith(`${sender} → tcp://10.244.1.9:80: `))).toBe(true);
  });

  test('--from deploy/NAME is its first Pod', async () => {
    const { out } = await trace(
      'deploy.yaml',
      '--from',
      'deploy/frontend',
      '--to',
      'dns://redis-leader',
    );
    expect(out.some((line) => /^pod\/frontend-\w+-\w+ → dns:\/\/redis-leader: /.test(line))).toBe(
      true,
    );
  });
});

describe('matrix', () => {
  const matrix = (...args: readonly string[]): Promise<Ran> =>
    run('matrix', 'pods.yaml', 'guard.yaml', ...args);

  test('prints a line for each source, a mark for each destination, and which policy denies', async () => {
    const { status, out } = await matrix('--cni', 'calico', '--why');
    expect(status).toBe(0);
    expect(out[0]).toBe(
      '+ allowed   x denied by policy   o nobody listens   - no way there   ~ depends on the Pod',
    );
    expect(out.find((line) => /^2 +default\/web +80$/.test(line))).toBeDefined();
    expect(out.find((line) => line.startsWith('default/client '))).toMatch(/client +\+ x/);
    const why = out.findIndex((line) => line.startsWith('client cannot reach web on TCP port 80.'));
    expect(out.slice(why + 1, why + 2)).toEqual(['  guard.yaml:3:19 NetworkPolicy default/web']);
  });

  test('a plugin that enforces no policies is said to, and can be thought another', async () => {
    const [plain, enforced] = [await matrix(), await matrix('--enforce', '--lang', 'ko')];
    expect(plain.out[0]).toContain('Flannel (VXLAN) enforces no policies');
    expect(plain.out.find((line) => line.startsWith('default/client '))).toMatch(/client +\+ \+/);
    expect(enforced.out[0]).toContain('정책을 적용하는 플러그인이라면');
    expect(enforced.out.find((line) => line.startsWith('default/client '))).toMatch(/client +\+ x/);
  });

  test('as JSON it has the same answers, with places', async () => {
    const { out } = await matrix('--cni', 'calico', '--json', '--all');
    const { sources, answers, denials } = JSON.parse(out.join('\n')) as {
      readonly sources: readonly { readonly name: string }[];
      readonly answers: readonly (readonly string[])[];
      readonly denials: readonly object[];
    };
    const client = sources.findIndex(({ name }) => name === 'client');
    expect(answers[client]?.slice(0, 2)).toEqual(['allowed', 'denied']);
    expect(denials.find((each) => 'source' in each && each.source === client)).toMatchObject({
      destination: 1,
      ingress: {
        allowed: false,
        why: 'isolated',
        selecting: [{ name: 'web', at: { file: 'guard.yaml', line: 3, column: 19 } }],
      },
    });
  });
});

describe('trace --json', () => {
  const json = (...more: readonly string[]): Promise<Ran> =>
    trace('pods.yaml', 'service.yaml', ...toWeb, '--json', ...more);

  test('says its version and is the same every time', async () => {
    const first = await json();
    expect(parse(first)).toMatchObject({
      schemaVersion: 1,
      outcome: { result: 'delivered' },
      findings: [],
      problems: [],
    });
    expect((await json()).out).toEqual(first.out);
    expect((await json('--attempt', '1')).out).not.toEqual(first.out);
  });

  test('only sentences depend on the language', async () => {
    const wordless = (ran: Ran): unknown =>
      JSON.parse(ran.out.join('\n'), (key, value: unknown) =>
        ['reason', 'name', 'text', 'heading'].includes(key) ? '' : value,
      );
    const [english, korean] = [await json('--lang', 'en'), await json('--lang', 'ko')];
    expect(korean.out).not.toEqual(english.out);
    expect(wordless(korean)).toEqual(wordless(english));
  });

  test('places evidence in its file', async () => {
    const { findings } = parse(await trace('pods.yaml', 'wrong.yaml', ...toWeb, '--json'));
    expect(findings[0]?.evidence[0]?.at).toMatchObject({ file: 'wrong.yaml' });
  });

  test('every step and fact is documented', async () => {
    const page = readFileSync('docs/json-schema.md', 'utf8');
    for (const step of stepNames) expect(page).toContain(`| \`${step}\` |`);
    for (const { hops } of parse(await json()).legs)
      for (const { step, facts } of hops) {
        const row = page.split('\n').find((line) => line.startsWith(`| \`${step}\` |`)) ?? '';
        for (const fact of Object.keys(facts)) expect(row).toContain(`\`${fact}\``);
      }
  });
});

describe('admit', () => {
  test('lists what is accepted', async () => {
    expect(await run('admit', 'pods.yaml', 'service.yaml')).toEqual({
      status: 0,
      out: ['pod/client accepted', 'pod/web accepted', 'service/web accepted'],
      err: [],
    });
  });

  test.each([
    ['refused.yaml', /^refused\.yaml:10:\d+: error: .*99999/],
    ['broken.yaml', /^broken\.yaml:\d:\d+: error: /],
  ])('tells what is wrong in %s, and goes on', async (file, problem) => {
    const { status, out } = await run('admit', file, 'pods.yaml');
    expect([status, out.at(-1)]).toEqual([1, 'pod/web accepted']);
    expect(out[0]).toMatch(problem);
  });
});

describe('admit over what was applied before', () => {
  test('keeps what is rejected', async () => {
    const { status, out } = await run('admit', 'refused.yaml', '--over', 'service.yaml');
    expect([status, out.at(-1)]).toEqual([1, 'service/web kept as accepted before']);
  });

  test('refuses what may not change, for programs too', async () => {
    const { status, out } = await run('admit', 'moved.yaml', '--over', 'pods.yaml', '--json');
    const { schemaVersion, objects, problems } = JSON.parse(out.join('\n'));
    expect([status, schemaVersion, objects.length]).toEqual([1, 1, 2]);
    expect(objects.map(({ kept }: { kept: boolean }) => kept)).toEqual([false, true]);
    expect(problems).toMatchObject([
      {
        severity: 'error',
        code: 'field-invalid',
        at: { file: 'moved.yaml', line: 6 },
        path: 'spec',
        reason: 'Forbidden',
        message: expect.stringContaining('pod updates may not change fields other than'),
      },
    ]);
  });
});

test('lab prints what builds the network on a real Linux', async () => {
  const { status, out } = await run('lab', 'pods.yaml', 'service.yaml');
  const script = out.join('\n');
  expect(status).toBe(0);
  for (const line of [
    'ip netns add pod:default.web',
    'ip -n node:node-1 link add cni0 type bridge',
    'link set eth0 address 0a:58:c0:a8:00:0b mtu 1500 up',
    'route replace 10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink',
    "ip netns exec node:node-2 iptables-restore <<'END'",
    'ip netns exec node:node-1 nfacct add ct_state_invalid_dropped_pkts',
  ])
    expect(script.split('\n')).toContain(line);
});

describe('get', () => {
  const get = (...args: readonly string[]): Promise<Ran> =>
    run('get', ...args, 'pods.yaml', 'service.yaml');

  test('prints columns as kubectl does', async () => {
    const { out } = await get('svc', 'web');
    expect(out.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
      'NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S)',
      expect.stringMatching(/^web ClusterIP 10\.\d+\.\d+\.\d+ <none> 80\/TCP$/),
    ]);
  });

  test('shows more columns and namespaces when asked', async () => {
    const [plain, wide, all] = [
      await get('pods'),
      await get('pods', '-o', 'wide'),
      await get('pods', '-A'),
    ];
    expect(plain.out[0]).not.toContain('NODE');
    expect(wide.out[0]).toContain('NODE');
    expect(all.out[0]).toMatch(/^NAMESPACE +NAME/);
    expect(all.out.some((line) => line.startsWith('kube-system'))).toBe(true);
  });

  test.each(['yaml', 'json'])('-o %s is one object, or a List', async (format) => {
    const [one, several] = [await get('pod/web', '-o', format), await get('po', '-o', format)];
    expect(load(one.out.join('\n'))).toMatchObject({ kind: 'Pod', metadata: { name: 'web' } });
    expect(load(several.out.join('\n'))).toMatchObject({ kind: 'List', items: [{}, {}] });
  });

  test('-o yaml has fields in order of name, and a namespace only where there is one', async () => {
    const { out } = await get('nodes', 'node-1', '-o', 'yaml');
    expect(out.join('\n')).toMatch(/^apiVersion: v1\nkind: Node\nmetadata:\n/);
    expect(out.join('\n')).not.toContain('namespace');
  });

  test('says when there is nothing', async () => {
    expect(await get('pods', 'none')).toMatchObject({
      status: 1,
      err: ['Error from server (NotFound): pods "none" not found'],
    });
    expect(await get('deploy', '-n', 'shop')).toMatchObject({
      status: 1,
      err: ['No resources found in shop namespace.'],
    });
  });
});

describe('what became of a Pod without a place', () => {
  const words = "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.";

  test('get events shows what it is about instead of its own name', async () => {
    const { out } = await run('get', 'events', 'stuck.yaml');
    expect(out[0]).toMatch(/^TYPE +REASON +OBJECT +MESSAGE$/);
    expect(out[1]).toMatch(/^Warning +FailedScheduling +pod\/stuck +0\/2 nodes/);
    expect(out[1]).toContain(words);
    expect(out).toHaveLength(2);
  });

  test('describe ends with its events', async () => {
    const { status, out } = await run('describe', 'pod', 'stuck', 'stuck.yaml');
    expect(status).toBe(0);
    expect(out.slice(0, 3).map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
      'Name: stuck',
      'Namespace: default',
      'Labels: <none>',
    ]);
    const events = out.slice(out.indexOf('Events:') + 1);
    expect(events[0]).toMatch(/^ {2}Type +Reason +From +Message$/);
    expect(events[2]).toMatch(
      /^ {2}Warning {2}FailedScheduling {2}default-scheduler {2}0\/2 nodes/,
    );
  });

  test('describe says when nothing happened, and what is not there', async () => {
    const { out } = await run('describe', 'pods/web', 'pods.yaml');
    expect(out.at(-1)).toBe('Events:  <none>');
    expect(await run('describe', 'pod', 'none', 'pods.yaml')).toMatchObject({
      status: 1,
      err: ['Error from server (NotFound): pods "none" not found'],
    });
  });
});

test('rules prints both kinds: what kube-proxy wrote with nft, and the CNI plugin with iptables', async () => {
  const { status, out } = await run(
    'rules',
    '--node',
    'node-1',
    '--proxy',
    'nftables',
    'pods.yaml',
    'service.yaml',
  );
  expect(status).toBe(0);
  const text = out.join('\n');
  expect(text).toMatch(/^\*nat\n[^]*FLANNEL-POSTRTG[^]*^COMMIT\ntable ip kube-proxy \{/m);
  expect(text).not.toContain('KUBE-');
  expect(text).toMatch(/dnat ip to numgen random mod 1 map \{ 0 : 10\.244\.\d+\.\d+ \. \d+ \}/);
});

test('cni prints the facts of a plugin and the configuration of a node', async () => {
  const { status, out } = await run('cni', '--node', 'node-2', 'pods.yaml', '--cni', 'kindnet');
  expect(status).toBe(0);
  expect(out).toContain('Between nodes   packets are routed as they are');
  const [, json = ''] = out.join('\n').split('/etc/cni/net.d/10-kindnet.conflist\n');
  expect(JSON.parse(json)).toMatchObject({
    plugins: [
      { type: 'ptp', mtu: 1500, ipam: { ranges: [[{ subnet: '10.244.2.0/24' }]] } },
      { type: 'portmap' },
    ],
  });
});

test('cni says when there is no file', async () => {
  const args = ['cni', '--node', 'node-1', 'pods.yaml', '--cni', 'kubenet', '--lang', 'ko'];
  const { out } = await run(...args);
  expect(out.join('\n')).toContain('Kubernetes 1.24부터 유지보수 중단');
  expect(out.at(-1)).toContain('kubelet의 일부');
});

test('rules prints what iptables-save does', async () => {
  const { status, out } = await run('rules', '--node', 'node-1', 'pods.yaml', 'service.yaml');
  expect(status).toBe(0);
  expect(out).toEqual(expect.arrayContaining(['*nat', 'COMMIT']));
  expect(
    out.some((line) => line.startsWith('-A KUBE-SERVICES ') && line.includes('default/web')),
  ).toBe(true);
});

test.each([
  [[]],
  [['bogus']],
  [['trace', 'pods.yaml']],
  [['trace', 'pods.yaml', '--from', 'pod/client']],
  [['trace', 'pods.yaml', '--from', 'pod/nobody', '--to', 'http://web']],
  [['trace', 'pods.yaml', '--from', 'pod/client', '--to', 'ftp://web']],
  [['trace', 'none.yaml', ...toWeb]],
  [['trace', ...toWeb]],
  [['trace', 'pods.yaml', ...toWeb, '--nodes', '0']],
  [['trace', 'pods.yaml', ...toWeb, '--cni', 'none']],
  [['trace', 'pods.yaml', ...toWeb, '--lang', 'xx']],
  [['trace', 'pods.yaml', ...toWeb, '--unknown']],
  [['get', 'nonsense', 'pods.yaml']],
  [['rules', 'pods.yaml']],
])('what makes no sense ends with 2: podpath %j', async (args) => {
  const { status, out, err } = await run(...args);
  expect(status).toBe(2);
  if (args.length > 0) expect([out, err.length > 0]).toEqual([[], true]);
});

test.each(commands.map(({ name }) => [name]))('%s --help', async (name) => {
  const { status, out } = await run(name, '--help');
  expect([status, out[1]?.startsWith(`Usage: podpath ${name} `)]).toEqual([0, true]);
});
