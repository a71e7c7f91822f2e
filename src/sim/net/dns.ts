import type { Ip } from './address.ts';

/** RFC 1035 section 4.1.1, the codes a cluster meets. */
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';

export type RecordType = 'A' | 'AAAA' | 'SRV' | 'PTR' | 'CNAME';

export interface DnsRecord {
  /** Fully qualified, with the final dot. */
  readonly name: string;
  readonly type: RecordType;
  readonly ttlSeconds: number;
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
    readonly records: readonly DnsRecord[];
  };
}

/** The addresses in an answer, in its order. */
export function addressesIn(message: DnsMessage): readonly Ip[] {
  const records = message.answer?.records ?? [];
  return records
    .filter(({ type }) => type === 'A' || type === 'AAAA')
    .map(({ data }) => data as Ip);
}
