import type { Ref } from '../../sim/api/types.ts';
import { spanOfRef } from '../cause/place.ts';
import { useApp } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { RefLink } from './RefLink.tsx';

/** More than this beside a line explains nothing. */
const causesMax = 2;

/** The lines of YAML behind one line of a table, in a row; nothing for what nobody wrote. */
export function Causes({ refs }: { readonly refs: readonly Ref[] }) {
  const world = useApp(selectWorld);
  const known = new Map<number, Ref>();
  for (const ref of refs) {
    const span = spanOfRef(world, ref);
    if (span && !known.has(span.from)) known.set(span.from, ref);
    if (known.size === causesMax) break;
  }
  if (known.size === 0) return null;
  return (
    <span className="causes">
      {[...known].map(([at, ref]) => (
        <RefLink key={at} refers={ref} text={`${ref.kind} ${ref.name}`} />
      ))}
    </span>
  );
}
