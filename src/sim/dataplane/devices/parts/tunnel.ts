import { carriedBy, type Packet } from '../../../net/index.ts';
import type { Ref } from '../../../api/types.ts';
import type { Steps } from '../../../trace/types.ts';
import { assert } from '../../../../base/assert.ts';
import type { Kernel, LinkHeader } from '../../driver.ts';
import type { End } from '../../end.ts';
import { skbOf, type Skb } from '../../skb.ts';
import type { Station } from '../../station.ts';

/** iptunnel_xmit: what went into the tunnel goes on as the payload of a packet of this namespace. */
export function sendThroughTunnel(
  kernel: Kernel,
  from: Station,
  skb: Skb,
  outer: Packet,
  facts: Omit<Steps['encapsulate'], 'device' | 'remote'>,
  because: readonly Ref[],
): End {
  const { bytes } = skb.packet;
  const whole = bytes === undefined ? outer : { ...outer, bytes: bytes + facts.overheadBytes };
  kernel.note({
    step: 'encapsulate',
    place: from.place,
    before: skb.packet,
    after: whole,
    because,
    device: from.interface.name,
    remote: outer.destination,
    tunnel: facts.tunnel,
    vni: facts.vni,
    overheadBytes: facts.overheadBytes,
  });
  // The mark stays on the packet inside one namespace; connection tracking starts anew (nf_reset_ct).
  return kernel.output(from.netns, skbOf(whole, skb.mark), from.interface.name);
}

/** What came through the tunnel goes on as if its device had received it. */
export function receiveFromTunnel(
  kernel: Kernel,
  at: Station,
  outer: Packet,
  facts: Omit<Steps['decapsulate'], 'device'>,
  header: LinkHeader = noAddresses,
  cameThrough?: Skb['tunnel'],
): End {
  const packet = carriedBy(outer);
  assert(packet, 'a tunnel device gets tunnel packets');
  const { name, because } = at.interface;
  kernel.note({
    step: 'decapsulate',
    place: at.place,
    before: outer,
    after: packet,
    because,
    device: name,
    tunnel: facts.tunnel,
    vni: facts.vni,
  });
  const skb = skbOf(packet);
  skb.tunnel = cameThrough;
  return kernel.arrive(at, skb, header);
}

const noAddresses = { sourceMac: '00:00:00:00:00:00', destinationMac: '00:00:00:00:00:00' };
