import type { Cluster, Interface, Netns, NetnsId, Route } from '../../src/sim/dataplane/index.ts';
import type { KernelState } from '../../src/sim/dataplane/memory.ts';
import { runIptables } from '../../src/sim/dataplane/netfilter/read/command.ts';
import { cidr, ip, type Cidr } from '../../src/sim/net/index.ts';
import type { Command } from './recording.ts';

/** A cluster and what its kernels remember. */
export interface Lab {
  readonly cluster: Cluster;
  readonly state: KernelState;
}

/**
 * The lab after a line of shell. What came in is not changed. Understands what the scenarios say and no more: throws for any
 * other command.
 */
export function run(lab: Lab, { in: name, run: line }: Command): Lab {
  if (line === forgetRecent) return forget(lab, name);
  return line.split(';').reduce((changed, command) => {
    const netns = netnsCalled(changed.cluster, name);
    const after = execute(netns, command.trim(), changed.cluster);
    const namespaces = new Map(changed.cluster.namespaces).set(netns.id, after);
    return { ...changed, cluster: { ...changed.cluster, namespaces } };
  }, lab);
}

/** The namespace that the scenario calls by this name: a node, a Pod or a machine outside. */
function netnsCalled({ namespaces }: Cluster, name: string): Netns {
  const ids: readonly NetnsId[] = [`node:${name}`, `pod:default/${name}`, `host:${name}`];
  const found = ids.map((id) => namespaces.get(id)).find((netns) => netns !== undefined);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
}

/** The memory of `-m recent`, emptied. */
const forgetRecent = 'for f in /proc/net/xt_recent/KUBE-SEP-*; do echo / > $f; done';

function forget({ cluster, state }: Lab, name: string): Lab {
  const recent = new Map(state.recent);
  recent.delete(netnsCalled(cluster, name).id);
  return { cluster, state: { ...state, recent } };
}

type Execute = (netns: Netns, words: readonly string[], cluster: Cluster) => Netns;

const commands: readonly (readonly [RegExp, Execute])[] = [
  [/^iptables (.+)$/, (netns, [rest = '']) => withRules(netns, rest)],
  [/^sysctl -qw net\.ipv4\.ip_forward=([01])$/, (netns, [on]) => forwarding(netns, on === '1')],
  [/^ip route del (\S+)$/, (netns, [range = '']) => withoutRoute(netns, cidr(range))],
  [
    /^ip route add (\S+) via (\S+)(?: dev (\S+))?$/,
    (netns, [range = '', via = '', device = 'eth0']) =>
      withRoute(netns, { destination: rangeOf(range), via: ip(via), device, because: [] }),
  ],
  [
    /^ip link set (\S+) (up|down)$/,
    (netns, [device = '', way]) => power(netns, device, way === 'up'),
  ],
  [
    /^ip link set (\S+) type bridge_slave hairpin (on|off)$/,
    (netns, [port = '', way], cluster) => hairpin(netns, port, way === 'on', cluster),
  ],
];

function execute(netns: Netns, command: string, cluster: Cluster): Netns {
  for (const [shape, act] of commands) {
    const words = shape.exec(command);
    if (words) return act(netns, words.slice(1), cluster);
  }
  throw new Error(`${netns.name}: unknown command: ${command}`);
}

function withRules(netns: Netns, words: string): Netns {
  const iptables = runIptables(netns.iptables, words);
  if ('misread' in iptables) throw new Error(`iptables ${words}: ${JSON.stringify(iptables)}`);
  return { ...netns, iptables };
}

function forwarding(netns: Netns, ipForward: boolean): Netns {
  return { ...netns, sysctls: { ...netns.sysctls, ipForward } };
}

function withRoute(netns: Netns, route: Route): Netns {
  return { ...netns, routes: [...netns.routes, route] };
}

function withoutRoute(netns: Netns, { text }: Cidr): Netns {
  const routes = netns.routes.filter(({ destination }) => destination.text !== text);
  if (routes.length === netns.routes.length)
    throw new Error(`${netns.name} has no route to ${text}`);
  return { ...netns, routes };
}

function rangeOf(text: string): Cidr {
  return cidr(text === 'default' ? '0.0.0.0/0' : text);
}

/** A device that goes down takes its routes along; one that comes up brings back only those of its own addresses. */
function power(netns: Netns, name: string, up: boolean): Netns {
  const device = deviceCalled(netns, name);
  const { down: _, ...powered } = device;
  const others = netns.routes.filter((route) => route.device !== name);
  const own = device.addresses.map(({ ip: source, prefix }): Route => ({
    destination: cidr(`${source}/${prefix}`),
    device: name,
    protocol: 'kernel',
    scope: 'link',
    source,
    because: device.because,
  }));
  const changed = withDevice(netns, up ? powered : { ...device, down: true });
  return { ...changed, routes: up ? [...others, ...own] : others };
}

function hairpin(netns: Netns, port: string, on: boolean, cluster: Cluster): Netns {
  return withDevice(netns, { ...deviceCalled(netns, port, cluster), hairpin: on });
}

function withDevice(netns: Netns, device: Interface): Netns {
  return { ...netns, interfaces: new Map(netns.interfaces).set(device.name, device) };
}

function deviceCalled(netns: Netns, name: string, cluster?: Cluster): Interface {
  const found = [...netns.interfaces.values()].find(
    (device) => device.name === name || (cluster && recordedName(cluster, device) === name),
  );
  if (!found) throw new Error(`${netns.name} has no device ${name}`);
  return found;
}

/** The name a device has in the recordings: the node's end of a Pod's line is called after the Pod. */
export function recordedName({ namespaces }: Cluster, { name, device, master }: Interface): string {
  const peer = device.type === 'veth' ? namespaces.get(device.peer.netns) : undefined;
  if (!peer?.id.startsWith('pod:')) return name;
  return `${master === undefined ? 'cali' : 'veth'}-${peer.name}`;
}
