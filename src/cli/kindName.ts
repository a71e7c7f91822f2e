import { allKinds, type KindDefinition } from '../sim/api/index.ts';

/** The kind that `word` means to kubectl: `pods`, `pod`, `po` or `Pod`; of several versions the newest. */
export function findKind(word: string): KindDefinition | undefined {
  const wanted = word.toLowerCase();
  return allKinds().findLast(({ kind, plural, shortNames }) =>
    [kind.toLowerCase(), plural, ...shortNames].includes(wanted),
  );
}
