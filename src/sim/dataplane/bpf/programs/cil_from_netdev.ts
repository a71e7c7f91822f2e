import { Context } from '../lib/context.ts';
import { deliverLocally } from '../lib/delivery.ts';
import { balance } from '../lib/nodeport.ts';
import type { TcProgram } from '../types.ts';

/**
 * What comes in by the network card (handle_ipv4 of bpf/bpf_host.c): node ports, load balancer addresses and external IPs are
 * translated here, and what is for a Pod of this node jumps into it. Everything else goes up the node's stack.
 */
export const cilFromNetdev: TcProgram = {
  name: 'cil_from_netdev',
  run(kernel, at, skb, header) {
    const context = new Context(this.name, 'tc ingress', kernel, at, skb, header);
    const balanced = balance(context);
    if (balanced) return balanced;
    const endpoint = context.lookups.find('cilium_lxc', context.packet.destination);
    return endpoint?.device === undefined ? context.pass() : deliverLocally(context, endpoint);
  },
};
