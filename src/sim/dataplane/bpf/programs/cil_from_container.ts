import type { End } from '../../end.ts';
import { Context } from '../lib/context.ts';
import { ctCreate, ctLookup, ctMap, ctTuple } from '../lib/ct4.ts';
import { deliverLocally } from '../lib/delivery.ts';
import { reverseNodePort } from '../lib/nodeport.ts';
import type { TcProgram } from '../types.ts';

/**
 * What a Pod sends, at the node's end of its veth pair (handle_ipv4_from_lxc of bpf/bpf_lxc.c). With BPF host routing it goes
 * from here straight to where it has to: another Pod, the tunnel, or the network card. Only what is for the node goes up
 * its stack.
 */
export const cilFromContainer: TcProgram = {
  name: 'cil_from_container',
  answersArp: true,
  run(kernel, at, skb, header): End | undefined {
    const context = new Context(this.name, 'tc ingress', kernel, at, skb, header);
    const { lookups, memory, node, packet } = context;
    const tuple = ctTuple(packet);
    if (!tuple) return context.drop('CT: Unknown L4 protocol');
    const own = lookups.maps.cilium_lxc.get(packet.source)?.value;
    if (!own) return context.drop('Invalid source ip');
    const { status, key, entry } = ctLookup(memory, node.id, packet, tuple, 'egress');
    if (status === 'reply' && entry?.nodePort) return reverseNodePort(context) ?? context.byRoute();
    if (entry) lookups.add(ctMap, key, status);
    else if (status === 'new') {
      ctCreate(memory, node.id, key, { revNat: 0, nodePort: false });
      lookups.wrote(ctMap, key, status);
    }
    const endpoint = lookups.find('cilium_lxc', packet.destination);
    if (endpoint)
      return endpoint.device === undefined ? context.pass() : deliverLocally(context, endpoint);
    const { tunnelEndpoint } = lookups.identify(packet.destination) ?? {};
    return tunnelEndpoint === undefined
      ? context.byRoute()
      : context.intoTunnel(tunnelEndpoint, own.identity);
  },
};
