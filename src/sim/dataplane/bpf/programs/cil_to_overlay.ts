import { Context } from '../lib/context.ts';
import type { TcProgram } from '../types.ts';

/** What goes into the tunnel (bpf/bpf_overlay.c): from here on the node sends it, so that nobody takes its source for a Pod's. */
export const cilToOverlay: TcProgram = {
  name: 'cil_to_overlay',
  run(kernel, at, skb, header) {
    const context = new Context(this.name, 'tc egress', kernel, at, skb, header);
    context.markOverlay();
    return context.pass();
  },
};
