import type { MapLookup } from '../../sim/trace/index.ts';
import { useWords } from '../context/words.ts';
import { Fact } from './Fact.tsx';

interface Props {
  /** The program that looked. */
  readonly program: string;
  readonly lookups: readonly MapLookup[];
}

/** What a BPF program found in its maps and what it wrote there, in order, under the names of the maps. */
export function MapLookups({ program, lookups }: Props) {
  const { hop: words } = useWords().inspect;
  return (
    <Fact title={words.program}>
      <code>{program}</code>
      {lookups.map(({ map, key, value, written }, index) => (
        <div key={`${index} ${map}`} className="rules">
          <span className="rules-table">{map}</span>
          <ol>
            <li>
              <code>{key}</code>
              <code className="rules-element">{`${written ? '← ' : ''}${value ?? ''}`}</code>
            </li>
          </ol>
        </div>
      ))}
    </Fact>
  );
}
