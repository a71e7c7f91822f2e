import { valueOf, readNumber } from '../words.ts';
import type { Ip } from '../../../net/index.ts';
import type { MatchDefinition, MatchWording, RuleContext } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m recent`: a memory of source addresses. `set` writes the packet's source and time down and always fits; `rcheck`
     * fits when the source was written down at most `seconds` ago, and `reap` forgets what is older. Authority:
     * xt_recent.c of Linux.
     */
    recent: {
      readonly list: string;
      /** Of the addresses in the list; decides the mask iptables-save prints. IPv4 where absent. */
      readonly family?: 'IPv4' | 'IPv6';
    } & (
      | { readonly action: 'set' }
      | { readonly action: 'rcheck'; readonly seconds: number; readonly reap?: boolean }
    );
  }
}

/** The module's parameter ip_list_tot: how many addresses a list remembers before it forgets the least recent. */
const addressesMax = 100;

function write(context: RuleContext, list: string, source: Ip): void {
  const seen = context.recent.get(list) ?? new Map<Ip, number>();
  context.recent.set(list, seen);
  // Deleted first: a Map keeps the order of insertion, and the first one is to be the least recent.
  seen.delete(source);
  if (seen.size >= addressesMax) for (const oldest of seen.keys()) if (seen.delete(oldest)) break;
  seen.set(source, context.nowSeconds);
}

function reap(context: RuleContext, list: string, seconds: number): void {
  const seen = context.recent.get(list);
  for (const [source, at] of seen ?? [])
    if (at < context.nowSeconds - seconds) seen?.delete(source);
}

const recent: MatchDefinition<'recent'> = {
  name: 'recent',
  fits(match, packet, context) {
    if (match.action === 'set') {
      write(context, match.list, packet.source);
      return true;
    }
    const at = context.recent.get(match.list)?.get(packet.source);
    if (match.reap === true) reap(context, match.list, match.seconds);
    return at !== undefined && at >= context.nowSeconds - match.seconds;
  },
  print(match) {
    const action =
      match.action === 'set'
        ? '--set'
        : `--rcheck --seconds ${match.seconds}${match.reap === true ? ' --reap' : ''}`;
    const mask = match.family === 'IPv6' ? Array(8).fill('ffff').join(':') : '255.255.255.255';
    return `-m recent ${action} --name ${match.list} --mask ${mask} --rsource`;
  },
};
export default recent;

export const wording: MatchWording<'recent'> = {
  modules: ['recent'],
  options: {
    '--set': 0,
    '--rcheck': 0,
    '--seconds': 1,
    '--reap': 0,
    '--name': 1,
    '--mask': 1,
    '--rsource': 0,
  },
  read(given) {
    const has = (option: string) => given.some(({ name }) => name === option);
    const list = {
      list: valueOf(given, '--name') ?? 'DEFAULT',
      ...(valueOf(given, '--mask')?.includes(':') === true && { family: 'IPv6' as const }),
    };
    if (has('--set')) return { ...list, action: 'set' };
    const seconds = readNumber(valueOf(given, '--seconds'));
    if (!has('--rcheck') || seconds === undefined) return undefined;
    return { ...list, action: 'rcheck', seconds, ...(has('--reap') && { reap: true }) };
  },
};
