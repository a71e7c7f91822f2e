import type { Lodger } from './lodgers.ts';
import { bottomOf } from './part.ts';
import { widthOf } from './text.ts';
import type { Box, SceneRect, StageLabels, Station, Words } from './types.ts';
import { chipIn, wordsIn } from './words.ts';

export const cardHeight = 74;
/** Of a Pod that belongs to the cluster itself. */
export const quietHeight = 48;
/** The foot of a card: packets stand here, so no words do. */
const dock = 12;
const tab = { width: 14, height: 6, gap: 3 };

/** What stands for one Pod: its card, and below it the node's end of its veth pair where it has one. */
export interface Card {
  readonly box: Box;
  readonly tab?: Box;
  readonly stations: readonly Station[];
}

export function cardOf(lodger: Lodger, rect: SceneRect, node: string, labels: StageLabels): Card {
  const box: Box = {
    ...rect,
    id: lodger.id,
    kind: 'pod',
    shape: 'card',
    parent: node,
    label: lodger.name,
    words: lodger.quiet ? quietWords(lodger, rect) : cardWords(lodger, rect, labels),
    netns: lodger.netns,
    because: lodger.because,
    quiet: lodger.quiet,
    ...(lodger.address && { address: lodger.address }),
  };
  if (!lodger.ownNetns) return { box, stations: [] };
  const below = tabOf(lodger, box, node);
  return { box, tab: below, stations: stationsOf(lodger, box, below, node) };
}

/** Where packets of the Pod stand. */
export function dockOf(card: SceneRect): { readonly x: number; readonly y: number } {
  return { x: card.x + card.width / 2, y: bottomOf(card) - dock / 2 };
}

function cardWords(lodger: Lodger, rect: SceneRect, labels: StageLabels): readonly Words[] {
  const { x, y, width } = rect;
  const { name, note, role } = linesOf(lodger, width - 5, labels);
  return [
    wordsIn(name, 'name', 'center', x + 2.5, y + 5, width - 5),
    ...(lodger.address ? [chipIn(lodger.address, x + 2, y + 21, width - 4)] : []),
    wordsIn(note, role, 'center', x + 4, y + 41, width - 8),
  ];
}

function quietWords({ name, address }: Lodger, { x, y, width }: SceneRect): readonly Words[] {
  return [
    wordsIn(name, 'quiet-name', 'center', x + 4, y + 3, width - 8),
    ...(address ? [wordsIn(address, 'note', 'center', x + 4, y + 18, width - 8)] : []),
  ];
}

interface Lines {
  readonly name: string;
  readonly note: string;
  readonly role: 'note' | 'word';
}

/** The whole name where it fits, else the workload's name, and below what the Pod's own adds to it; then its ports. */
function linesOf(
  { name, workload, listeners }: Lodger,
  width: number,
  { sleeps }: StageLabels,
): Lines {
  const isCut = workload !== name && name.startsWith(workload) && widthOf(name, 'name') > width;
  const ports = [...new Set(listeners.map(({ port }) => `:${port}`))];
  const suffix = isCut ? name.slice(name.lastIndexOf('-') + 1) : '';
  const hears = ports.length > 0 ? ports.join(' ') : sleeps;
  return {
    name: isCut ? workload : name,
    note: suffix === '' ? hears : `${suffix} ${hears}`,
    role: suffix === '' && ports.length === 0 ? 'word' : 'note',
  };
}

function tabOf(lodger: Lodger, card: Box, node: string): Box {
  const name = lodger.port ?? '';
  const x = card.x + card.width / 2;
  const y = bottomOf(card) + tab.gap;
  return {
    id: `${node}/device:${name}`,
    kind: 'device',
    shape: 'tab',
    parent: node,
    label: name,
    words: [wordsIn(name, 'fine', 'left', x + tab.width / 2 + 3, y - 1, card.width / 2 - 10)],
    x: x - tab.width / 2,
    y,
    width: tab.width,
    height: tab.height,
    netns: node as Box['netns'] & string,
    because: lodger.because,
    quiet: lodger.quiet,
  };
}

function stationsOf(lodger: Lodger, card: Box, below: Box, node: string): readonly Station[] {
  const inside = dockOf(card);
  const at = (id: string, boxId: string, y: number): Station => ({
    id,
    boxId,
    point: { x: inside.x, y },
    reach: 0,
    passable: id === below.id,
    areas: [node],
  });
  return [
    at(`${lodger.netns}/socket`, card.id, inside.y),
    at(`${lodger.netns}/device:eth0`, card.id, bottomOf(card)),
    at(below.id, below.id, below.y + below.height / 2),
  ];
}
