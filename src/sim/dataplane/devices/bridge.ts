import type { Packet } from '../../net/index.ts';
import type { DeviceDefinition, Kernel, LinkHeader, Station } from '../driver.ts';
import type { End } from '../end.ts';
import type { Skb } from '../skb.ts';
import { atDevice } from '../place.ts';
import { decide } from '../routing.ts';
import type { Interface } from '../types.ts';

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
  kernel.note('bridge', atDevice(from), skb.packet, skb.packet, outPort.because, {
    bridge: from.interface.name,
    destinationMac,
    outPort: outPort.name,
  });
  return sendToPort(kernel, from, outPort, skb, header);
}

/** br_handle_frame, with br_nf_pre_routing. */
function receive(
  kernel: Kernel,
  at: Station<'bridge'>,
  inPort: Interface,
  skb: Skb,
  header: LinkHeader,
): End {
  const { netns, interface: device } = at;
  const filtered = netns.sysctls.bridgeNfCallIptables;
  const asked = skb.packet.destination;
  let destinationMac: string | undefined = header.destinationMac;
  if (filtered) {
    const between = { inInterface: device.name, bridgeInPort: inPort.name };
    const stopped = kernel.hook(netns, 'PREROUTING', skb, between);
    if (stopped) return stopped;
    if (skb.packet.destination !== asked) destinationMac = macAfterNat(kernel, at, skb.packet);
  }
  // br_nf_pre_routing_finish_bridge: the frame waits for an answer to ARP right here.
  if (destinationMac === undefined)
    return kernel.stop(
      netns,
      atDevice(at),
      skb,
      'no-neighbor',
      device.because,
      'icmp-host-unreachable',
    );
  if (destinationMac !== device.mac)
    return forward(kernel, at, inPort, skb, { ...header, destinationMac });
  kernel.note('bridge', atDevice(at), skb.packet, skb.packet, inPort.because, {
    bridge: device.name,
    destinationMac,
    inPort: inPort.name,
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
  if (decision?.kind !== 'unicast' || decision.device !== device || !netns.sysctls.ipForward)
    return device.mac;
  return kernel.neighbor(at, decision.neighbor)?.mac;
}

/** br_forward between two ports: FORWARD and POSTROUTING see the packet, TTL does not change. */
function forward(
  kernel: Kernel,
  at: Station<'bridge'>,
  inPort: Interface,
  skb: Skb,
  header: LinkHeader,
): End {
  const { netns, interface: device } = at;
  const { destinationMac } = header;
  const outPort = portTowards(at, destinationMac);
  if (!outPort || (outPort === inPort && !outPort.hairpin)) return unknownAddress(kernel, at, skb);
  kernel.note('bridge', atDevice(at), skb.packet, skb.packet, outPort.because, {
    bridge: device.name,
    destinationMac,
    inPort: inPort.name,
    outPort: outPort.name,
  });
  if (netns.sysctls.bridgeNfCallIptables) {
    const between = {
      outInterface: device.name,
      bridgeInPort: inPort.name,
      bridgeOutPort: outPort.name,
    };
    // br_nf_post_routing no longer says where the frame came in.
    const stopped =
      kernel.hook(netns, 'FORWARD', skb, { ...between, inInterface: device.name }) ??
      kernel.hook(netns, 'POSTROUTING', skb, between);
    if (stopped) return stopped;
  }
  return sendToPort(kernel, at, outPort, skb, header);
}

/** A port of a bridge sends on the bridge's behalf: how layer 3 found the address is none of its business. */
function sendToPort(
  kernel: Kernel,
  { netns }: Station<'bridge'>,
  outPort: Interface,
  skb: Skb,
  { sourceMac, destinationMac }: LinkHeader,
): End {
  return kernel.transmit({ netns, interface: outPort }, skb, { sourceMac, destinationMac });
}

function portTowards(
  { netns, interface: { device } }: Station<'bridge'>,
  mac: string,
): Interface | undefined {
  const entry = device.fdb.find((known) => known.mac === mac);
  return entry && netns.interfaces.get(entry.port);
}

function unknownAddress(kernel: Kernel, at: Station<'bridge'>, skb: Skb): End {
  return kernel.stop(at.netns, atDevice(at), skb, 'no-neighbor', at.interface.because);
}
