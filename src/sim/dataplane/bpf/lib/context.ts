import { assert } from '../../../../base/assert.ts';
import type { Ref } from '../../../api/types.ts';
import type { Ip, Packet } from '../../../net/index.ts';
import type { StopReason, Steps } from '../../../trace/types.ts';
import type { Kernel, LinkHeader } from '../../driver.ts';
import type { End } from '../../end.ts';
import type { Skb } from '../../skb.ts';
import type { Memory } from '../../memory.ts';
import { withTtl } from '../../rewrite.ts';
import { decide } from '../../routing.ts';
import { stationOf, type Station } from '../../station.ts';
import type { Endpoint } from '../types.ts';
import { causesOf, Lookups } from './lookups.ts';

/** skb->mark: what programs tell those further on (bpf/lib/common.h). */
const snatDoneMark = 0x0300;
const overlayMark = 0x0400;
const markMask = 0x0f00;

/** One run of a program at tc: the packet it sees (struct __ctx_buff), and what it may do with it. */
export class Context {
  readonly kernel: Kernel;
  readonly lookups: Lookups;
  /** The interface it hangs on. */
  readonly at: Station;
  private readonly skb: Skb;
  private readonly header: LinkHeader;
  private readonly program: string;
  private readonly hook: Steps['bpf']['hook'];
  private before: Packet;
  private call: string | undefined;
  private rewrite: Steps['bpf']['rewrite'];

  constructor(
    program: string,
    hook: Steps['bpf']['hook'],
    kernel: Kernel,
    at: Station,
    skb: Skb,
    header: LinkHeader,
  ) {
    const { bpf } = at.netns;
    assert(bpf, 'programs hang on interfaces of nodes that have loaded them');
    this.program = program;
    this.hook = hook;
    this.kernel = kernel;
    this.at = at;
    this.skb = skb;
    this.header = header;
    this.before = skb.packet;
    this.lookups = new Lookups(bpf.maps);
  }

  get packet(): Packet {
    return this.skb.packet;
  }

  get memory(): Memory {
    return this.kernel.memory;
  }

  get node(): Station['netns'] {
    return this.at.netns;
  }

  /** The identity of the sender that the tunnel header told. */
  get tunnel(): Skb['tunnel'] {
    return this.skb.tunnel;
  }

  /** Changes an address. A run that has changed one already tells that first: each change is a hop of its own. */
  change(rewrite: 'dnat' | 'snat' | 'unnat', packet: Packet, call?: string): void {
    if (this.rewrite) this.tell('tail call');
    this.rewrite = rewrite;
    if (call !== undefined) this.call = call;
    this.skb.packet = packet;
  }

  /** The source has been chosen for good: cil_to_netdev leaves it alone (MARK_MAGIC_SNAT_DONE). */
  markSnatDone(): void {
    this.skb.mark = (this.skb.mark & ~markMask) | snatDoneMark;
  }

  get isSnatDone(): boolean {
    return (this.skb.mark & markMask) === snatDoneMark;
  }

  /** What carries it through the tunnel is no Pod's packet (MARK_MAGIC_OVERLAY). */
  markOverlay(): void {
    this.skb.mark = (this.skb.mark & ~markMask) | overlayMark;
  }

  get isOverlay(): boolean {
    return (this.skb.mark & markMask) === overlayMark;
  }

  /** TC_ACT_OK: on to the stack, or out of the interface. */
  pass(): undefined {
    this.tell('on');
    return undefined;
  }

  /** The packet ends here. */
  drop(
    says: string,
    reason: StopReason = 'dropped-by-program',
    answer: Steps['stop']['answer'] = 'silence',
    because?: readonly Ref[],
  ): End {
    const lookups = this.lookups.take();
    const dropped = { program: this.program, lookups, says };
    const causes = because ?? causesOf(lookups);
    return this.kernel.stop(this.node, this.at.place, this.skb, reason, causes, answer, {
      dropped,
    });
  }

  /** Goes on as a program of an endpoint of this node, which stands at that one's interface. */
  tailCall(endpoint: Endpoint, run: (next: Context) => End): End {
    const at = stationOf(this.node, endpoint.device ?? '');
    if (!at) return this.drop('No matching local container found');
    this.tell('tail call', at.interface.name);
    const { kernel, skb, header, hook } = this;
    return run(new Context('cil_lxc_policy', hook, kernel, at, skb, header));
  }

  /** bpf_redirect_peer: into the Pod at the other end of this interface, as if it had come in there. */
  intoPod(mac: string): End {
    const { device } = this.at.interface;
    assert(device.type === 'veth', 'Pods hang on veth pairs');
    const netns = this.kernel.cluster.namespaces.get(device.peer.netns);
    const far = netns && stationOf(netns, device.peer.name);
    this.tell('peer', device.peer.name);
    const header = { ...this.header, destinationMac: mac };
    return this.kernel.cross('peer', this.at, far, this.skb, header);
  }

  /** bpf_redirect: out of another interface of the node. */
  outOf(name: string, mac: string): End {
    const out = stationOf(this.node, name);
    assert(out, `the node has the interface ${name}`);
    this.tell('redirect', name);
    const header = { ...this.header, destinationMac: mac };
    return this.kernel.transmit(out, this.skb, header);
  }

  /** __encap_and_redirect_with_nodeid: into the tunnel device, with a note of where to and on whose behalf. */
  intoTunnel(remote: Ip, identity: number): End {
    const tunnel = stationOf(this.node, 'cilium_vxlan');
    assert(tunnel, 'only nodes with a tunnel know of tunnel endpoints');
    this.tell('tunnel', tunnel.interface.name);
    this.skb.tunnel = { remote, vni: identity };
    return this.kernel.transmit(tunnel, this.skb, this.header);
  }

  /** fib_redirect_v4 (bpf/lib/fib.h): by the routing table of the node, but past its netfilter. */
  byRoute(): End {
    const { packet, node } = this;
    const decision = decide(node, packet.destination);
    if (decision?.kind !== 'unicast') return this.drop('FIB lookup failed', 'no-route');
    if (packet.ttl <= 1) return this.drop('TTL exceeded', 'hop-limit');
    const { out, neighbor, route } = decision;
    const { because, name } = out.interface;
    const header = this.kernel.neighbor(out, neighbor);
    if (!header)
      return this.kernel.stop(
        node,
        out.place,
        this.skb,
        'no-neighbor',
        because,
        'icmp-host-unreachable',
      );
    this.loseOneHop();
    this.tell('redirect', name, { route });
    return this.kernel.transmit(out, this.skb, header);
  }

  /** ipv4_l3: the program routes, so the TTL goes down. */
  loseOneHop(): void {
    this.skb.packet = withTtl(this.packet, this.packet.ttl - 1);
  }

  private tell(
    goes: Steps['bpf']['goes'],
    to?: string,
    more: Pick<Steps['bpf'], 'route'> = {},
  ): void {
    const lookups = this.lookups.take();
    this.kernel.note({
      step: 'bpf',
      place: this.at.place,
      before: this.before,
      after: this.packet,
      because: [...causesOf(lookups), ...(more.route?.because ?? [])],
      program: this.program,
      ...(this.call !== undefined && { call: this.call }),
      hook: this.hook,
      lookups,
      ...(this.rewrite && { rewrite: this.rewrite }),
      goes,
      ...(to !== undefined && { to }),
      ...more,
    });
    this.before = this.packet;
    this.rewrite = undefined;
    this.call = undefined;
  }
}
