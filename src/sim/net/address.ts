import { fourParts, printIpv6, readIpv6 } from './ipv6.ts';

/** An IPv4 or IPv6 address that has been read and is written in canonical form. Made only by {@link readIp}. */
export type Ip = string & { readonly brand: 'Ip' };

export type IpFamily = 'IPv4' | 'IPv6';

/** A range of addresses. `text` is canonical (host bits cleared), for example `10.244.1.0/24`. */
export interface Cidr {
  readonly text: string;
  readonly family: IpFamily;
  readonly base: readonly number[];
  readonly prefix: number;
}

const rememberedMax = 20_000;
const rememberedBytes = new Map<string, readonly number[]>();

/**
 * Reads an address as Kubernetes 1.36 does (strict: four decimal parts without leading zeros, no zone). Anything else is
 * `undefined`.
 */
export function readIp(text: string): Ip | undefined {
  if (rememberedBytes.has(text)) return text as Ip;
  if (text.includes(':')) {
    const bytes = readIpv6(text);
    return bytes && fromBytes(bytes);
  }
  return fourParts.test(text) ? (text as Ip) : undefined;
}

/** An address known to be valid, from our own code. Throws when it is not. */
export function ip(text: string): Ip {
  const read = readIp(text);
  if (read === undefined) throw new Error(`Broken promise: ${text} is an IP address`);
  return read;
}

export function familyOf(address: Ip): IpFamily {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** The bytes of an address: 4 or 16 of them. */
export function bytesOf(address: Ip): readonly number[] {
  const known = rememberedBytes.get(address);
  if (known) return known;
  const bytes = readIpv6(address) ?? address.split('.').map(Number);
  if (rememberedBytes.size >= rememberedMax) rememberedBytes.clear();
  rememberedBytes.set(address, bytes);
  return bytes;
}

/** Reads a range such as `10.0.0.0/8`, host bits allowed. Anything else is `undefined`. */
export function readCidr(text: string): Cidr | undefined {
  const [address, length, ...rest] = text.split('/');
  if (address === undefined || length === undefined || rest.length > 0) return undefined;
  if (!/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const parsed = readIp(address);
  if (parsed === undefined) return undefined;
  const family = familyOf(parsed);
  const prefix = Number(length);
  if (prefix > (family === 'IPv4' ? 32 : 128)) return undefined;
  const base = bytesOf(parsed).map((byte, index) => byte & maskByte(prefix, index));
  return { text: `${fromBytes(base)}/${prefix}`, family, base, prefix };
}

/** A range known to be valid, from our own code. Throws when it is not. */
export function cidr(text: string): Cidr {
  const read = readCidr(text);
  if (read === undefined) throw new Error(`Broken promise: ${text} is a CIDR`);
  return read;
}

/** The range that holds just this address: /32 or /128. */
export function hostCidr(address: Ip): Cidr {
  const base = bytesOf(address);
  const prefix = base.length * 8;
  return { text: `${address}/${prefix}`, family: familyOf(address), base, prefix };
}

/** Whether `address` lies in `range`; false when the families differ. */
export function contains(range: Cidr, address: Ip): boolean {
  const bytes = bytesOf(address);
  if (bytes.length !== range.base.length) return false;
  const whole = range.prefix >> 3;
  for (let index = 0; index < whole; index++) if (bytes[index] !== range.base[index]) return false;
  if (whole === bytes.length) return true;
  return ((bytes[whole] ?? 0) & maskByte(range.prefix, whole)) === range.base[whole];
}

/** The address `offset` places after the first one of `range`. Throws when that leaves the range. */
export function nth(range: Cidr, offset: number): Ip {
  const bytes = [...range.base];
  let carry = offset;
  for (let index = bytes.length - 1; index >= 0 && carry > 0; index--) {
    const sum = (bytes[index] ?? 0) + carry;
    bytes[index] = sum & 255;
    carry = Math.floor(sum / 256);
  }
  const address = fromBytes(bytes);
  if (!contains(range, address))
    throw new Error(`Broken promise: ${range.text} has an address number ${offset}`);
  return address;
}

/** How many addresses `range` holds, up to `Number.MAX_SAFE_INTEGER`. */
export function sizeOf(range: Cidr): number {
  return Math.min(
    2 ** ((range.family === 'IPv4' ? 32 : 128) - range.prefix),
    Number.MAX_SAFE_INTEGER,
  );
}

/** `ip:port`, with an IPv6 address in brackets, as kube-proxy prints endpoints. */
export function withPort(address: Ip, port: number): string {
  return familyOf(address) === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}

function fromBytes(bytes: readonly number[]): Ip {
  return (bytes.length === 4 ? bytes.join('.') : printIpv6(bytes)) as Ip;
}

function maskByte(prefix: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefix - index * 8));
  return (0xff << (8 - bits)) & 0xff;
}
