import { Context } from '../lib/context.ts';
import { deliverLocally } from '../lib/delivery.ts';
import { remoteNodeId, worldId } from '../lib/identity.ts';
import type { TcProgram } from '../types.ts';

/**
 * What the node's own stack sends to Pods, on its way out of cilium_host (handle_ipv4_cont of bpf/bpf_host.c): to a Pod of this node, or
 * through the tunnel in the name of a remote node. An address nobody has ends here, lest it goes round in circles.
 */
export const cilFromHost: TcProgram = {
  name: 'cil_from_host',
  run(kernel, at, skb, header) {
    const context = new Context(this.name, 'tc egress', kernel, at, skb, header);
    const { lookups, packet } = context;
    const endpoint = lookups.find('cilium_lxc', packet.destination);
    if (endpoint)
      return endpoint.device === undefined
        ? context.pass()
        : deliverLocally(context, endpoint, 'host');
    const { identity = worldId, tunnelEndpoint } = lookups.identify(packet.destination) ?? {};
    if (tunnelEndpoint !== undefined) return context.intoTunnel(tunnelEndpoint, remoteNodeId);
    return identity === worldId ? context.drop('Stale or unroutable IP') : context.pass();
  },
};
