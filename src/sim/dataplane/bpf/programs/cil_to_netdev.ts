import { contains, type Cidr } from '../../../net/index.ts';
import { Context } from '../lib/context.ts';
import { ctLookup, ctTuple } from '../lib/ct4.ts';
import { remoteNodeId } from '../lib/identity.ts';
import { addressOf, reverseDnat, translateSource } from '../lib/nodeport.ts';
import type { TcProgram } from '../types.ts';

/** What a node's configuration says about masquerading. */
export interface Masquerading {
  /** Where Pods are known by their own addresses: ipv4-native-routing-cidr or, with a tunnel, the node's own range. */
  readonly except: Cidr;
  /** Pods cannot reach other nodes through the tunnel, and so not by their own address. */
  readonly hidesFromNodes: boolean;
}

/**
 * What leaves by the network card (handle_nat_fwd of bpf/lib/nodeport.h): the answer of a backend on the host network gets
 * its Service's address, and what a Pod sends to the world gets the node's address (snat_v4_needs_masquerade of bpf/lib/nat.h).
 */
export function cilToNetdev({ except, hidesFromNodes }: Masquerading): TcProgram {
  return {
    name: 'cil_to_netdev',
    run(kernel, at, skb, header) {
      const context = new Context(this.name, 'tc egress', kernel, at, skb, header);
      if (context.isOverlay || context.isSnatDone || reverseDnat(context)) return context.pass();
      if (needsMasquerade(context))
        translateSource(context, addressOf(context.node, 'eth0'), 'tail_handle_snat_fwd_ipv4');
      return context.pass();
    },
  };

  function needsMasquerade(context: Context): boolean {
    const { memory, node, packet, lookups } = context;
    if (contains(except, packet.destination)) return false;
    const endpoint = lookups.maps.cilium_lxc.get(packet.source);
    if (endpoint?.value.device === undefined) return false;
    lookups.add('cilium_lxc', packet.source, endpoint.text, endpoint.because);
    const { identity } = lookups.identify(packet.destination) ?? {};
    if (identity === remoteNodeId && !hidesFromNodes) return false;
    const tuple = ctTuple(packet);
    if (!tuple) return true;
    const { status } = ctLookup(memory, node.id, packet, tuple, 'egress');
    return status !== 'reply' && status !== 'related';
  }
}
