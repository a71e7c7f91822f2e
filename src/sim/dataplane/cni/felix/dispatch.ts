import {
  comment,
  drop,
  rule,
  type Chain,
  type Match,
  type Rule,
  type Target,
} from '../../netfilter/index.ts';
import type { Direction } from '../../../policy/index.ts';
import { endpointChainName, type Endpoint } from './endpoints.ts';

const roots: Readonly<Record<Direction, string>> = {
  ingress: 'cali-to-wl-dispatch',
  egress: 'cali-from-wl-dispatch',
};

/**
 * From a packet's device to the chain of its Pod. Where the names of several devices go on with the same character, there is a
 * chain for them (felix/rules/dispatch.go, buildSingleDispatchChainTree).
 */
export function dispatchChains(
  endpoints: readonly Endpoint[],
  direction: Direction,
): readonly Chain[] {
  const sorted = endpoints.toSorted((one, other) => (one.device < other.device ? -1 : 1));
  const common = commonPrefix(sorted.map(({ device }) => device));
  const byPrefix = new Map<string, Endpoint[]>();
  for (const each of sorted) {
    const prefix = each.device.slice(0, common.length + 1);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), each]);
  }
  const last = rule([comment('Unknown interface')], drop);
  const lead = (name: string, chain: string, because: Rule['because'] = []): Rule =>
    rule([byDevice(direction, name)], goto(chain), because);
  const leadTo = ({ device, because }: Endpoint): Rule =>
    lead(device, endpointChainName(direction, device), because);

  const branches = [...byPrefix]
    .filter(([, group]) => group.length > 1)
    .map(([prefix, group]): Chain & { readonly prefix: string } => ({
      prefix,
      name: `${roots[direction]}-${prefix.slice(common.length)}`,
      rules: [...group.map(leadTo), last],
    }));
  const root = [...byPrefix].flatMap(([prefix, group]) => {
    const branch = branches.find((each) => each.prefix === prefix);
    return branch ? [lead(`${prefix}+`, branch.name)] : group.map(leadTo);
  });
  return [{ name: roots[direction], rules: [...root, last] }, ...branches];
}

function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length++;
  return first.slice(0, length);
}

function byDevice(direction: Direction, name: string): Match {
  return { match: direction === 'egress' ? 'inInterface' : 'outInterface', interface: name };
}

function goto(chain: string): Target {
  return { target: 'goto', chain };
}
