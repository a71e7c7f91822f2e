import type { Store } from '../api/types.ts';
import { familyOf, readIp, type DnsRecord, type Ip, type RecordType } from '../net/index.ts';
import type { KubernetesPlugin } from './kubernetes.ts';
import { lookUp, type Found } from './lookup.ts';
import type { Answer, Question } from './message.ts';
import { addressOfReverse, isIn, qualified } from './name.ts';
import { nameServersOf, namesOf } from './reverse.ts';

/** Where a question is looked up. */
export interface Zone {
  readonly store: Store;
  readonly plugin: KubernetesPlugin;
  /** The server's own addresses. */
  readonly addresses: readonly Ip[];
  /** Fully qualified, in the letters of the question. */
  readonly name: string;
  /** Asks for a name outside the zone, to which `aliases` led. */
  readonly elsewhere: (question: Question, aliases: readonly DnsRecord[]) => Answer;
}

type Records = Pick<Answer, 'records' | 'additional' | 'truncated'>;

/** How many names may lead to one another (plugin/backend_lookup.go). */
const aliasesMax = 10;

/** A zone's records for a question about a name in it (plugin/kubernetes/handler.go and kubernetes.go). */
export function recordsFor(
  zone: Zone,
  question: Question,
  aliases: readonly DnsRecord[],
): Records | 'no-such-name' {
  const { type } = question;
  const name = question.name.toLowerCase();
  const isNamed = (label: string): boolean => name === `${label}.${zone.name}`.toLowerCase();
  const isApex = question.name === zone.name;
  // Below the apex CoreDNS does not look whether the name exists before it says that it has no SOA.
  if (type === 'SOA') return { records: isApex ? [soaOf(zone)] : [] };
  if (type === 'NS' && isApex) return nameServers(zone);
  if (type === 'TXT' && isNamed('dns-version'))
    return { records: [{ name: question.name, type, ttlSeconds: 28_800, data: '"1.1.0"' }] };
  if (type !== 'TXT' && isNamed('ns.dns')) return { records: serverAddresses(zone, question) };
  const address = type === 'PTR' ? addressOfReverse(name) : undefined;
  if (address !== undefined) return pointers(zone, question, address);
  const things = lookUp(zone.store, zone.plugin, zone.name.toLowerCase(), name);
  if (things === 'no-such-name') return things;
  switch (type) {
    case 'A':
    case 'AAAA':
      return addresses(zone, question, things, aliases);
    case 'CNAME':
      return {
        records: things.filter(isAlias).map(({ host }) => record(zone, question, qualified(host))),
      };
    case 'SRV':
      return services(zone, question, things);
    case 'TXT':
      // A name that only has names below it exists, but not for this question.
      return things.length === 0 ? 'no-such-name' : { records: [] };
    default:
      return { records: [] };
  }
}

/**
 * The zone's start of authority. Its serial number is the time of the last change at CoreDNS; without a clock it stays 1. The
 * last number says for how many seconds the absence of a record may be remembered.
 */
export function soaOf({ name, plugin: { ttlSeconds } }: Zone): DnsRecord {
  return {
    name,
    type: 'SOA',
    ttlSeconds: Math.min(ttlSeconds, 300),
    data: `ns.dns.${name} hostmaster.${name} 1 7200 1800 86400 ${ttlSeconds}`,
  };
}

function nameServers(zone: Zone): Records {
  const servers = nameServersOf(zone);
  return {
    records: unique(servers.map(({ name }) => record(zone, { name: zone.name, type: 'NS' }, name))),
    additional: servers.map(({ name, address }) => addressRecord(zone, name, address)),
  };
}

function serverAddresses(zone: Zone, { name, type }: Question): readonly DnsRecord[] {
  return nameServersOf(zone)
    .map(({ address }) => addressRecord(zone, name, address))
    .filter((found) => found.type === type);
}

function pointers(zone: Zone, question: Question, address: Ip): Records | 'no-such-name' {
  const names = namesOf(zone.store, zone.plugin, address);
  if (names.length === 0) return 'no-such-name';
  return { records: unique(names.map((name) => record(zone, question, name))) };
}

function addresses(
  zone: Zone,
  question: Question,
  things: readonly Found[],
  aliases: readonly DnsRecord[],
): Records {
  const found = things.map((thing): Records => {
    if (isAlias(thing)) return follow(zone, question, qualified(thing.host), aliases);
    const address = addressRecord(zone, question.name, thing.host);
    return { records: address.type === question.type ? [address] : [] };
  });
  return {
    records: unique(found.flatMap(({ records }) => records)),
    ...(found.some(({ truncated }) => truncated) && { truncated: true }),
  };
}

/** An alias that leads nowhere inside the zone is left out; what is outside is asked for, and may have no answer. */
function follow(
  zone: Zone,
  question: Question,
  target: string,
  aliases: readonly DnsRecord[],
): Records {
  const alias = record(zone, { ...question, type: 'CNAME' }, target);
  const isKnown = ({ name, data }: DnsRecord): boolean =>
    [name, data].join(' ').toLowerCase() === [alias.name, target].join(' ').toLowerCase();
  const isLoop = target.toLowerCase() === question.name.toLowerCase() || aliases.some(isKnown);
  if (isLoop || aliases.length > aliasesMax) return { records: [] };
  const next = zone.elsewhere({ ...question, name: target }, [...aliases, alias]);
  const isInside = isIn(target.toLowerCase(), zone.name.toLowerCase());
  if (isInside && next.records.length === 0) return { records: [] };
  return {
    records: [alias, ...next.records],
    ...(next.truncated && { truncated: true }),
  };
}

/** RFC 2782: the weights of a name share 100 among what is behind it. Names of an ExternalName Service are left out. */
function services(zone: Zone, question: Question, things: readonly Found[]): Records {
  const targets = things.filter((thing) => !isAlias(thing));
  const weight = Math.max(1, Math.floor(100 / targets.length));
  const named = targets.flatMap(({ owner, host, port }) =>
    port === undefined ? [] : [{ target: `${owner}.${zone.name}`, host, port }],
  );
  return {
    records: unique(
      named.map(({ target, port }) => record(zone, question, `0 ${weight} ${port} ${target}`)),
    ),
    additional: unique(named.map(({ target, host }) => addressRecord(zone, target, host))),
  };
}

function record({ plugin }: Zone, { name, type }: Question, data: string): DnsRecord {
  return { name, type, ttlSeconds: plugin.ttlSeconds, data };
}

function addressRecord(zone: Zone, name: string, host: string): DnsRecord {
  const address = readIp(host);
  const type: RecordType = address && familyOf(address) === 'IPv6' ? 'AAAA' : 'A';
  return record(zone, { name, type }, address ?? host);
}

/** Only an ExternalName Service has a name instead of an address. */
function isAlias({ host }: Found): boolean {
  return readIp(host) === undefined;
}

function unique(records: readonly DnsRecord[]): readonly DnsRecord[] {
  const key = ({ name, type, data }: DnsRecord): string => `${name} ${type} ${data}`;
  return [...new Map(records.map((each) => [key(each), each])).values()];
}
