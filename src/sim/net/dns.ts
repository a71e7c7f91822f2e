import type { Ip } from './address.ts';

/** RFC 1035 section 4.1.1, the codes a cluster meets. */
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';

/** What may be asked for, in the order in which it is offered. */
export const recordTypes = [
  'A',
  'AAAA',
  'SRV',
  'PTR',
  'CNAME',
  'NS',
  'SOA',
  'TXT',
  'MX',
  'HINFO',
] as const;

export type RecordType = (typeof recordTypes)[number];

export interface DnsRecord {
  /** Fully qualified, with the final dot. */
  readonly name: string;
  readonly type: RecordType;
  readonly ttlSeconds: number;
  /** As dig prints it, such as `0 50 80 web.default.svc.cluster.local.` of an SRV record. */
  readonly data: string;
}

/** A DNS query or its answer, as the payload of a packet. */
export interface DnsMessage {
  readonly carries: 'dns';
  readonly id: number;
  readonly question: { readonly name: string; readonly type: RecordType };
  readonly answer?: {
    readonly rcode: Rcode;
    readonly authoritative: boolean;
    /** The TC bit: there was more than fitted. */
    readonly truncated?: true;
    readonly records: readonly DnsRecord[];
    /** Where there is no such name, or nothing of the asked type: the SOA of the zone, whose TTL says how long that may be remembered (RFC 2308). */
    readonly authority?: readonly DnsRecord[];
    /** Addresses of the names in `records`, so that nobody has to ask for them. */
    readonly additional?: readonly DnsRecord[];
  };
}

/** The addresses in an answer, in its order. */
export function addressesIn(message: DnsMessage): readonly Ip[] {
  const records = message.answer?.records ?? [];
  return records
    .filter(({ type }) => type === 'A' || type === 'AAAA')
    .map(({ data }) => data as Ip);
}
