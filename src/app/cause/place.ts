import { locate } from '../../sim/api/index.ts';
import type { Ref } from '../../sim/api/types.ts';
import type { Span } from '../../sim/manifest/types.ts';
import type { World } from '../../sim/world.ts';

/** Where the learner wrote what `ref` points at; `undefined` for what no manifest says. */
export function spanOfRef({ cluster, manifest }: World, ref: Ref): Span | undefined {
  return locate(cluster.store, manifest, ref);
}

/** Number of the line that `offset` is in, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
