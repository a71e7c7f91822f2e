import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf, deviceOf, netnsName, refTo, sourceOf } from '../../facts.ts';
import { address, code, named, say, type Phrase } from '../../phrase.ts';

export function route(hop: Hop<'route'>, place: string): Phrase {
  const destination = address(hop.before.destination);
  if (hop.kind === 'local' || !hop.route)
    return say`${destination} is an address of ${place} itself, so the packet has come to its destination and is not routed on.`;
  const { route } = hop;
  const way = hop.nextHop
    ? say` to the next hop ${address(hop.nextHop)}, one of ${route.nextHops?.length ?? 0}: a hash of addresses and ports chooses, so a connection keeps to it`
    : route.via === undefined
      ? say`, straight to it`
      : say` to the next hop ${address(route.via)}`;
  const owner = refTo(route.because, 'Node', 'podCIDR');
  const range = owner ? say` (the Pod range of ${named(owner, `Node ${owner.name}`)})` : [];
  const line =
    route.destination.prefix === 0
      ? say`only the default route fits ${destination}`
      : say`${code(route.destination.text)}${range} is the longest prefix that fits ${destination}`;
  const policy = refTo(route.because, 'Service', 'externalTrafficPolicy');
  const health = policy
    ? say`; ${named(policy, 'externalTrafficPolicy Local')} lets only nodes with a ready endpoint of their own pass the health check`
    : [];
  const cost =
    hop.after.ttl < hop.before.ttl
      ? say`; forwarding takes one off the TTL, which is now ${hop.after.ttl}`
      : [];
  return route.device === undefined
    ? say`In the routing table of ${place}, ${line}, and that is a route of type ${code(route.type ?? '')}: it leads nowhere.`
    : say`In the routing table of ${place}, ${line}, so the packet goes out of ${route.device}${way}${health}${cost}.`;
}

export function transmit(hop: Hop<'transmit'>, place: string): Phrase {
  const device = deviceOf(hop);
  const neighbor = address(hop.neighbor);
  const role =
    hop.neighbor === hop.before.destination
      ? say`${neighbor} is on the same link`
      : say`The next hop is ${neighbor}`;
  if (hop.learned === 'proxy-arp')
    return say`${role}; ${place} asks by ARP, and the node answers in its place (proxy ARP) with the hardware address ${code(hop.mac)} of the veth pair’s other end; the frame leaves by ${device}.`;
  if (hop.learned === 'bpf')
    return say`${role}; ${place} asks by ARP, and the BPF program at the other end of the veth pair answers with the hardware address ${code(hop.mac)} of that end; the frame leaves by ${device}.`;
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
  if (hop.link === 'peer')
    return say`The packet stands in ${deviceOf(hop)} of ${place} as if it had come in there; it never queued at ${hop.from.name} of ${from}.`;
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
  const { device, vni, overheadBytes, remote, after } = hop;
  const way = say`from node ${address(after.source)} to node ${address(remote)}`;
  const how: Readonly<Record<typeof hop.tunnel, Phrase>> = {
    VXLAN: say`puts the whole frame into a UDP packet ${way}: VXLAN network ${vni ?? 0}`,
    IPIP: say`puts the whole packet into another IP packet ${way}: IPIP, protocol 4`,
    WireGuard: say`encrypts the whole packet and puts it into a UDP packet ${way}: WireGuard`,
  };
  return say`${device} ${how[hop.tunnel]}, ${overheadBytes} bytes more, and the addresses inside stay as they are.`;
}

export function decapsulate(hop: Hop<'decapsulate'>, place: string): Phrase {
  return say`${hop.device} on ${place} takes off the wrapper: what goes on is the inner packet from ${sourceOf(hop.after)} to ${destinationOf(hop.after)}.`;
}
