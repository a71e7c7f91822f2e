import { withPort, type Ip } from '../../net/index.ts';

/** What several matches and targets share when they are printed as iptables-save prints them, or compare interface names. */

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
