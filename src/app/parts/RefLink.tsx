import type { Ref } from '../../sim/api/types.ts';
import { lineAt, spanOfRef } from '../cause/place.ts';
import { useApp, useChrome } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import { selectWorld } from '../store/derived.ts';

interface Props {
  readonly refers: Ref;
  readonly text: string;
}

/** An object or a field of it, with the number of its line: a click shows the line in the editor. What nobody wrote is plain text. */
export function RefLink({ refers, text }: Props) {
  const { lineAside } = useChrome().editor;
  const world = useApp(selectWorld);
  const reveal = useReveal();
  const span = spanOfRef(world, refers);
  if (!span) return <b>{text}</b>;
  return (
    <button type="button" className="ref" onClick={() => reveal(span)}>
      {text}
      <span className="ref-line">{lineAside(lineAt(world.manifest.text, span.from))}</span>
    </button>
  );
}
