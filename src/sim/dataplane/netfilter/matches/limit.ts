import { readNumber, valueOf } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m limit`: at most so many packets in a while, after a first `burst`. The packets of one request are never too many: the
     * simulation takes every one to fit.
     */
    limit: { readonly rate: number; readonly per: keyof typeof units; readonly burst: number };
  }
}

/** The shortest words iptables-save has for them, by the words people may write (libxt_limit.c). */
const units = { sec: 'second', min: 'minute', hour: 'hour', day: 'day' } as const;
const usualBurst = 5;

const limit: MatchDefinition<'limit'> = {
  name: 'limit',
  fits: () => true,
  print: ({ rate, per, burst }) =>
    `-m limit --limit ${rate}/${per}${burst === usualBurst ? '' : ` --limit-burst ${burst}`}`,
};
export default limit;

export const wording: MatchWording<'limit'> = {
  modules: ['limit'],
  options: { '--limit': 1, '--limit-burst': 1 },
  read(given) {
    const [, digits, unit = ''] =
      /^(\d{1,9})(?:\/([a-z]+))?$/.exec(valueOf(given, '--limit') ?? '3/hour') ?? [];
    const per = (Object.keys(units) as (keyof typeof units)[]).find((each) =>
      units[each].startsWith(unit === '' ? 'second' : unit),
    );
    const rate = readNumber(digits);
    const burst = readNumber(valueOf(given, '--limit-burst') ?? `${usualBurst}`);
    return rate === undefined || !per || burst === undefined ? undefined : { rate, per, burst };
  },
};
