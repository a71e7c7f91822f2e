import { remember } from '../../../base/remember.ts';
import type { Packet } from '../../net/index.ts';
import type { DeviceDefinition, Kernel, LinkHeader } from '../driver.ts';
import type { End } from '../end.ts';
import type { Skb } from '../skb.ts';
import { decide } from '../routing.ts';
import { stationOf, type Station } from '../station.ts';

declare module '../types.ts' {
  interface Devices {
    /** A layer 2 switch inside a namespace. `fdb`: hardware address → the port behind which it lives. */
    bridge: {
      readonly fdb: readonly { readonly mac: string; readonly port: string }[];
    };
  }
}

/** net/bridge, with net/bridge/br_netfilter_hooks.c where bridge-nf shows bridged packets to iptables. */
const bridge: DeviceDefinition<'bridge'> = {
  type: 'bridge',
  transmit: sendIntoBridge,
  ports: { receive },
};
export default bridge;

/** br_dev_xmit: the node itself sends into its bridge; no hooks here. */
function sendIntoBridge(
  kernel: Kernel,
  from: Station<'bridge'>,
  skb: Skb,
  header: LinkHeader,
): End {
  const { destinationMac } = header;
  const outPort = portTowards(from, destinationMac);
  if (!outPort) return unknownAddress(kernel, from, skb);
  kernel.note({
    step: 'bridge',
    place: from.place,
    before: skb.packet,
    after: skb.packet,
    because: outPort.interface.because,
    bridge: from.interface.name,
    destinationMac,
    outPort: outPort.interface.name,
  });
  return sendToPort(kernel, outPort, skb, header);
}

/** br_handle_frame, with br_nf_pre_routing. */
function receive(
  kernel: Kernel,
  at: Station<'bridge'>,
  inPort: Station,
  skb: Skb,
  header: LinkHeader,
): End {
  const { netns, interface: device } = at;
  const filtered = netns.sysctls.bridgeNfCallIptables;
  const asked = skb.packet.destination;
  let destinationMac: string | undefined = header.destinationMac;
  if (filtered) {
    const between = { inInterface: device.name, bridgeInPort: inPort.interface.name };
    const stopped = kernel.hook(netns, 'PREROUTING', skb, between);
    if (stopped) return stopped;
    if (skb.packet.destination !== asked) destinationMac = macAfterNat(kernel, at, skb.packet);
  }
  // br_nf_pre_routing_finish_bridge: the frame waits for an answer to ARP right here.
  if (destinationMac === undefined)
    return kernel.stop(
      netns,
      at.place,
      skb,
      'no-neighbor',
      device.because,
      'icmp-host-unreachable',
    );
  if (destinationMac !== device.mac)
    return forward(kernel, at, inPort, skb, { ...header, destinationMac });
  kernel.note({
    step: 'bridge',
    place: at.place,
    before: skb.packet,
    after: skb.packet,
    because: inPort.interface.because,
    bridge: device.name,
    destinationMac,
    inPort: inPort.interface.name,
  });
  return kernel.receive(at, skb, filtered);
}

/**
 * br_nf_pre_routing_finish: a new destination behind this bridge keeps the frame on it, any other takes it up to the node, and so does a
 * node that does not forward (there the route is an error, not this bridge). `undefined` when nobody there answers.
 */
function macAfterNat(kernel: Kernel, at: Station<'bridge'>, packet: Packet): string | undefined {
  const { netns, interface: device } = at;
  const decision = decide(netns, packet.destination);
  if (decision?.kind !== 'unicast' || decision.out !== at || !netns.sysctls.ipForward)
    return device.mac;
  return kernel.neighbor(at, decision.neighbor)?.destinationMac;
}

/** br_forward between two ports: FORWARD and POSTROUTING see the packet, TTL does not change. */
function forward(
  kernel: Kernel,
  at: Station<'bridge'>,
  inPort: Station,
  skb: Skb,
  header: LinkHeader,
): End {
  const { netns, interface: device } = at;
  const { destinationMac } = header;
  const outPort = portTowards(at, destinationMac);
  if (!outPort || (outPort === inPort && !outPort.interface.hairpin))
    return unknownAddress(kernel, at, skb);
  kernel.note({
    step: 'bridge',
    place: at.place,
    before: skb.packet,
    after: skb.packet,
    because: outPort.interface.because,
    bridge: device.name,
    destinationMac,
    inPort: inPort.interface.name,
    outPort: outPort.interface.name,
  });
  if (netns.sysctls.bridgeNfCallIptables) {
    const between = {
      outInterface: device.name,
      bridgeInPort: inPort.interface.name,
      bridgeOutPort: outPort.interface.name,
    };
    // br_nf_post_routing no longer says where the frame came in.
    const stopped =
      kernel.hook(netns, 'FORWARD', skb, { ...between, inInterface: device.name }) ??
      kernel.hook(netns, 'POSTROUTING', skb, between);
    if (stopped) return stopped;
  }
  return sendToPort(kernel, outPort, skb, header);
}

/** A port of a bridge sends on the bridge's behalf: how layer 3 found the address is none of its business. */
function sendToPort(kernel: Kernel, outPort: Station, skb: Skb, header: LinkHeader): End {
  const { sourceMac, destinationMac, next } = header;
  return kernel.transmit(outPort, skb, next ? { sourceMac, destinationMac } : header);
}

function portTowards(bridge: Station<'bridge'>, mac: string): Station | undefined {
  return portsOf(bridge).get(mac);
}

/** By hardware address. */
const portsOf = remember(
  ({ netns, interface: { device } }: Station<'bridge'>): ReadonlyMap<string, Station | undefined> =>
    new Map(device.fdb.toReversed().map(({ mac, port }) => [mac, stationOf(netns, port)])),
);

function unknownAddress(kernel: Kernel, at: Station<'bridge'>, skb: Skb): End {
  return kernel.stop(at.netns, at.place, skb, 'no-neighbor', at.interface.because);
}
