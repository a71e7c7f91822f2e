import {
  printRoute,
  type Cluster,
  type Interface,
  type Netns,
  type Route,
  type VirtualServer,
} from '../../sim/dataplane/index.ts';
import { withPort } from '../../sim/net/index.ts';
import { rulePrinters } from '../../sim/dataplane/listing/index.ts';
import { linkLines, netnsName, switches } from './links.ts';

/**
 * A shell script that builds a cluster's network out of network namespaces of a real Linux: every interface, address, route,
 * neighbour, sysctl and rule as the simulation has it, and nothing else. It needs root, iproute2, iptables, nfacct and,
 * for clusters that have such rules, nftables, ipset and ipvsadm. Processes are not part of it.
 */
export function labScript({ namespaces }: Cluster): string {
  const all = [...namespaces.values()];
  const links = all.flatMap((netns) =>
    [...netns.interfaces.values()].flatMap((each) => linkLines(netns.id, each)),
  );
  return [
    '#!/bin/sh',
    '# The network of a simulated cluster, built from network namespaces. Look around with: ip netns exec node:node-1 sh',
    '# Take it away with: ip -all netns delete',
    'set -e',
    ...[switches, ...all.map(({ id }) => netnsName(id))].map((name) => `ip netns add ${name}`),
    inNetns(switches, 'sysctl -qw net.ipv6.conf.all.disable_ipv6=1'),
    ...segmentsOf(all).map((name) => `ip -n ${switches} link add ${name} type bridge`),
    ...segmentsOf(all).map((name) => `ip -n ${switches} link set ${name} up`),
    ...links.map((line) => `ip ${line}`),
    ...all.flatMap((netns) => netnsLines(netns, all)),
    '',
  ].join('\n');
}

function segmentsOf(all: readonly Netns[]): readonly string[] {
  const names = all.flatMap(({ interfaces }) =>
    [...interfaces.values()].flatMap(({ device }) =>
      device.type === 'ethernet' ? [device.segment] : [],
    ),
  );
  return [...new Set(names)];
}

function netnsLines(netns: Netns, all: readonly Netns[]): readonly string[] {
  const name = netnsName(netns.id);
  const interfaces = [...netns.interfaces.values()];
  return [
    `\n# ${netns.id}`,
    inNetns(name, `sysctl -qw ${sysctlsOf(netns).join(' ')}`),
    document(`ip -n ${name} -batch -`, [
      ...interfaces.flatMap(interfaceLines),
      ...routesOf(netns),
      ...netns.neighbors.map(
        ({ ip, mac, device }) => `neigh replace ${ip} lladdr ${mac} dev ${device} nud permanent`,
      ),
      ...announcedTo(netns, all),
    ]),
    ...interfaces.flatMap((each) => bridgeLines(name, netns, each)),
    ...rulesOf(name, netns),
  ];
}

/** The program that answers by ARP for an address of nobody is no part of the lab: who would hear it knows. */
function announcedTo(netns: Netns, all: readonly Netns[]): readonly string[] {
  const segmentOf = ({ device }: Interface) =>
    device.type === 'ethernet' ? device.segment : undefined;
  const cards = [...netns.interfaces.values()].filter(({ device }) => device.type === 'ethernet');
  return all
    .filter((other) => other !== netns)
    .flatMap(({ interfaces }) => [...interfaces.values()])
    .flatMap((far) =>
      (far.announced ?? []).flatMap(({ ip }) =>
        cards
          .filter((card) => segmentOf(card) === segmentOf(far))
          .map(({ name }) => `neigh replace ${ip} lladdr ${far.mac} dev ${name} nud permanent`),
      ),
    );
}

function inNetns(name: string, command: string): string {
  return `ip netns exec ${name} ${command}`;
}

function document(command: string, lines: readonly string[]): string {
  return `${command} <<'END'\n${lines.join('\n')}\nEND`;
}

function sysctlsOf({ id, sysctls, interfaces, ipvs }: Netns): readonly string[] {
  const isNode = id.startsWith('node:');
  return [
    'net.ipv6.conf.all.disable_ipv6=1',
    'net.ipv4.conf.all.rp_filter=0',
    'net.ipv4.conf.default.rp_filter=0',
    `net.ipv4.ip_forward=${sysctls.ipForward ? 1 : 0}`,
    `net.bridge.bridge-nf-call-iptables=${sysctls.bridgeNfCallIptables ? 1 : 0}`,
    ...[...interfaces.values()].flatMap(({ name, proxyArp }) =>
      proxyArp ? [`net/ipv4/conf/${name}/proxy_arp=1`, `net/ipv4/neigh/${name}/proxy_delay=0`] : [],
    ),
    // The simulation's kernels answer every packet, however many there are (net/ipv4/icmp.c limits errors).
    'net.ipv4.icmp_ratelimit=0',
    // Which of several next hops a packet takes is for its ports to say, not for its addresses alone.
    'net.ipv4.fib_multipath_hash_policy=1',
    // NewProxier of pkg/proxy/ipvs/proxier.go
    ...(ipvs ? ['net.ipv4.vs.conntrack=1', 'net.ipv4.vs.expire_nodest_conn=1'] : []),
    ...(sysctls.arpIgnore
      ? ['net.ipv4.conf.all.arp_ignore=1', 'net.ipv4.conf.all.arp_announce=2']
      : []),
    // kube-proxy sets it where node ports answer on 127.0.0.1 (pkg/proxy/iptables/proxier.go).
    ...(isNode ? ['net.ipv4.conf.all.route_localnet=1'] : []),
  ];
}

/** No route comes with an address: all there are stand in the simulation's table. */
function interfaceLines({
  name,
  mac,
  mtu,
  addresses,
  master,
  device,
  down = false,
}: Interface): readonly string[] {
  const hasMac = device.type !== 'loopback' && device.type !== 'ipip';
  const set = device.type === 'loopback' ? '' : `${hasMac ? ` address ${mac}` : ''} mtu ${mtu}`;
  return [
    `link set ${name}${set}${master === undefined ? '' : ` master ${master}`} ${down ? 'down' : 'up'}`,
    ...(device.type === 'loopback' ? [] : addresses).map(
      ({ ip, prefix }) => `addr add ${ip}/${prefix} dev ${name} noprefixroute`,
    ),
  ];
}

/** Next hops can only be named once it is known how to reach them. */
function routesOf({ routes, unroutable }: Netns): readonly string[] {
  const isDirect = ({ via, nextHops }: Route): boolean => via === undefined && !nextHops;
  const ordered = [...routes.filter(isDirect), ...routes.filter((route) => !isDirect(route))];
  return [
    ...ordered.map((route) => `route replace ${printRoute(route)}`),
    ...(unroutable === 'silent' ? ['route replace blackhole default metric 4096'] : []),
  ];
}

function bridgeLines(
  name: string,
  netns: Netns,
  { name: device, master, ...link }: Interface,
): readonly string[] {
  const bridge = netns.interfaces.get(master ?? '')?.device;
  const hairpin = link.hairpin ? 'on' : 'off';
  const port = bridge ? [`bridge -n ${name} link set dev ${device} hairpin ${hairpin}`] : [];
  if (link.device.type !== 'vxlan') return port;
  const remotes = link.device.remotes.map(
    ({ mac, destination }) =>
      `bridge -n ${name} fdb append ${mac} dev ${device} dst ${destination} self permanent`,
  );
  return [...port, ...remotes];
}

const restores: Readonly<Record<string, string>> = {
  'ipset save': 'ipset restore',
  'iptables-save': 'iptables-restore',
  'nft list ruleset': 'nft -f -',
};

function rulesOf(name: string, netns: Netns): readonly string[] {
  return [
    ...countersOf(netns).map((counter) => inNetns(name, `nfacct add ${counter}`)),
    ...(netns.ipvs?.virtualServers ?? []).flatMap(serverLines).map((line) => inNetns(name, line)),
    ...[...rulePrinters(netns)].flatMap(([program, print]) => {
      const restore = restores[program];
      return restore === undefined ? [] : document(inNetns(name, restore), [print().trimEnd()]);
    }),
  ];
}

const serverOptions = { TCP: '-t', UDP: '-u', SCTP: '--sctp-service' } as const;

/** Arguments of ipvsadm(8) that write a virtual server and those behind it. */
function serverLines(server: VirtualServer): readonly string[] {
  const { protocol, address, port, scheduler, persistenceSeconds, realServers } = server;
  const name = `${serverOptions[protocol]} ${withPort(address, port)}`;
  const persistence = persistenceSeconds === undefined ? '' : ` -p ${persistenceSeconds}`;
  return [
    `ipvsadm -A ${name} -s ${scheduler}${persistence}`,
    ...realServers.map(
      (real) => `ipvsadm -a ${name} -r ${withPort(real.address, real.port)} -m -w ${real.weight}`,
    ),
  ];
}

/** Counters of their own that rules name: iptables wants them to be there first. */
function countersOf({ iptables }: Netns): readonly string[] {
  const matches = Object.values(iptables).flatMap(({ chains }) =>
    [...chains.values()].flatMap(({ rules }) => rules.flatMap((rule) => rule.matches)),
  );
  return [...new Set(matches.flatMap((each) => (each.match === 'nfacct' ? [each.counter] : [])))];
}
