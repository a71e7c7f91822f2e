import { cidr, contains, familyOf, nth, readCidr, readIp, type Cidr } from '../../net/address.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { invalid } from './errors.ts';

// As k8s.io/apimachinery/pkg/util/validation/ip.go with StrictIPCIDRValidation, which is on in Kubernetes 1.36.

/** The errors of a text that should be an IP address. */
export function checkIp(text: string, path: FieldPath): readonly FieldError[] {
  if (readIp(text) !== undefined) return [];
  const zeros = /^\d+\.\d+\.\d+\.\d+$/.test(text) && /(^|\.)0\d/.test(text);
  const detail = zeros
    ? 'must not have leading 0s'
    : 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  return [invalid(path, text, detail)];
}

/** The errors of a text that should be a range of addresses without host bits. */
export function checkCidr(text: string, path: FieldPath): readonly FieldError[] {
  const range = readCidr(text);
  if (range === undefined) {
    const detail = hasLeadingZeros(text)
      ? 'must not have leading 0s in IP or prefix length'
      : 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
    return [invalid(path, text, detail)];
  }
  const address = readIp(text.slice(0, text.indexOf('/')));
  if (address === undefined || address === nth(range, 0)) return [];
  return [invalid(path, text, 'must not have bits set beyond the prefix length')];
}

/** Whether a text would be a range if its numbers were written without zeros in front. */
function hasLeadingZeros(text: string): boolean {
  const plain = text.replace(/(^|[./])0+(?=\d)/g, '$1');
  return plain !== text && readCidr(plain) !== undefined;
}

const special: readonly (readonly [detail: string, ranges: readonly Cidr[]])[] = [
  ['may not be unspecified (0.0.0.0 or ::)', [cidr('0.0.0.0/32'), cidr('::/128')]],
  [
    'may not be in the loopback range (127.0.0.0/8, ::1/128)',
    [cidr('127.0.0.0/8'), cidr('::1/128')],
  ],
  [
    'may not be in the link-local range (169.254.0.0/16, fe80::/10)',
    [cidr('169.254.0.0/16'), cidr('fe80::/10')],
  ],
  [
    'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
    [cidr('224.0.0.0/24'), cidr('ff02::/16')],
  ],
];

/** The errors of an address that has a meaning of its own and cannot stand for an endpoint or an external address. */
export function checkNotSpecial(text: string, path: FieldPath): readonly FieldError[] {
  const address = readIp(text);
  if (address === undefined) return [];
  const family = familyOf(address);
  return special
    .filter(([, ranges]) =>
      ranges.some((range) => range.family === family && contains(range, address)),
    )
    .map(([detail]) => invalid(path, text, detail));
}

/** The errors of a text that should be a range in its one canonical spelling. */
export function checkStrictCidr(text: string, path: FieldPath): readonly FieldError[] {
  const errors = checkCidr(text, path);
  const range = readCidr(text);
  if (errors.length > 0 || !range || range.text === text) return errors;
  return [invalid(path, text, `must be in canonical form ("${range.text}")`)];
}
