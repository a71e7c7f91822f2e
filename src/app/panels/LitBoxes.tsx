import { useMemo } from 'react';
import { useApp, useChrome } from '../context/app.ts';
import { litNames } from '../stage/litNames.ts';
import { selectLitBoxes, selectStage, selectWorld } from '../store/derived.ts';

/** More than this is too long to be read out. */
const namesMax = 6;

/** What the cursor in the text has lit in the picture, in words: for who cannot see it there, or wonders why. */
export function LitBoxes() {
  const { editor: words } = useChrome();
  const lit = useApp(selectLitBoxes);
  const stage = useApp(selectStage);
  const cluster = useApp((state) => selectWorld(state).cluster);
  const text = useMemo(() => {
    const names = litNames(cluster, stage, lit);
    const rest = names.length - namesMax;
    const shown = names.slice(0, namesMax).join(', ');
    return rest > 0 ? `${shown} ${words.litMore(rest)}` : shown;
  }, [cluster, stage, lit, words]);
  return (
    <output className="lit-boxes" title={text} data-empty={text === ''}>
      {text !== '' && (
        <>
          {words.lit} <b>{text}</b>
        </>
      )}
    </output>
  );
}
