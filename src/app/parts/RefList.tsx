import type { Ref } from '../../sim/api/types.ts';
import { spanOfRef } from '../cause/place.ts';
import { useApp } from '../context/app.ts';
import { selectWorld } from '../store/derived.ts';
import { Fact } from './Fact.tsx';
import { RefLink } from './RefLink.tsx';

interface Props {
  readonly title: string;
  readonly refs: readonly Ref[];
}

/** The objects and fields behind something, each with its line; those that the learner wrote come first. */
export function RefList({ title, refs }: Props) {
  const world = useApp(selectWorld);
  if (refs.length === 0) return null;
  const isWritten = (ref: Ref) => spanOfRef(world, ref) !== undefined;
  const ordered = [...refs.filter(isWritten), ...refs.filter((ref) => !isWritten(ref))];
  return (
    <Fact title={title}>
      <ul className="refs">
        {ordered.map((ref) => (
          <li key={`${ref.kind}/${ref.namespace}/${ref.name}/${ref.path}`}>
            <RefLink refers={ref} text={`${ref.kind} ${ref.name}`} />
            {ref.path !== '' && <code className="ref-path">{ref.path}</code>}
          </li>
        ))}
      </ul>
    </Fact>
  );
}
