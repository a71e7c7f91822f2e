import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf, deviceOf, netnsName, refTo, sourceOf } from '../../facts.ts';
import { address, code, named, say, type Phrase } from '../../phrase.ts';

export function route(hop: Hop<'route'>, place: string): Phrase {
  const destination = address(hop.before.destination);
  if (hop.kind === 'local' || !hop.route)
    return say`${destination} is an address of ${place} itself, so the packet has come to its destination and is not routed on.`;
  const { route } = hop;
  const way =
    route.via === undefined
      ? say`out of ${route.device}, straight to it`
      : say`out of ${route.device} to the next hop ${address(route.via)}`;
  const owner = refTo(route.because, 'Node', 'podCIDR');
  const range = owner ? say` (the Pod range of ${named(owner, `Node ${owner.name}`)})` : [];
  const line =
    route.destination.prefix === 0
      ? say`only the default route fits ${destination}`
      : say`${code(route.destination.text)}${range} is the longest prefix that fits ${destination}`;
  const cost =
    hop.after.ttl < hop.before.ttl
      ? say`; forwarding takes one off the TTL, which is now ${hop.after.ttl}`
      : [];
  return say`In the routing table of ${place}, ${line}, so the packet goes ${way}${cost}.`;
}

export function transmit(hop: Hop<'transmit'>, place: string): Phrase {
  const device = deviceOf(hop);
  const neighbor = address(hop.neighbor);
  const role =
    hop.neighbor === hop.before.destination
      ? say`${neighbor} is on the same link`
      : say`The next hop is ${neighbor}`;
  return hop.learned === 'permanent'
    ? say`${role}; a permanent neighbour entry on ${place} already holds its hardware address ${code(hop.mac)}, so the frame leaves by ${device} without asking.`
    : say`${role}; ${place} asks by ARP, learns its hardware address ${code(hop.mac)}, and hands the frame to ${device}.`;
}

export function cross(hop: Hop<'cross'>, place: string): Phrase {
  const from = netnsName(hop.from.netns);
  if (hop.link === 'loopback')
    return say`The packet turns round at the loopback device of ${place}: it never leaves this network namespace.`;
  if (hop.link === 'wire')
    return say`Over the wire from ${from} to ${place}: the network between them carries the frame to the hardware address ${code(hop.destinationMac)}.`;
  return say`Through the veth pair: what goes in at ${hop.from.name} of ${from} comes out at ${deviceOf(hop)} of ${place}.`;
}

export function bridge(hop: Hop<'bridge'>, place: string): Phrase {
  const mac = code(hop.destinationMac);
  if (hop.outPort === undefined)
    return say`The frame is addressed to ${hop.bridge} itself (${mac}), so the bridge takes it up to the kernel of ${place}, which will route it.`;
  const source =
    hop.inPort === undefined ? say`comes from ${place} itself` : say`came in by port ${hop.inPort}`;
  return say`The bridge ${hop.bridge} knows ${mac} behind port ${hop.outPort}; the frame ${source} and goes there as it is, without routing.`;
}

export function encapsulate(hop: Hop<'encapsulate'>): Phrase {
  return say`${hop.device} puts the whole frame into a UDP packet from node ${address(hop.after.source)} to node ${address(hop.remote)}: VXLAN network ${hop.vni}, ${hop.overheadBytes} bytes more, and the addresses inside stay as they are.`;
}

export function decapsulate(hop: Hop<'decapsulate'>, place: string): Phrase {
  return say`${hop.device} on ${place} takes the frame out of its wrapper: what goes on is the inner packet from ${sourceOf(hop.after)} to ${destinationOf(hop.after)}.`;
}
