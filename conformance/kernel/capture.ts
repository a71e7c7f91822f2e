import { remember } from '../../src/base/remember.ts';
import {
  destinationPortOf,
  innermost,
  sourcePortOf,
  type Packet,
  type Transport,
} from '../../src/sim/net/index.ts';
import type { Cluster, Netns, NetnsId } from '../../src/sim/dataplane/index.ts';
import type { Hop, Leg, Place, Trace } from '../../src/sim/trace/index.ts';
import type { RecordedPacket, Seen } from './recording.ts';
import { recordedName } from './shell.ts';

/** Every packet of a request as a capture on all interfaces would have shown it; none for one that no interface ever saw. */
export function captured(trace: Trace, cluster: Cluster): readonly RecordedPacket[] {
  return trace.legs
    .map((leg, index) => ({ what: whatOf(leg, index), hops: seen(leg, cluster) }))
    .filter(({ hops }) => hops.length > 0);
}

/** The first packet each way, and a reset, tell all: the rest of a conversation goes the same ways. */
export function telling(packets: readonly RecordedPacket[]): readonly RecordedPacket[] {
  const [first] = packets;
  if (!first) return [];
  const reply = packets.find(
    ({ what }) => what !== first.what && /SYN,ACK|RST|ICMP|reply/.test(what),
  );
  const reset = packets.find((packet) => packet !== reply && packet.what.includes('RST'));
  return [first, reply, reply?.what.includes('SYN,ACK') ? reset : undefined].filter(
    (packet) => packet !== undefined,
  );
}

function seen({ hops }: Leg, cluster: Cluster): readonly Seen[] {
  const owners = ownersIn(cluster);
  let sender: string | undefined;
  return hops.flatMap((hop) => {
    sender = senderOf(hop, cluster) ?? sender;
    return seenAt(hop, cluster, owners.get(sender ?? ''));
  });
}

/** The source of the frame, where the hop makes one or tells: a bridge passes frames on as they are. */
function senderOf(hop: Hop, cluster: Cluster): string | undefined {
  const macOf = (name: string) =>
    cluster.namespaces.get(hop.place.netns)?.interfaces.get(name)?.mac;
  switch (hop.step) {
    case 'transmit':
    case 'encapsulate':
      return macOf(deviceOf(hop.place));
    case 'cross':
      return hop.sourceMac;
    case 'decapsulate':
      return hop.before.payload?.carries === 'vxlan'
        ? hop.before.payload.frame.sourceMac
        : undefined;
    case 'bridge':
      return hop.inPort === undefined ? macOf(hop.bridge) : undefined;
    default:
      return undefined;
  }
}

/** Whose a hardware address is. All that Calico makes for Pods share one. */
const ownersIn = remember((cluster: Cluster): ReadonlyMap<string, string> => {
  const owners = new Map<string, string>();
  for (const netns of cluster.namespaces.values()) {
    for (const device of netns.interfaces.values()) {
      if (device.device.type === 'loopback' || device.master !== undefined) continue;
      const owner = `${netns.name}/${recordedName(cluster, device)}`;
      owners.set(device.mac, owners.has(device.mac) ? 'cali*' : owner);
    }
  }
  return owners;
});

function seenAt(hop: Hop, cluster: Cluster, sender: string | undefined): readonly Seen[] {
  const { place, after, before } = hop;
  const at = (name: string, dir: Seen['dir'], packet: Packet, netns = place.netns): Seen => ({
    ...sight(cluster, netns, name, dir, packet),
    ...(sender !== undefined && { l2src: sender }),
  });
  switch (hop.step) {
    case 'transmit':
      return [at(deviceOf(place), 'out', after)];
    case 'encapsulate':
      return [at(hop.device, 'out', before)];
    case 'decapsulate':
      return [at(hop.device, 'in', after)];
    case 'bridge':
      if (hop.outPort === undefined) return [at(hop.bridge, 'in', after)];
      return hop.inPort === undefined ? [at(hop.bridge, 'out', after)] : [];
    case 'cross':
      return [
        // A port of a bridge has no hop of its own: the bridge has chosen it, and the frame is gone.
        ...(isPort(cluster, hop.from) ? [at(hop.from.name, 'out', after, hop.from.netns)] : []),
        at(deviceOf(place), 'in', after),
      ];
    default:
      return [];
  }
}

function isPort({ namespaces }: Cluster, { netns, name }: Hop<'cross'>['from']): boolean {
  return namespaces.get(netns)?.interfaces.get(name)?.master !== undefined;
}

function sight(
  cluster: Cluster,
  id: NetnsId,
  name: string,
  dir: Seen['dir'],
  packet: Packet,
): Seen {
  const netns = cluster.namespaces.get(id);
  const inner = innermost(packet);
  const outer = inner === packet ? {} : { encap: { ...ends(packet), ttl: packet.ttl } };
  return {
    ns: netns?.name ?? id,
    if: netns ? nameIn(cluster, netns, name) : name,
    dir,
    ...ends(inner),
    ttl: inner.ttl,
    ...outer,
  };
}

/** A device's name in the recordings. */
export function nameIn(cluster: Cluster, netns: Netns, name: string): string {
  const device = netns.interfaces.get(name);
  return device ? recordedName(cluster, device) : name;
}

/** `10.244.1.3:40001`, or the address alone where there is no port. */
export function ends(packet: Packet): { readonly src: string; readonly dst: string } {
  const end = (address: string, port: number | undefined): string =>
    port === undefined ? address : `${address}:${port}`;
  return {
    src: end(packet.source, sourcePortOf(packet)),
    dst: end(packet.destination, destinationPortOf(packet)),
  };
}

const flagOrder = ['SYN', 'FIN', 'RST', 'PSH', 'ACK'];
const icmpNames: Readonly<Record<string, string>> = {
  'echo-request': 'echo request',
  'echo-reply': 'echo reply',
  'host-unreachable': 'dest-host-unreachable',
  'net-unreachable': 'dest-net-unreachable',
};

/** What the recordings call a packet: `TCP SYN`, `UDP reply`, `ICMP port-unreachable`. */
function whatOf({ hops }: Leg, index: number): string {
  const packet = hops[0]?.before;
  if (!packet) return 'nothing';
  const { transport } = innermost(packet);
  if (transport.protocol === 'ICMP') return `ICMP ${icmpNames[transport.type] ?? transport.type}`;
  if (transport.protocol === 'UDP') return index === 0 ? 'UDP request' : 'UDP reply';
  return `${transport.protocol} ${flagsOf(transport, flagOrder)}`;
}

export function flagsOf(transport: Transport, order: readonly string[]): string {
  const flags: readonly string[] = transport.protocol === 'TCP' ? (transport.flags ?? []) : [];
  return order.filter((flag) => flags.includes(flag)).join(',');
}

function deviceOf({ at }: Place): string {
  return at.slice('device:'.length);
}
