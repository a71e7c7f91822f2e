import type { End } from '../../end.ts';
import type { Skb } from '../../skb.ts';
import type { Steps } from '../../../trace/types.ts';
import type { Kernel, LinkHeader, Station } from '../../driver.ts';
import { atDevice } from '../../place.ts';

/** A frame leaves as it is, by a device that is nothing but one end of a link. */
export function sendOverLink(
  kernel: Kernel,
  link: Steps['cross']['link'],
  from: Station,
  far: Station | undefined,
  skb: Skb,
  header: LinkHeader,
): End {
  const { packet } = skb;
  const { destinationMac: mac, next } = header;
  if (next)
    kernel.note('transmit', atDevice(from), packet, packet, from.interface.because, {
      neighbor: next.neighbor,
      mac,
      learned: next.learned,
    });
  return kernel.cross(link, from, far, skb, header);
}
