import type { Ip } from '../../sim/net/index.ts';
import type { Netns } from '../../sim/dataplane/types.ts';
import { discSize } from './kernel-plan.ts';
import type { Part } from './part.ts';
import type { Box, Link, ScenePoint, StageLabels, Station, Words } from './types.ts';
import { chipPadding } from './text.ts';
import { chipAt, chipIn, chipWidth, lineHeight, wordsAt, wordsIn } from './words.ts';

/** From the node network's bar down to the hosts: its name stands there, clear of capsules on the bar. */
export const belowBar = 31;

/** The hosts around the nodes, in coordinates of their own: below the node network's bar by `belowBar`. */
export interface Hosts {
  readonly part: Part;
  readonly height: number;
  /** Where wires come down from the node network, from left to right. */
  readonly drops: readonly number[];
}

/** Where the words of a host stand: below its disc, or at its right in the room there is. */
export type WordsPlace = 'below' | { readonly width: number };

/** A host and its place: a disc with its words. */
export interface Spot {
  readonly host: Netns;
  readonly at: ScenePoint;
  readonly box: Box;
}

export function spotOf(
  host: Netns,
  at: ScenePoint,
  labels: StageLabels,
  place: WordsPlace = 'below',
): Spot {
  const address = addressOf(host);
  const label = nameOf(host, labels);
  const quiet = isQuiet(host);
  const role = quiet ? 'quiet-name' : 'name';
  const box: Box = {
    id: host.id,
    kind: 'host',
    shape: 'disc',
    label,
    words: wordsOf(label, role, address, at, place),
    x: at.x - discSize / 2,
    y: at.y - discSize / 2,
    width: discSize,
    height: discSize,
    netns: host.id,
    because: host.because,
    quiet,
    ...(address && { address }),
  };
  return { host, at, box };
}

function wordsOf(
  label: string,
  role: 'name' | 'quiet-name',
  address: Ip | undefined,
  { x, y }: ScenePoint,
  place: WordsPlace,
): readonly Words[] {
  const line = lineHeight(role) + 1;
  if (place === 'below') {
    const top = y + discSize / 2 + 4;
    const chip = address && chipAt(address, 'center', x, top + line);
    return [wordsAt(label, role, 'center', x, top), ...(chip ? [chip] : [])];
  }
  const left = x + besideDisc;
  const { width } = place;
  const top = address ? y - (line + lineHeight('address')) / 2 : y - line / 2;
  const fits = address !== undefined && chipWidth(address) <= width;
  const chip =
    address &&
    (fits
      ? chipAt(address, 'left', left - chipPadding, top + line)
      : chipIn(address, left - chipPadding, top + line, Math.max(0, width)));
  return [wordsIn(label, role, 'left', left, top, width), ...(chip ? [chip] : [])];
}

/** From the middle of a disc to words at its right. Names and addresses begin alike, in a chip or without. */
export const besideDisc = discSize / 2 + chipPadding + 2;

/** How wide the words of a host are. */
export function wordsWidthOf(host: Netns, labels: StageLabels): number {
  const role = isQuiet(host) ? 'quiet-name' : 'name';
  const words = wordsAt(nameOf(host, labels), role, 'left', 0, 0);
  const address = addressOf(host);
  return Math.max(words.width, address ? chipWidth(address) : 0);
}

/** A host that only answers, and carries nobody's packets, is there for completeness. */
function isQuiet({ listeners }: Netns): boolean {
  return listeners.length > 0;
}

function nameOf(host: Netns, labels: StageLabels): string {
  return labels.names[host.name] ?? host.name;
}

function addressOf(host: Netns): Ip | undefined {
  const cards = [...host.interfaces.values()].filter(({ device }) => device.type === 'ethernet');
  return cards[0]?.addresses[0]?.ip;
}

/** From the node network's bar down to a host. */
export function dropTo({ host, at }: Spot): Link {
  const points = [{ x: at.x, y: -belowBar }, at];
  return { id: `${host.id}/lane`, area: 'stage', points, hidden: false, directed: false };
}

/** All places of a host are one: what happens inside it is not drawn. */
export function stationsOf({ host, at, box }: Spot): readonly Station[] {
  const places = [
    'socket',
    'routing',
    ...[...host.interfaces.keys()].map((name) => `device:${name}`),
  ];
  return places.map((place) => ({
    id: `${host.id}/${place}`,
    boxId: box.id,
    point: at,
    reach: 0,
    passable: false,
    areas: ['stage'],
  }));
}
