import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Box, Stage } from '../../view/scene/index.ts';
import { placeName } from '../caption/place.ts';

/** What has a name of its own; everything else is said with where it is. */
const named: ReadonlySet<Box['kind']> = new Set(['pod', 'node', 'host', 'outside', 'segment']);
const placesMax = 3;

/** The names of boxes, those with one of their own first: `web`, `FORWARD, OUTPUT (node-1, node-2)`. */
export function litNames(
  cluster: Cluster,
  { boxes }: Stage,
  lit: ReadonlySet<string>,
): readonly string[] {
  const found = boxes.filter(({ id }) => lit.has(id));
  const labels = new Map<string, string[]>();
  for (const { kind, label, netns } of found) {
    if (named.has(kind) || netns === undefined) continue;
    add(labels, placeName(cluster, netns), label);
  }
  const places = new Map<string, string[]>();
  for (const [place, parts] of labels) add(places, parts.join(', '), place);
  return [
    ...found.filter(({ kind }) => named.has(kind)).map(({ label }) => label),
    ...[...places].map(([parts, at]) => `${parts} (${shortened(at)})`),
  ];
}

function add(lists: Map<string, string[]>, key: string, text: string): void {
  lists.set(key, [...(lists.get(key) ?? []), text]);
}

function shortened(places: readonly string[]): string {
  const rest = places.length > placesMax ? ', …' : '';
  return places.slice(0, placesMax).join(', ') + rest;
}
