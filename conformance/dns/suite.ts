import { createStore, type Obj, type Pod, type Store } from '../../src/sim/api/index.ts';
import { answer, candidates } from '../../src/sim/dns/index.ts';
import { resolvConfOf, type ResolvConf } from '../../src/sim/dns/resolvconf.ts';
import { ip, type DnsMessage, type DnsRecord, type RecordType } from '../../src/sim/net/index.ts';
import type { Result, Suite } from '../types.ts';

interface File {
  readonly fixtures: Readonly<Record<string, { readonly objects: readonly Obj[] }>>;
  readonly cases: readonly (QueryCase | ConfCase | SearchCase)[];
}

interface QueryCase {
  readonly kind: 'query';
  readonly id: string;
  readonly fixture: string;
  readonly config: {
    readonly zones: readonly string[];
    readonly pods: 'disabled' | 'insecure' | 'verified';
    readonly namespaces?: readonly string[];
    readonly ignoreEmptyService?: boolean;
    readonly serverIPs?: readonly string[];
  };
  readonly query: { readonly name: string; readonly type: RecordType };
  /** What the stand-in for the resolver outside returns. */
  readonly upstreamAnswer?: readonly WrittenRecord[];
  readonly expect: {
    readonly rcode: string;
    readonly answer: readonly WrittenRecord[];
    readonly authority: readonly WrittenRecord[];
    readonly additional: readonly WrittenRecord[];
    readonly truncated?: boolean;
  };
}

interface ConfCase {
  readonly kind: 'resolvconf';
  readonly id: string;
  readonly pod: Pod;
  readonly node: {
    readonly clusterDNS: readonly string[];
    readonly clusterDomain: string;
    readonly hostResolvConf: ResolvConf;
  };
  readonly expect: ResolvConf;
}

interface SearchCase {
  readonly kind: 'search';
  readonly id: string;
  readonly fixture: string;
  readonly resolvConf: { readonly searches: readonly string[]; readonly ndots: number };
  readonly lookup: string;
  readonly externalRecords: Readonly<Record<string, string>>;
  readonly expect: {
    readonly queries: readonly string[];
    readonly resolvesTo: string | null;
    readonly canonical: string | null;
  };
}

/** A record as the recording writes it: `data`, or the parts of an SRV or SOA record. */
interface WrittenRecord {
  readonly name: string;
  readonly type: RecordType;
  /** Absent where it was not looked at. */
  readonly ttl?: number;
  readonly data?: string;
  readonly priority?: number;
  readonly weight?: number;
  readonly port?: number;
  readonly target?: string;
  readonly mname?: string;
  readonly rname?: string;
}

type Answer = NonNullable<DnsMessage['answer']>;

/** What CoreDNS answers, what the kubelet writes into resolv.conf, and what a resolver makes of both. */
const suite: Suite = {
  name: 'dns',
  run: (file) => (file as File).cases.map((one) => ({ id: one.id, ...run(one, file as File) })),
};
export default suite;

function run(one: File['cases'][number], { fixtures }: File): Omit<Result, 'id'> {
  switch (one.kind) {
    case 'query':
      return runQuery(one, storeOf(fixtures[one.fixture]?.objects));
    case 'resolvconf':
      return compare(wordsOfConf(one.expect), wordsOfConf(confOf(one)));
    case 'search':
      return runSearch(one, storeOf(fixtures[one.fixture]?.objects));
  }
}

/** A missing fixture is thrown, so that its case counts as failed. */
function storeOf(objects: readonly Obj[] | undefined): Store {
  if (!objects) throw new Error('There is no such fixture.');
  return createStore(
    objects.map((object) => ({
      object: {
        ...object,
        metadata: { ...object.metadata, namespace: object.metadata.namespace ?? '' },
      },
      source: { by: 'cluster' },
    })),
  );
}

function runQuery(
  { config, query, upstreamAnswer, expect }: QueryCase,
  store: Store,
): Omit<Result, 'id'> {
  const told = answer(store, query, {
    plugin: {
      zones: config.zones,
      pods: config.pods,
      namespaces: config.namespaces ?? [],
      ignoreEmptyService: config.ignoreEmptyService ?? false,
      // The plugin's own default: the recording's servers did not set one.
      ttlSeconds: 5,
      fallThrough: [],
    },
    addresses: (config.serverIPs ?? []).map((address) => ip(address)),
    upstream: () => upstreamFrom(query.name, upstreamAnswer ?? [], expect.truncated === true),
  });
  const dated = [...expect.answer, ...expect.authority, ...expect.additional].every(
    ({ ttl }) => ttl !== undefined,
  );
  const sections = [
    [expect.answer, told.records],
    [expect.authority, told.authority ?? []],
    [expect.additional, told.additional ?? []],
  ] as const;
  const expected = [
    [expect.rcode, expect.truncated && 'truncated'],
    ...sections.map(([written]) => written.map((record) => wordsOfWritten(record, dated)).sort()),
  ];
  const actual = [
    [told.rcode, told.truncated && 'truncated'],
    ...sections.map(([, records]) => records.map((record) => wordsOf(record, dated)).sort()),
  ];
  return compare(linesOf(expected), linesOf(actual));
}

/**
 * The stand-in of the plugin's own tests: it knows the answer and its TC bit, and leaves out the alias that led to it. The
 * recording has that bit beside the expected answer alone.
 */
function upstreamFrom(
  asked: string,
  written: readonly WrittenRecord[],
  truncated: boolean,
): Answer {
  return {
    rcode: 'NOERROR',
    authoritative: false,
    records: written
      .filter(({ type, name }) => type !== 'CNAME' || name !== asked)
      .map(({ name, type, ttl = 0, data = '' }) => ({ name, type, ttlSeconds: ttl, data })),
    ...(truncated && { truncated }),
  };
}

function confOf({ pod, node }: ConfCase): ResolvConf {
  return resolvConfOf(pod, {
    clusterDns: node.clusterDNS,
    clusterDomain: node.clusterDomain,
    host: node.hostResolvConf,
  });
}

function runSearch(
  { resolvConf, lookup, externalRecords, expect }: SearchCase,
  store: Store,
): Omit<Result, 'id'> {
  const queries: string[] = [];
  for (const name of candidates(lookup, { search: resolvConf.searches, ndots: resolvConf.ndots })) {
    queries.push(name);
    const { records } = answer(
      store,
      { name, type: 'A' },
      { upstream: (question) => outside(externalRecords, question.name) },
    );
    const found = records.find(({ type }) => type === 'A');
    if (found)
      return compare(
        linesOfSearch(expect),
        linesOfSearch({ queries, resolvesTo: found.data, canonical: found.name }),
      );
  }
  return compare(
    linesOfSearch(expect),
    linesOfSearch({ queries, resolvesTo: null, canonical: null }),
  );
}

function outside(records: SearchCase['externalRecords'], name: string): Answer {
  const data = records[name];
  return data === undefined
    ? { rcode: 'NXDOMAIN', authoritative: false, records: [] }
    : {
        rcode: 'NOERROR',
        authoritative: false,
        records: [{ name, type: 'A', ttlSeconds: 30, data }],
      };
}

function linesOfSearch({ queries, resolvesTo, canonical }: SearchCase['expect']): string {
  return [...queries, `${resolvesTo ?? 'nothing'} of ${canonical ?? 'no name'}`].join('\n');
}

function wordsOfConf({ nameservers, searches, options }: ResolvConf): string {
  return [
    `nameserver ${nameservers.join(' ')}`,
    `search ${searches.join(' ')}`,
    `options ${[...options].sort().join(' ')}`,
  ].join('\n');
}

function wordsOfWritten(record: WrittenRecord, dated: boolean): string {
  const { priority, weight, port, target, mname, rname } = record;
  const data =
    record.type === 'SRV'
      ? [priority, weight, port, target].join(' ')
      : record.type === 'SOA'
        ? [mname, rname].join(' ')
        : record.data;
  return wordsOf(
    { name: record.name, type: record.type, ttlSeconds: record.ttl ?? 0, data: data ?? '' },
    dated,
  );
}

/** Serial number and timers of an SOA record are not compared. */
function wordsOf({ name, type, ttlSeconds, data }: DnsRecord, dated: boolean): string {
  const compared = type === 'SOA' ? data.split(' ').slice(0, 2).join(' ') : data;
  return [name, ...(dated ? [ttlSeconds] : []), type, compared].join(' ');
}

function linesOf(sections: readonly (readonly (string | false | undefined)[])[]): string {
  return sections.map((words) => words.filter(Boolean).join(', ')).join(' | ');
}

function compare(expected: string, actual: string): Omit<Result, 'id'> {
  return { passed: expected === actual, expected, actual };
}
