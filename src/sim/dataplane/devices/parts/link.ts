import type { End } from '../../end.ts';
import type { Skb } from '../../skb.ts';
import type { Steps } from '../../../trace/types.ts';
import type { Kernel, LinkHeader } from '../../driver.ts';
import type { Station } from '../../station.ts';

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
    kernel.note({
      step: 'transmit',
      place: from.place,
      before: packet,
      after: packet,
      because: from.interface.because,
      neighbor: next.neighbor,
      mac,
      learned: next.learned,
    });
  return kernel.cross(link, from, far, skb, header);
}
