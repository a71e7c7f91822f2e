import type { Store } from '../api/types.ts';
import type { DnsRecord, Ip } from '../net/index.ts';
import { kubeadmPlugin, type KubernetesPlugin } from './kubernetes.ts';
import type { Answer, Question } from './message.ts';
import { isIn, qualified } from './name.ts';
import { recordsFor, soaOf } from './records.ts';
import { serverFailure, type Upstream } from './upstream.ts';

/** A CoreDNS, as far as its answers depend on it. */
export interface DnsServer {
  readonly plugin: KubernetesPlugin;
  /** Its own addresses, by which it finds the name of its Service. */
  readonly addresses: readonly Ip[];
  /** Asked for what it does not know itself. */
  readonly upstream: Upstream;
}

const usual: DnsServer = { plugin: kubeadmPlugin, addresses: [], upstream: () => undefined };

/**
 * What CoreDNS answers: the Kubernetes DNS specification 1.1.0 (github.com/kubernetes/dns/blob/master/docs/specification.md) as
 * CoreDNS's `kubernetes` plugin reads it (plugin/kubernetes/handler.go). A name that exists without records of the asked type is
 * NOERROR without records ("NODATA"); a name that does not exist is NXDOMAIN; both come with the zone's SOA. Records come in the
 * order of the store: `shuffle` mixes them. What is not said of the server is as in kubeadm's clusters.
 */
export function answer(
  store: Store,
  { name, type }: Question,
  server: Partial<DnsServer> = {},
): Answer {
  return answerFrom(store, { ...usual, ...server }, { name: qualified(name), type }, []);
}

function answerFrom(
  store: Store,
  server: DnsServer,
  question: Question,
  aliases: readonly DnsRecord[],
): Answer {
  const { plugin, addresses, upstream } = server;
  const name = zoneOf(plugin, question.name);
  if (name === undefined) return upstream(question) ?? serverFailure;
  const zone = {
    store,
    plugin,
    addresses,
    name,
    elsewhere: (next: Question, before: readonly DnsRecord[]) =>
      answerFrom(store, server, next, before),
  };
  const found = recordsFor(zone, question, aliases);
  const isUnknown = found === 'no-such-name';
  if (isUnknown && plugin.fallThrough.includes(name.toLowerCase()))
    return upstream(question) ?? serverFailure;
  if (!isUnknown && found.records.length > 0)
    return { rcode: 'NOERROR', authoritative: true, ...found };
  return {
    rcode: isUnknown ? 'NXDOMAIN' : 'NOERROR',
    authoritative: true,
    records: [],
    authority: [soaOf(zone)],
  };
}

/** The zone `name` lies in, the most specific of several, in the letters of `name`. */
function zoneOf({ zones }: KubernetesPlugin, name: string): string | undefined {
  const [zone] = zones
    .filter((candidate) => isIn(name.toLowerCase(), candidate))
    .toSorted((left, right) => right.length - left.length);
  return zone && name.slice(-zone.length);
}
