import { recordTypes, type RecordType } from '../net/index.ts';

/** What a request is for, read from what the learner typed. */
export interface Target {
  readonly scheme: 'http' | 'https' | 'tcp' | 'udp' | 'sctp' | 'icmp' | 'dns';
  readonly host: string;
  /** 1 to 65535; 0 for a lookup alone and for a ping. */
  readonly port: number;
  readonly path: string;
  /** Of a lookup that wants records of one type, as `host -t` does; without it a lookup is for addresses, as programs make it. */
  readonly record?: RecordType;
  /** Length of the whole packet of a ping, where one is asked for. */
  readonly bytes?: number;
}

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, icmp: 0, dns: 0 };
const shape = /^(?:([a-z]+):\/\/)?(\[[0-9a-fA-F:.]+\]|[^\s:/?#[\]]+)(?::(\d{1,5}))?([/?#]\S*)?$/;

/**
 * Reads `http://web:80/path`, `web`, `tcp://10.244.1.2:6379`, `icmp://10.244.1.2` (a ping; `?size=1472` as with `ping -s 1472 -M do`), `dns://web` (`?type=SRV` for
 * records of another type) …: without a scheme it is HTTP, as curl takes it.
 * `undefined` for anything else.
 */
export function readTarget(text: string): Target | undefined {
  const found = shape.exec(text.trim());
  if (!found) return undefined;
  const scheme = found[1] ?? 'http';
  if (!isScheme(scheme)) return undefined;
  const port = found[3] === undefined ? defaultPorts[scheme] : Number(found[3]);
  if (port === undefined || port > 65535 || (port === 0) !== (defaultPorts[scheme] === 0))
    return undefined;
  const host = (found[2] ?? '').replace(/^\[|\]$/g, '');
  const path = found[4] ?? '/';
  const bytes = scheme === 'icmp' ? sizeIn(path) : undefined;
  const record = scheme === 'dns' ? typeIn(path) : undefined;
  if (record === 'unknown') return undefined;
  return {
    scheme,
    host,
    port,
    path,
    ...(bytes !== undefined && { bytes }),
    ...(record && { record }),
  };
}

/** Data, ICMP and IPv4 header; at most what the length field of IPv4 holds. */
function sizeIn(path: string): number | undefined {
  const found = /[?&]size=(\d{1,5})(?:&|$)/.exec(path);
  return found ? Math.min(Number(found[1]) + 28, 65535) : undefined;
}

function typeIn(path: string): RecordType | 'unknown' | undefined {
  const asked = /[?&]type=([^&]*)/.exec(path)?.[1]?.toUpperCase();
  return asked === undefined
    ? undefined
    : (recordTypes.find((type) => type === asked) ?? 'unknown');
}

function isScheme(text: string): text is Target['scheme'] {
  return ['http', 'https', 'tcp', 'udp', 'sctp', 'icmp', 'dns'].includes(text);
}
