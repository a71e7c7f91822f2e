import type { Store } from '../api/types.ts';
import { familyOf, readIp, type DnsMessage, type DnsRecord } from '../net/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { kubeadmCorefile, type Corefile } from './corefile.ts';
import { lookUp, type Found } from './lookup.ts';
import { addressOfReverse, isIn, qualified } from './name.ts';
import { namesOf } from './reverse.ts';
import { askUpstream } from './upstream.ts';

type Question = DnsMessage['question'];
type Answer = NonNullable<DnsMessage['answer']>;

/** How many names may lead to one another before CoreDNS gives up (plugin/backend_lookup.go). */
const aliasesMax = 8;

/**
 * What CoreDNS answers: the Kubernetes DNS specification 1.1.0 (github.com/kubernetes/dns/blob/master/docs/specification.md) as
 * CoreDNS's `kubernetes` plugin reads it. A name that exists without records of the asked type is NOERROR without records
 * ("NODATA"); a name that does not exist is NXDOMAIN. Records come in the order of the store: `shuffle` mixes them.
 */
export function answer(
  store: Store,
  spec: ClusterSpec,
  question: Question,
  corefile: Corefile = kubeadmCorefile,
): Answer {
  return answerAlias(store, corefile, { ...question, name: qualified(question.name) }, 0);
}

function answerAlias(
  store: Store,
  corefile: Corefile,
  question: Question,
  aliases: number,
): Answer {
  const name = question.name.toLowerCase();
  const zone = zoneOf(corefile, name);
  if (zone === undefined) return askUpstream();
  const records = recordsFor(store, corefile, zone, question, aliases);
  if (records !== 'no-such-name') return { rcode: 'NOERROR', authoritative: true, records };
  if (corefile.fallThrough.includes(zone)) return askUpstream();
  return { rcode: 'NXDOMAIN', authoritative: true, records: [] };
}

/** The zone `name` lies in, the most specific of several. */
function zoneOf({ zones }: Corefile, name: string): string | undefined {
  return zones
    .filter((zone) => isIn(name, zone))
    .toSorted((left, right) => right.length - left.length)[0];
}

function recordsFor(
  store: Store,
  corefile: Corefile,
  zone: string,
  question: Question,
  aliases: number,
): readonly DnsRecord[] | 'no-such-name' {
  const name = question.name.toLowerCase();
  const record = (type: DnsRecord['type'], data: string): DnsRecord => ({
    name: question.name,
    type,
    ttlSeconds: corefile.ttlSeconds,
    data,
  });
  const address = question.type === 'PTR' ? addressOfReverse(name) : undefined;
  if (address !== undefined) {
    const names = namesOf(store, corefile, address);
    return names.length === 0 ? 'no-such-name' : unique(names.map((found) => record('PTR', found)));
  }
  const things = lookUp(store, corefile, zone, name);
  if (things === 'no-such-name') return things;
  switch (question.type) {
    case 'A':
    case 'AAAA':
      return addresses(things, question, record, (target) =>
        aliases >= aliasesMax
          ? []
          : answerAlias(store, corefile, { ...question, name: target }, aliases + 1).records,
      );
    case 'CNAME':
      return unique(things.filter(isAlias).map(({ host }) => record('CNAME', qualified(host))));
    case 'SRV':
      return services(things, record);
    default:
      return [];
  }
}

type MakeRecord = (type: DnsRecord['type'], data: string) => DnsRecord;

function addresses(
  things: readonly Found[],
  { type }: Question,
  record: MakeRecord,
  follow: (name: string) => readonly DnsRecord[],
): readonly DnsRecord[] {
  return unique(
    things.flatMap((thing) => {
      if (isAlias(thing))
        return [record('CNAME', qualified(thing.host)), ...follow(qualified(thing.host))];
      const address = readIp(thing.host);
      const fits = address !== undefined && (familyOf(address) === 'IPv4') === (type === 'A');
      return fits ? [record(type, address)] : [];
    }),
  );
}

/** RFC 2782. The weights of a name share 100 among its endpoints (plugin/backend_lookup.go). */
function services(things: readonly Found[], record: MakeRecord): readonly DnsRecord[] {
  const targets = things.filter((thing) => !isAlias(thing));
  const weight = Math.max(1, Math.floor(100 / targets.length));
  return unique(
    targets.flatMap(({ owner, port }) =>
      port === undefined ? [] : [record('SRV', `0 ${weight} ${port} ${owner}`)],
    ),
  );
}

/** Only an ExternalName Service has a name instead of an address. */
function isAlias({ host }: Found): boolean {
  return readIp(host) === undefined;
}

function unique(records: readonly DnsRecord[]): readonly DnsRecord[] {
  return [
    ...new Map(
      records.map((record) => [`${record.name} ${record.type} ${record.data}`, record]),
    ).values(),
  ];
}
