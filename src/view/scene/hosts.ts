import type { Around } from './around.ts';
import { wordsWidthOf, type Hosts } from './host.ts';
import { hostsBetween } from './hostsBetween.ts';
import { hostsInRow } from './hostsInRow.ts';
import type { StageLabels } from './types.ts';

const widthMax = 900;
/** Space between the words of neighbours. */
const gap = 16;

/**
 * Lays out the hosts around the nodes, in the middle of `width`: in one row where nobody stands in anybody's way, and otherwise between the
 * networks that they are plugged into.
 */
export function layOutHosts(around: Around, width: number, labels: StageLabels): Hosts {
  const { inside, routers, outside } = around;
  const hosts = [...inside, ...routers, ...outside];
  const used = Math.min(width, widthMax);
  const widest = Math.max(0, ...hosts.map((host) => wordsWidthOf(host, labels)));
  const isSimple = routers.length <= 1 && outside.length <= 1;
  const fits = hosts.length * (widest + gap) <= used;
  const left = (width - used) / 2;
  return isSimple && fits
    ? hostsInRow(around, left, used, labels)
    : hostsBetween(around, left, used, labels);
}
