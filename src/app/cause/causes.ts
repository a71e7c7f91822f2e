import { refsAt } from '../../sim/api/index.ts';
import type { Ref } from '../../sim/api/types.ts';
import type { RulePass } from '../../sim/dataplane/netfilter/types.ts';
import type { Span } from '../../sim/manifest/types.ts';
import type { Hop } from '../../sim/trace/types.ts';
import type { World } from '../../sim/world.ts';
import type { Stage } from '../../view/scene/index.ts';
import { spanOfRef } from './place.ts';

/** More marks than this explain nothing. */
const spansMax = 8;

/** The rules a hop passed, where it has any. */
export function passesOf(hop: Hop): readonly RulePass[] {
  return 'passes' in hop ? hop.passes : [];
}

/** The objects and fields behind a hop: its own, then those of the rules it met, the deciding rule first. */
export function causesOfHop(hop: Hop): readonly Ref[] {
  const ofRules = passesOf(hop)
    .toReversed()
    .flatMap(({ rule }) => rule.because);
  return unique([...hop.because, ...ofRules]);
}

/** The places in the text of what these refer to, each once, the most telling first. */
export function spansOf(world: World, refs: readonly Ref[]): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const ref of refs) {
    const span = spanOfRef(world, ref);
    if (span) spans.set(`${span.from}-${span.to}`, span);
    if (spans.size >= spansMax) break;
  }
  return [...spans.values()];
}

/** The boxes that exist because of what is written at `offset` of the text. */
export function boxesAt(
  { cluster, manifest }: World,
  { boxes }: Stage,
  offset: number,
): ReadonlySet<string> {
  const wanted = new Set(refsAt(cluster.store, manifest, offset).map(objectKey));
  const lit = boxes.filter(({ because }) => because.some((ref) => wanted.has(objectKey(ref))));
  return new Set(lit.map(({ id }) => id));
}

function objectKey({ kind, namespace, name }: Ref): string {
  return `${kind}/${namespace}/${name}`;
}

function unique(refs: readonly Ref[]): readonly Ref[] {
  return [...new Map(refs.map((ref) => [`${objectKey(ref)}/${ref.path}`, ref])).values()];
}
