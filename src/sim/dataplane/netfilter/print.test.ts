import { expect, test } from 'vitest';
import { cidr, ip } from '../../net/index.ts';
import { printNetfilter, printRule } from './print.ts';
import { accept, comment, drop, from, jump, port, reject, reject6, rule, to } from './write.ts';
import type { Chain, Match, Netfilter, Rule, Target } from './types.ts';

const matching = (...matches: readonly Match[]): Rule => rule(matches, accept);
const doing = (target: Target): Rule => rule([], target);

/** Each line was given to iptables-restore 1.8.9 (or ip6tables-restore), and iptables-save gave it back; nfacct is from a recorded dump. */
test.each<[string, Rule]>([
  [
    '-s 10.0.0.0/8 ! -d 10.1.0.0/16 -j ACCEPT',
    matching(
      { match: 'destination', range: cidr('10.1.0.0/16'), negated: true },
      from(cidr('10.0.0.0/8')),
    ),
  ],
  ['-j ACCEPT', matching(from(cidr('0.0.0.0/0')), to(cidr('0.0.0.0/0')))],
  [
    '-i cni0 ! -o eth+ -j ACCEPT',
    matching(
      { match: 'outInterface', interface: 'eth+', negated: true },
      { match: 'inInterface', interface: 'cni0' },
    ),
  ],
  ['-p icmp -j ACCEPT', matching({ match: 'protocol', protocol: 'ICMP' })],
  ['! -p udp -j ACCEPT', matching({ match: 'protocol', protocol: 'UDP', negated: true })],
  [
    '-p tcp -m tcp -j ACCEPT',
    matching({ match: 'protocol', protocol: 'TCP' }, { match: 'protocolModule', protocol: 'TCP' }),
  ],
  [
    '-p tcp -m tcp --sport 5 --dport 80:90 -j ACCEPT',
    matching(
      { match: 'protocol', protocol: 'TCP' },
      { match: 'sourcePort', protocol: 'TCP', port: 5 },
      { match: 'destinationPort', protocol: 'TCP', port: 80, last: 90 },
    ),
  ],
  [
    '-p udp -m udp ! --dport 53 -j ACCEPT',
    matching(
      { match: 'protocol', protocol: 'UDP' },
      { match: 'destinationPort', protocol: 'UDP', port: 53, negated: true },
    ),
  ],
  ['-p sctp -m sctp --dport 9 -j ACCEPT', matching(...port('SCTP', 9))],
  ['-m comment --comment plain-word_1 -j ACCEPT', matching(comment('plain-word_1'))],
  ['-m comment --comment "a/b:c" -j ACCEPT', matching(comment('a/b:c'))],
  [
    '-m comment --comment "it\\\'s a \\"quoted\\" \\\\ text" -j ACCEPT',
    matching(comment('it\'s a "quoted" \\ text')),
  ],
  ['-m mark --mark 0x4 -j ACCEPT', matching({ match: 'mark', value: 4 })],
  [
    '-m mark ! --mark 0x4000/0x4000 -j ACCEPT',
    matching({ match: 'mark', value: 0x4000, mask: 0x4000, negated: true }),
  ],
  [
    '-m addrtype ! --src-type LOCAL -j ACCEPT',
    matching({ match: 'addrtype', of: 'source', type: 'LOCAL', negated: true }),
  ],
  [
    '-m conntrack --ctstate NEW,RELATED,ESTABLISHED -j ACCEPT',
    matching({ match: 'conntrack', states: ['ESTABLISHED', 'NEW', 'RELATED'] }),
  ],
  [
    '-m conntrack ! --ctstate INVALID,UNTRACKED,SNAT,DNAT -j ACCEPT',
    matching({
      match: 'conntrack',
      states: ['DNAT', 'SNAT', 'INVALID', 'UNTRACKED'],
      negated: true,
    }),
  ],
  [
    '-m statistic --mode random --probability 0.33333333349 -j ACCEPT',
    matching({ match: 'statistic', probability: 0.3333333333 }),
  ],
  [
    '-m recent --set --name L --mask 255.255.255.255 --rsource -j ACCEPT',
    matching({ match: 'recent', list: 'L', action: 'set' }),
  ],
  [
    '-m recent --rcheck --seconds 30 --reap --name L --mask 255.255.255.255 --rsource -j ACCEPT',
    matching({ match: 'recent', list: 'L', action: 'rcheck', seconds: 30, reap: true }),
  ],
  [
    '-m recent --set --name L --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -j ACCEPT',
    matching({ match: 'recent', list: 'L', action: 'set', family: 'IPv6' }),
  ],
  ['-m nfacct --nfacct-name  packets -j ACCEPT', matching({ match: 'nfacct', counter: 'packets' })],
  [
    '-m physdev --physdev-in veth1 ! --physdev-out veth+ --physdev-is-bridged -j ACCEPT',
    matching({
      match: 'physdev',
      in: { interface: 'veth1' },
      out: { interface: 'veth+', negated: true },
      isBridged: true,
    }),
  ],
  ['-j DROP', doing(drop)],
  ['-j RETURN', doing({ target: 'RETURN' })],
  ['-j REJECT --reject-with icmp-port-unreachable', doing(reject)],
  ['-j REJECT --reject-with icmp6-port-unreachable', doing(reject6)],
  [
    '-j DNAT --to-destination 10.0.0.1:80',
    doing({ target: 'DNAT', address: ip('10.0.0.1'), port: 80 }),
  ],
  [
    '-j DNAT --to-destination [fd00::1]:80',
    doing({ target: 'DNAT', address: ip('fd00::1'), port: 80 }),
  ],
  ['-j DNAT --to-destination 10.0.0.1', doing({ target: 'DNAT', address: ip('10.0.0.1') })],
  ['-j SNAT --to-source 10.0.0.1', doing({ target: 'SNAT', address: ip('10.0.0.1') })],
  [
    '-j SNAT --to-source 10.0.0.1 --random-fully',
    doing({ target: 'SNAT', address: ip('10.0.0.1'), randomFully: true }),
  ],
  ['-j MASQUERADE', doing({ target: 'MASQUERADE', randomFully: false })],
  ['-j MASQUERADE --random-fully', doing({ target: 'MASQUERADE', randomFully: true })],
  ['-j MARK --set-xmark 0x4000/0x0', doing({ target: 'MARK', value: 0x4000, mask: 0 })],
  ['-j A', doing(jump('A'))],
  ['-g A', doing({ target: 'goto', chain: 'A' })],
  ['-m comment --comment note', rule([comment('note')], { target: 'none' })],
])('%s', (line, written) => {
  expect(printRule('C', written)).toBe(`-A C ${line}`);
});

test('tables, chains and rules come in the order of iptables-save', () => {
  const chain = (name: string, ...rules: readonly Rule[]): [string, Chain] => [
    name,
    /^[A-Z]+ING$|PUT$|WARD$/.test(name) ? { name, policy: 'ACCEPT', rules } : { name, rules },
  ];
  const netfilter: Netfilter = {
    filter: {
      name: 'filter',
      chains: new Map([
        chain('KUBE-A', doing(drop)),
        chain('OUTPUT'),
        chain('FLANNEL-FWD'),
        chain('FORWARD', doing(jump('KUBE-A')), doing(accept)),
        chain('INPUT'),
      ]),
    },
    nat: { name: 'nat', chains: new Map([chain('POSTROUTING'), chain('PREROUTING')]) },
  };
  expect(printNetfilter(netfilter).split('\n')).toEqual([
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    ':POSTROUTING ACCEPT [0:0]',
    'COMMIT',
    '*filter',
    ':INPUT ACCEPT [0:0]',
    ':FORWARD ACCEPT [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ':FLANNEL-FWD - [0:0]',
    ':KUBE-A - [0:0]',
    '-A FORWARD -j KUBE-A',
    '-A FORWARD -j ACCEPT',
    '-A KUBE-A -j DROP',
    'COMMIT',
  ]);
});
