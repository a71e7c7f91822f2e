import { Context } from '../lib/context.ts';
import { deliverLocally } from '../lib/delivery.ts';
import { balance } from '../lib/nodeport.ts';
import type { TcProgram } from '../types.ts';

/** What came through the tunnel (handle_ipv4 of bpf/bpf_overlay.c): the number of the virtual network is the sender's identity. */
export const cilFromOverlay: TcProgram = {
  name: 'cil_from_overlay',
  run(kernel, at, skb, header) {
    const context = new Context(this.name, 'tc ingress', kernel, at, skb, header);
    const balanced = balance(context);
    if (balanced) return balanced;
    const endpoint = context.lookups.find('cilium_lxc', context.packet.destination);
    return endpoint?.device === undefined ? context.pass() : deliverLocally(context, endpoint);
  },
};
