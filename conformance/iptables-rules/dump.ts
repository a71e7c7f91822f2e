import type { Dump } from './canonical.ts';

/** A dump as text to compare: chains by name, rules in an order that means something. */
export function printDump(dump: Dump): string {
  return [...dump]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([name, rules]) => [`[${name}]`, ...ordered(name.split(' ')[1] ?? '', rules)])
    .join('\n');
}

const shared = /^KUBE-(?:SERVICES|NODEPORTS|EXTERNAL-SERVICES|PROXY-FIREWALL)$/;

/**
 * The rules of a chain in the order that counts. kube-proxy goes through its Services in any order: in the chains they
 * share, only the order within one Service port means something, and that the jump to the node ports comes last.
 */
export function ordered(chain: string, rules: readonly string[]): readonly string[] {
  return shared.test(chain) ? [...rules].sort(byServicePort) : rules;
}

function byServicePort(first: string, second: string): number {
  const port = (rule: string) => /--comment "?([^" ]*)/.exec(rule)?.[1] ?? '';
  const last = (rule: string) => Number(rule.includes('must be the last rule'));
  if (last(first) !== last(second)) return last(first) - last(second);
  return port(first) < port(second) ? -1 : port(first) > port(second) ? 1 : 0;
}
