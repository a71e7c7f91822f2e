import { bytesOf, readIp, type Ip } from '../net/index.ts';

/** `name` with the dot that makes it fully qualified. */
export function qualified(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/** Whether `name` is `zone` or lies in it; both fully qualified and in lower case. */
export function isIn(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`) || zone === '.';
}

/** The labels of `name` before `zone`: `['web', 'default', 'svc']`. */
export function labelsBefore(name: string, zone: string): readonly string[] {
  const rest = name.slice(0, name.length - zone.length).replace(/\.$/, '');
  return rest === '' ? [] : rest.split('.');
}

/** The address that a name below in-addr.arpa or ip6.arpa stands for (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export function addressOfReverse(name: string): Ip | undefined {
  const [, v4] = /^((?:\d{1,3}\.){4})in-addr\.arpa\.$/.exec(name) ?? [];
  if (v4 !== undefined) return readIp(v4.slice(0, -1).split('.').reverse().join('.'));
  const [, v6] = /^((?:[0-9a-f]\.){32})ip6\.arpa\.$/.exec(name) ?? [];
  const digits = v6?.replaceAll('.', '').split('').reverse().join('');
  return digits === undefined ? undefined : readIp((digits.match(/.{4}/g) ?? []).join(':'));
}

/** The name whose PTR records tell the names of an address. */
export function reverseNameOf(address: Ip): string {
  const parts = bytesOf(address).toReversed();
  if (parts.length === 4) return `${parts.join('.')}.in-addr.arpa.`;
  return `${parts.map((byte) => `${(byte & 15).toString(16)}.${(byte >> 4).toString(16)}`).join('.')}.ip6.arpa.`;
}

/** An address as a label: `10-244-1-5`, `fd00--7`. No name may end with a dash. */
export function labelOfAddress(address: string): string {
  return address.replaceAll(/[.:]/g, '-').replace(/-$/, '-0');
}

/** The address a Pod's label stands for, if it is one. */
export function addressOfLabel(label: string): Ip | undefined {
  const isV4 = label.split('-').length === 4 && !label.includes('--');
  return readIp(label.replaceAll('-', isV4 ? '.' : ':'));
}
