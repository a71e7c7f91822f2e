import type { Ref } from '../sim/api/types.ts';
import type { Listener, Route } from '../sim/dataplane/types.ts';
import type {
  Hook,
  IptablesPass,
  Meaning,
  RulePass,
  Target,
} from '../sim/dataplane/netfilter/types.ts';
import { cidr, ip, type Ip, type Packet, type TcpFlag } from '../sim/net/index.ts';
import type { StopReason, Hop, HopFacts, Place, StepName, Steps } from '../sim/trace/types.ts';

const client = ip('10.244.1.3');
const server = ip('10.244.2.3');
const service = ip('10.96.0.10');
const node1 = ip('192.168.0.11');
const node2 = ip('192.168.0.12');
const near = '0a:58:0a:f4:01:01';
const far = '0e:58:0a:f4:02:00';

const inClient = (at: Place['at']): Place => ({ netns: 'pod:default/client', at });
const inServer = (at: Place['at']): Place => ({ netns: 'pod:default/web-1', at });
const onNode1 = (at: Place['at']): Place => ({ netns: 'node:node-1', at });
const onNode2 = (at: Place['at']): Place => ({ netns: 'node:node-2', at });

const webField = (path: string): Ref => ({
  kind: 'Service',
  namespace: 'default',
  name: 'web',
  path,
});
const node2Range: Ref = { kind: 'Node', namespace: '', name: 'node-2', path: 'spec.podCIDR' };

const syn = tcp(client, 40001, service, 80, ['SYN']);
const large: Packet = { ...syn, bytes: 1500 };
const chosen = tcp(client, 40001, server, 8080, ['SYN']);
const chosenOnward: Packet = { ...chosen, ttl: 63 };
const masqueraded = tcp(node1, 40001, server, 8080, ['SYN']);
const answer = tcp(server, 8080, client, 40001, ['SYN', 'ACK']);
const answerFromService = tcp(service, 80, client, 40001, ['SYN', 'ACK']);
const answerToNode = tcp(server, 8080, node1, 40001, ['SYN', 'ACK']);
const httpRequest: Packet = {
  ...tcp(client, 40001, service, 80, ['ACK', 'PSH']),
  payload: { carries: 'http-request', method: 'GET', host: 'web', path: '/' },
};
const httpResponse: Packet = {
  ...tcp(service, 80, client, 40001, ['ACK', 'PSH']),
  payload: { carries: 'http-response', status: 200, servedBy: 'web-1' },
};
const names = [
  'web.default.svc.cluster.local.',
  'web.svc.cluster.local.',
  'web.cluster.local.',
  'web.',
];
const lookup: Packet = {
  source: client,
  destination: service,
  ttl: 64,
  transport: { protocol: 'UDP', sourcePort: 40002, destinationPort: 53 },
  payload: { carries: 'dns', id: 1, question: { name: names[0] ?? '', type: 'A' } },
};
const refusal: Packet = {
  source: node1,
  destination: client,
  ttl: 64,
  transport: { protocol: 'ICMP', type: 'port-unreachable', about: syn },
};
const wrapped: Packet = {
  source: node1,
  destination: node2,
  ttl: 64,
  transport: { protocol: 'UDP', sourcePort: 50000, destinationPort: 8472 },
  payload: {
    carries: 'vxlan',
    vni: 1,
    frame: { sourceMac: near, destinationMac: far, packet: chosen },
  },
};

const toNode2: Route = {
  ...route('10.244.2.0/24', 'flannel.1', ip('10.244.2.0')),
  because: [node2Range],
};
const blackhole: Route = {
  destination: cidr('10.244.2.0/24'),
  type: 'blackhole',
  because: [node2Range],
};
const dnatRule: Target = { target: 'DNAT', address: server, port: 8080 };
const masqueradeRule: Target = { target: 'MASQUERADE', randomFully: true };
const listener: Listener = {
  protocol: 'TCP',
  port: 8080,
  address: ip('0.0.0.0'),
  server: 'http',
  process: 'nginx',
  known: 'image',
  because: [],
};

const shopField = (path: string): Ref => ({
  kind: 'Ingress',
  namespace: 'default',
  name: 'shop',
  path,
});
const forwarding = {
  backend: { namespace: 'default', name: 'web', port: 80, endpoints: ['10.244.2.3:8080'] },
  request: { method: 'GET', scheme: 'http', host: 'shop.example.com', path: '/cart', headers: {} },
  mirrors: [],
  answerChanges: [],
} as const;

const reasons: readonly (readonly [StopReason, Steps['stop']['answer']])[] = [
  ['no-endpoints', 'icmp-port-unreachable'],
  ['no-local-endpoints', 'silence'],
  ['nothing-listens', 'tcp-reset'],
  ['stray-answer', 'tcp-reset'],
  ['no-route', 'icmp-net-unreachable'],
  ['dead-route', 'silence'],
  ['no-neighbor', 'icmp-host-unreachable'],
  ['too-big', 'icmp-fragmentation-needed'],
  ['hop-limit', 'icmp-time-exceeded'],
  ['policy-denied', 'silence'],
  ['dropped-by-rule', 'silence'],
  ['dropped-by-program', 'silence'],
  ['rejected-by-rule', 'icmp-port-unreachable'],
  ['invalid-state', 'silence'],
  ['no-answer', 'silence'],
];

/** Example hops, one for each thing a step can have to say: the tests let both languages speak of them. */
export const exampleHops: readonly (readonly [title: string, hop: Hop])[] = [
  ['send a SYN', hop('send', inClient('socket'), syn, { process: 'curl' })],
  ['send a request', hop('send', inClient('socket'), httpRequest, { process: 'curl' })],
  ['send a lookup', hop('send', inClient('socket'), lookup, { process: 'curl' })],
  ['send from the kernel', hop('send', onNode1('socket'), refusal, { process: 'kernel' })],
  [
    'resolve from a file',
    hop('resolve', inClient('socket'), syn, {
      name: 'db',
      candidates: ['db.'],
      by: 'hosts',
      address: service,
    }),
  ],
  [
    'resolve one of several',
    hop('resolve', inClient('socket'), lookup, {
      name: names[0] ?? '',
      candidates: names,
      by: 'dns',
    }),
  ],
  [
    'resolve with a search list first',
    hop('resolve', inClient('socket'), lookup, {
      name: names[0] ?? '',
      written: 'web',
      candidates: names,
      ndots: 5,
      by: 'dns',
    }),
  ],
  [
    'resolve with many dots',
    hop('resolve', inClient('socket'), lookup, {
      name: 'www.example.com.',
      written: 'www.example.com',
      candidates: ['www.example.com.', 'www.example.com.default.svc.cluster.local.'],
      ndots: 2,
      by: 'dns',
    }),
  ],
  [
    'resolve with the second name server',
    hop('resolve', inClient('socket'), lookup, {
      name: 'web.',
      candidates: ['web.'],
      by: 'dns',
      insteadOf: { server: node2, waitedSeconds: 5 },
    }),
  ],
  [
    'resolve after a failure',
    hop('resolve', inClient('socket'), lookup, {
      name: 'web.',
      candidates: ['web.'],
      by: 'dns',
      insteadOf: { server: node2, waitedSeconds: 0 },
    }),
  ],
  [
    'forward',
    hop('forward', inServer('socket'), lookup, { name: 'example.com.', type: 'A', server: node2 }),
  ],
  [
    'cache',
    hop('cache', inServer('socket'), lookup, { name: 'example.com.', type: 'A', secondsLeft: 29 }),
  ],
  [
    'resolve as written',
    hop('resolve', inClient('socket'), lookup, { name: 'web.', candidates: ['web.'], by: 'dns' }),
  ],
  [
    'resolve to an address',
    hop('resolve', inClient('socket'), lookup, {
      name: 'web',
      candidates: names,
      by: 'dns',
      address: service,
    }),
  ],
  [
    'resolve by the DNS outside',
    hop('resolve', inClient('socket'), syn, {
      name: 'shop.example.com',
      candidates: ['shop.example.com.'],
      by: 'public',
      address: node1,
    }),
  ],
  [
    'resolve in vain',
    hop('resolve', inClient('socket'), lookup, { name: 'web', candidates: names, by: 'none' }),
  ],
  [
    'route by default',
    hop('route', inClient('routing'), syn, {
      kind: 'output',
      route: route('0.0.0.0/0', 'eth0', ip('10.244.1.1')),
    }),
  ],
  [
    'route to a node',
    hop('route', onNode1('routing'), chosen, { kind: 'forward', route: toNode2 }, chosenOnward),
  ],
  [
    'route on the link',
    hop(
      'route',
      onNode2('routing'),
      chosen,
      { kind: 'forward', route: route('10.244.2.0/24', 'cni0') },
      chosenOnward,
    ),
  ],
  [
    'route to nowhere',
    hop('route', onNode2('routing'), chosen, { kind: 'forward', route: blackhole }),
  ],
  ['route here', hop('route', inServer('routing'), chosen, { kind: 'local' })],
  [
    'transmit to a next hop',
    hop('transmit', inClient('device:eth0'), syn, {
      neighbor: ip('10.244.1.1'),
      mac: near,
      learned: 'arp',
    }),
  ],
  [
    'transmit on the link',
    hop('transmit', onNode1('device:eth0'), wrapped, { neighbor: node2, mac: far, learned: 'arp' }),
  ],
  [
    'transmit without asking',
    hop('transmit', onNode1('device:eth0'), syn, {
      neighbor: ip('10.244.2.0'),
      mac: far,
      learned: 'permanent',
    }),
  ],
  [
    'transmit to a proxy',
    hop('transmit', inClient('device:eth0'), syn, {
      neighbor: ip('169.254.1.1'),
      mac: far,
      learned: 'proxy-arp',
    }),
  ],
  [
    'cross a veth pair',
    hop('cross', onNode1('device:veth1'), syn, crossing('veth', 'pod:default/client', 'eth0')),
  ],
  [
    'cross the wire',
    hop('cross', onNode2('device:eth0'), wrapped, crossing('wire', 'node:node-1', 'eth0')),
  ],
  [
    'cross loopback',
    hop('cross', inClient('device:lo'), syn, crossing('loopback', 'pod:default/client', 'lo')),
  ],
  [
    'bridge to the node',
    hop('bridge', onNode1('device:cni0'), syn, {
      bridge: 'cni0',
      destinationMac: near,
      inPort: 'veth1',
    }),
  ],
  [
    'bridge to a port',
    hop('bridge', onNode1('device:cni0'), syn, {
      bridge: 'cni0',
      destinationMac: far,
      inPort: 'veth1',
      outPort: 'veth2',
    }),
  ],
  [
    'bridge from the node',
    hop('bridge', onNode1('device:cni0'), syn, {
      bridge: 'cni0',
      destinationMac: far,
      outPort: 'veth2',
    }),
  ],
  [
    'DNAT',
    netfilter(
      'PREROUTING',
      syn,
      chosen,
      { rewrite: 'dnat' },
      pass('KUBE-SEP-A', dnatRule, 'spec.selector', 'spec.ports[0].targetPort'),
    ),
  ],
  [
    'DNAT, selector alone',
    netfilter(
      'OUTPUT',
      syn,
      chosen,
      { rewrite: 'dnat' },
      pass('KUBE-SEP-A', dnatRule, 'spec.selector'),
    ),
  ],
  [
    'DNAT, port alone',
    netfilter(
      'OUTPUT',
      syn,
      chosen,
      { rewrite: 'dnat' },
      pass('KUBE-SEP-A', dnatRule, 'spec.ports[0].targetPort'),
    ),
  ],
  [
    'DNAT, Service alone',
    netfilter(
      'OUTPUT',
      syn,
      chosen,
      { rewrite: 'dnat' },
      pass('KUBE-SEP-A', dnatRule, 'spec.ports[0].port'),
    ),
  ],
  [
    'DNAT by a stranger',
    netfilter('PREROUTING', syn, chosen, { rewrite: 'dnat' }, pass('MINE', dnatRule)),
  ],
  [
    'SNAT for a Service',
    netfilter(
      'POSTROUTING',
      chosen,
      masqueraded,
      { rewrite: 'snat' },
      pass('KUBE-POSTROUTING', masqueradeRule),
    ),
  ],
  [
    'SNAT on the way out',
    netfilter(
      'POSTROUTING',
      chosen,
      masqueraded,
      { rewrite: 'snat' },
      pass('FLANNEL-POSTRTG', masqueradeRule),
    ),
  ],
  [
    'SNAT on the way in',
    netfilter(
      'POSTROUTING',
      chosen,
      masqueraded,
      { rewrite: 'snat' },
      foreign(pass('FLANNEL-POSTRTG', masqueradeRule)),
    ),
  ],
  ['NAT from memory', netfilter('PREROUTING', syn, chosen, { rewrite: 'unnat' })],
  ['DNAT undone', netfilter('POSTROUTING', answer, answerFromService, { rewrite: 'unnat' })],
  ['SNAT undone', netfilter('PREROUTING', answerToNode, answer, { rewrite: 'unnat' })],
  [
    'NAT undone for an error',
    netfilter('POSTROUTING', refusal, { ...refusal, source: service }, { rewrite: 'unnat' }),
  ],
  [
    'netfilter marks',
    netfilter(
      'PREROUTING',
      syn,
      syn,
      {},
      pass('KUBE-MARK-MASQ', { target: 'MARK', value: 0x4000, mask: 0x4000 }),
    ),
  ],
  [
    'netfilter accepts',
    netfilter('FORWARD', chosen, chosen, {}, pass('FLANNEL-FWD', { target: 'ACCEPT' })),
  ],
  ['netfilter finds nothing', netfilter('INPUT', chosen, chosen, {})],
  [
    'netfilter knows it',
    netfilter('PREROUTING', chosen, chosen, { looked: 0, state: 'ESTABLISHED' }),
  ],
  ['IPVS schedules', balanced(syn, chosen, 'scheduler', 'spec.selector')],
  ['IPVS keeps a client where it was', balanced(syn, chosen, 'persistence')],
  ['IPVS knows the connection', balanced(syn, chosen, 'connection')],
  ['IPVS sends an answer back', balanced(answer, answerFromService, 'connection')],
  ['netfilter without rules', netfilter('POSTROUTING', chosen, chosen, { looked: 0 })],
  [
    'bpf at connect()',
    bpf('connect', syn, chosen, { program: 'cil_sock4_connect', rewrite: 'dnat', goes: 'process' }),
  ],
  [
    'bpf at recvmsg()',
    bpf('recvmsg', answer, answerFromService, {
      program: 'cil_sock4_recvmsg',
      rewrite: 'unnat',
      goes: 'process',
    }),
  ],
  [
    'bpf balances',
    bpf('tc ingress', syn, chosen, {
      program: 'cil_from_netdev',
      rewrite: 'dnat',
      goes: 'tail call',
      to: 'lxc3487734c9335',
    }),
  ],
  [
    'bpf balances to another node',
    bpf('tc ingress', syn, chosen, {
      program: 'cil_from_netdev',
      rewrite: 'dnat',
      goes: 'tail call',
    }),
  ],
  [
    'bpf has another node answer to this one',
    bpf('tc ingress', chosen, masqueraded, {
      program: 'cil_from_netdev',
      call: 'tail_nodeport_nat_egress_ipv4',
      rewrite: 'snat',
      goes: 'tunnel',
      to: 'cilium_vxlan',
    }),
  ],
  [
    'bpf masquerades',
    bpf('tc egress', chosen, masqueraded, {
      program: 'cil_to_netdev',
      call: 'tail_handle_snat_fwd_ipv4',
      rewrite: 'snat',
      goes: 'on',
    }),
  ],
  [
    'bpf gives an answer back',
    bpf('tc ingress', answerToNode, answer, {
      program: 'cil_from_netdev',
      call: 'tail_nodeport_nat_ingress_ipv4',
      rewrite: 'unnat',
      goes: 'tail call',
    }),
  ],
  [
    'bpf restores the source of an answer',
    bpf('tc ingress', answer, answerFromService, {
      program: 'cil_from_netdev',
      call: 'tail_nodeport_revnat_ipv4',
      rewrite: 'unnat',
      goes: 'redirect',
      to: 'eth0',
      route: toNode2,
    }),
  ],
  [
    'bpf to a Pod of the node',
    bpf('tc ingress', chosen, chosen, {
      program: 'cil_from_container',
      goes: 'tail call',
      to: 'lxc3487734c9335',
    }),
  ],
  [
    'bpf into a Pod',
    bpf('tc ingress', chosen, chosen, { program: 'cil_lxc_policy', goes: 'peer', to: 'eth0' }),
  ],
  [
    'bpf out of an interface',
    bpf('tc egress', chosen, chosen, {
      program: 'cil_lxc_policy',
      goes: 'redirect',
      to: 'lxc3487734c9335',
    }),
  ],
  [
    'a proxy forwards',
    proxied({ type: 'forward', ...forwarding }, [shopField('spec.rules[0].host')]),
  ],
  [
    'a proxy rewrites',
    proxied({ type: 'forward', ...forwarding, request: { ...forwarding.request, path: '/' } }, [
      shopField('spec.rules[0].host'),
    ]),
  ],
  [
    'a proxy redirects',
    proxied({ type: 'redirect', status: 308, location: 'https://shop.example.com/cart' }, [
      shopField('spec.tls[0].secretName'),
    ]),
  ],
  ['a proxy knows no rule', proxied({ type: 'answer', status: 404, reason: 'no-match' }, [])],
  [
    'a proxy knows no endpoint',
    proxied({ type: 'answer', status: 503, reason: 'no-endpoints' }, [
      shopField('spec.rules[0].http.paths[0].backend'),
    ]),
  ],
  [
    'a proxy is refused',
    proxied({ type: 'upstream-failed', status: 502, reason: 'nothing-listens' }, []),
  ],
  ['bpf lets in', bpf('tc ingress', syn, syn, { program: 'cil_from_netdev', goes: 'on' })],
  ['bpf lets out', bpf('tc egress', syn, syn, { program: 'cil_to_netdev', goes: 'on' })],
  [
    'a peer is put where it has to be',
    hop(
      'cross',
      inServer('device:eth0'),
      chosen,
      crossing('peer', 'node:node-2', 'lxc3487734c9335'),
    ),
  ],
  [
    'transmit to who answers by BPF',
    hop('transmit', inClient('device:eth0'), syn, {
      neighbor: ip('10.244.1.1'),
      mac: near,
      learned: 'bpf',
    }),
  ],
  [
    'bpf drops',
    hop('stop', onNode1('device:eth0'), syn, {
      reason: 'dropped-by-program',
      answer: 'silence',
      passes: [],
      looks: [],
      dropped: { program: 'cil_from_netdev', lookups: [], says: 'Is a ClusterIP' },
    }),
  ],
  [
    'bpf lets a call fail',
    hop('stop', inClient('socket'), syn, {
      reason: 'no-endpoints',
      answer: 'silence',
      passes: [],
      looks: [],
      dropped: { program: 'cil_sock4_connect', lookups: [], says: 'EHOSTUNREACH' },
    }),
  ],
  [
    'encapsulate',
    hop(
      'encapsulate',
      onNode1('device:flannel.1'),
      chosen,
      { device: 'flannel.1', tunnel: 'VXLAN', vni: 1, remote: node2, overheadBytes: 50 },
      wrapped,
    ),
  ],
  [
    'encapsulate in IPIP',
    hop(
      'encapsulate',
      onNode1('device:tunl0'),
      chosen,
      { device: 'tunl0', tunnel: 'IPIP', remote: node2, overheadBytes: 20 },
      wrapped,
    ),
  ],
  [
    'encapsulate in WireGuard',
    hop(
      'encapsulate',
      onNode1('device:flannel-wg'),
      chosen,
      { device: 'flannel-wg', tunnel: 'WireGuard', remote: node2, overheadBytes: 60 },
      wrapped,
    ),
  ],
  [
    'decapsulate',
    hop(
      'decapsulate',
      onNode2('device:flannel.1'),
      wrapped,
      { device: 'flannel.1', tunnel: 'VXLAN', vni: 1 },
      chosen,
    ),
  ],
  [
    'deliver to a listener',
    hop('deliver', inServer('socket'), chosen, { process: 'nginx', listener }),
  ],
  [
    'deliver to a connection',
    hop('deliver', inClient('socket'), httpResponse, { process: 'curl' }),
  ],
  ...reasons.map(
    ([reason, told]) =>
      [
        `stop: ${reason}`,
        hop('stop', onNode1('device:eth0'), reason.startsWith('name') ? lookup : large, {
          reason,
          answer: told,
          ...(reason === 'too-big' && { mtu: 1450 }),
          passes: [pass('KUBE-SERVICES', { target: 'DROP' }, 'spec.selector')],
          looks: [],
        }),
      ] as const,
  ),
  [
    'stop: IPVS has no real server',
    hop('stop', onNode1('hook:INPUT'), syn, {
      reason: 'no-endpoints',
      answer: 'icmp-port-unreachable',
      passes: [],
      looks: [],
    }),
  ],
  [
    'stop: source range',
    hop('stop', onNode1('hook:FORWARD'), syn, {
      reason: 'dropped-by-rule',
      answer: 'silence',
      passes: [refusing('KUBE-FW-A', 'source-range')],
      looks: [],
    }),
  ],
];

function hop<Name extends StepName>(
  step: Name,
  place: Place,
  before: Packet,
  facts: Steps[Name],
  after = before,
): Hop {
  const common: HopFacts = { place, before, after, because: [] };
  return { step, ...common, ...facts } as unknown as Hop;
}

function proxied(decided: Steps['proxy']['decided'], because: readonly Ref[]): Hop {
  const { method, host, path } = forwarding.request;
  const request = { carries: 'http-request', method, host, path } as const;
  const facts = { proxy: 'ingress-nginx', request, decided, misses: [] };
  return { ...hop('proxy', inServer('socket'), chosen, facts), because };
}

function bpf(
  hook: Steps['bpf']['hook'],
  before: Packet,
  after: Packet,
  facts: Omit<Steps['bpf'], 'hook' | 'lookups'>,
): Hop {
  const place = hook.startsWith('tc') ? onNode1('device:eth0') : inClient('socket');
  const because = [webField('spec.ports[0].targetPort'), webField('spec.selector')];
  const pod = { map: 'cilium_lxc', key: '10.244.2.3', value: 'id=2085 sec_id=40103', because };
  const lookups = facts.rewrite || facts.goes === 'on' ? [] : [pod];
  const known = hop('bpf', place, before, { hook, lookups, ...facts }, after);
  return { ...known, because: facts.rewrite === 'dnat' ? because : [] };
}

function netfilter(
  hook: Hook,
  before: Packet,
  after: Packet,
  facts: Partial<Steps['netfilter']>,
  ...passes: readonly RulePass[]
): Hop {
  const tuple = (source: Ip, sourcePort: number, destination: Ip, destinationPort: number) => ({
    protocol: 'TCP',
    source,
    sourcePort,
    destination,
    destinationPort,
  });
  const entry = {
    original: tuple(ip('10.244.1.3'), 40001, ip('10.96.0.10'), 80),
    reply: tuple(ip('10.244.2.3'), 8080, ip('10.244.1.3'), 40001),
    decided: { destination: true, source: true },
    seenReply: false,
    noted: { state: 'SYN_SENT' as const, isAssured: false, sinceSeconds: 0, untilSeconds: 120 },
    kept: false,
    secondsLeft: 120,
  };
  return hop(
    'netfilter',
    onNode1(`hook:${hook}`),
    before,
    { hook, passes, looks: [], looked: 8, state: 'NEW', entry, ...facts },
    after,
  );
}

function balanced(
  before: Packet,
  after: Packet,
  by: Steps['ipvs']['by'],
  ...paths: readonly string[]
): Hop {
  const isAnswer = before === answer;
  const facts: Steps['ipvs'] = {
    hook: isAnswer ? 'FORWARD' : 'INPUT',
    direction: isAnswer ? 'answer' : 'request',
    virtualServer: 'TCP 10.96.0.10:80',
    scheduler: 'rr',
    realServer: '10.244.2.3:8080',
    by,
  };
  const made = hop('ipvs', onNode1(`hook:${facts.hook}`), before, facts, after);
  return { ...made, because: paths.map(webField) };
}

function pass(chain: string, target: Target, ...paths: readonly string[]): IptablesPass {
  return {
    table: 'nat',
    chain,
    index: 0,
    rule: { matches: [], target, because: paths.map(webField) },
  };
}

function refusing(chain: string, meaning: Meaning): IptablesPass {
  const known = pass(chain, { target: 'DROP' }, 'spec.loadBalancerSourceRanges');
  return { ...known, rule: { ...known.rule, meaning } };
}

function foreign(known: IptablesPass): IptablesPass {
  const matches = [{ match: 'source', range: cidr('10.244.0.0/16'), negated: true }] as const;
  return { ...known, rule: { ...known.rule, matches } };
}

function crossing(
  link: Steps['cross']['link'],
  netns: Place['netns'],
  name: string,
): Steps['cross'] {
  return { link, from: { netns, name }, sourceMac: far, destinationMac: near };
}

function route(destination: string, device: string, via?: Ip): Route {
  return { destination: cidr(destination), device, because: [], ...(via !== undefined && { via }) };
}

function tcp(
  source: Ip,
  sourcePort: number,
  destination: Ip,
  destinationPort: number,
  flags: readonly TcpFlag[],
): Packet {
  return {
    source,
    destination,
    ttl: 64,
    transport: { protocol: 'TCP', sourcePort, destinationPort, flags },
  };
}
