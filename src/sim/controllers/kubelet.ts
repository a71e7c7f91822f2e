import type { Entry, Pod, Store } from '../api/index.ts';
import { kubeletDns, shortenedLines, type ShortenedLine } from '../dns/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { report } from './parts/events.ts';
import { ipamOf, isUnreported, reportOn, troublesIn } from './parts/podReport.ts';
import { inTextOrder } from './parts/textOrder.ts';
import type { Controller, Write } from './types.ts';

/**
 * Starts Pods on their nodes: gives each an address and says whether it runs and is ready. What a Pod's status already
 * says (it was read out of a running cluster) is kept.
 */
const kubelet: Controller = {
  name: 'kubelet',
  about: 'Runs the Pods bound to its Node, and reports their addresses and whether they are ready.',
  order: 70,
  runsOn: 'nodes',
  watches: ['Pod', 'Node'],
  reconcile: (store, spec) => {
    const bound = store.entriesOf('Pod').filter(({ object }) => isUnreported(object as Pod));
    if (bound.length === 0) return [];
    const ipam = ipamOf(store);
    return inTextOrder(store, bound).flatMap((entry) => {
      const reported = reportOn(entry as Entry<Pod>, store, ipam);
      if (!reported) return [];
      const pod = entry.object as Pod;
      const complaints = complaintsAbout(pod, reported.object, store);
      return [{ put: reported }, ...complaints, ...shortenings(pod, store, spec)];
    });
  },
};

function complaintsAbout(pod: Pod, reported: Pod, store: Store): readonly Write[] {
  return troublesIn(pod, store, reported.status?.podIP)
    .flatMap(({ events }) => events)
    .flatMap((said) => report(store, pod, { component: kubelet.name, ...said }));
}

/** As formDNSConfigFitsLimits of pkg/kubelet/network/dns/dns.go. */
function shortenings(pod: Pod, store: Store, spec: ClusterSpec): readonly Write[] {
  return shortenedLines(pod, kubeletDns(spec)).flatMap((shortened) =>
    report(store, pod, {
      component: kubelet.name,
      reason: 'DNSConfigForming',
      message: shortening(shortened),
    }),
  );
}

function shortening({ line, kept }: ShortenedLine): string {
  const words = kept.join(' ');
  return line === 'nameservers'
    ? `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${words}`
    : `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${words}`;
}

export default kubelet;
