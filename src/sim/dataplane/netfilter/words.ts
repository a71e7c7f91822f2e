import { hostCidr, readCidr, readIp, withPort, type Cidr, type Ip } from '../../net/index.ts';
import type { GivenOption } from './types.ts';

/** What several matches and targets share when they are printed as iptables-save prints them, are read, or compare interface names. */

/** The exclamation mark before a negated option. */
export function printNegated(negated: boolean | undefined): string {
  return negated === true ? '! ' : '';
}

export function printHex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** `80`, or `80:90` for a range. */
export function printPorts(first: number, last: number | undefined): string {
  return last === undefined || last === first ? `${first}` : `${first}:${last}`;
}

/** A text in double quotes, unless every character of it is harmless (xtables_save_string of iptables' xtables.c). */
export function printText(text: string): string {
  if (/^[-_0-9A-Za-z]+$/.test(text)) return text;
  return `"${text.replaceAll(/["\\']/g, '\\$&')}"`;
}

/** Whether an interface bears this name; a pattern that ends in `+` fits all names that begin with the rest. */
export function fitsInterface(pattern: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** `10.244.1.2:8080`, `[fd00::2]:8080`, or the address alone. */
export function printTo(address: Ip, port: number | undefined): string {
  return port === undefined ? address : withPort(address, port);
}

/** The value of an option, or of none if it was not given. */
export function valueOf(given: readonly GivenOption[], option: string): string | undefined {
  return given.find(({ name }) => name === option)?.values[0];
}

/** `negated: true`, for an option behind an exclamation mark. */
export function negation({ negated }: GivenOption): { readonly negated?: true } {
  return negated ? { negated: true } : {};
}

interface Negatable {
  readonly negated?: boolean;
}

/** `10.0.0.0/8`, or an address alone. */
export function readRange([option]: readonly GivenOption[]):
  ({ range: Cidr } & Negatable) | undefined {
  const text = option?.values[0] ?? '';
  const address = readIp(text);
  const range = address === undefined ? readCidr(text) : hostCidr(address);
  return option && range && { range, ...negation(option) };
}

export function readInterface([option]: readonly GivenOption[]):
  ({ interface: string } & Negatable) | undefined {
  const name = option?.values[0];
  return option && name !== undefined ? { interface: name, ...negation(option) } : undefined;
}

/** `80`, or `80:90` for a range. */
export function readPorts(
  [option]: readonly GivenOption[],
  module: string,
): ({ protocol: PortProtocol; port: number; last?: number } & Negatable) | undefined {
  const [port, ...others] = readNumbers(option?.values[0], ':') ?? [];
  if (!option || port === undefined || others.length > 1) return undefined;
  const [last] = others;
  const end = last === undefined ? {} : { last };
  return { protocol: protocolOf(module), port, ...end, ...negation(option) };
}

type PortProtocol = 'TCP' | 'UDP' | 'SCTP';

/** The protocol whose module (`-m tcp`) this is. */
export function protocolOf(module: string): PortProtocol {
  return module === 'tcp' ? 'TCP' : module === 'udp' ? 'UDP' : 'SCTP';
}

/** A whole number, decimal or `0x`. */
export function readNumber(text: string | undefined): number | undefined {
  return /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text ?? '') ? Number(text) : undefined;
}

function readNumbers(text: string | undefined, between: string): readonly number[] | undefined {
  const numbers = (text ?? '').split(between).map(readNumber);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

/** `0x4000/0x4000`, or a value alone. */
export function readBits(text: string | undefined): { value: number; mask?: number } | undefined {
  const [value, ...others] = readNumbers(text, '/') ?? [];
  if (value === undefined || others.length > 1) return undefined;
  const [mask] = others;
  return mask === undefined ? { value } : { value, mask };
}

/** `10.244.1.2:8080`, `[fd00::2]:8080`, or an address alone. */
export function readTo(text: string | undefined): { address: Ip; port?: number } | undefined {
  const whole = readIp(text ?? '');
  if (whole !== undefined) return { address: whole };
  const [, inside, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text ?? '') ?? [];
  const address = readIp(inside ?? plain ?? '');
  return address === undefined ? undefined : { address, port: Number(digits) };
}
