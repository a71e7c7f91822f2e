import { ClusterChoice } from './ClusterChoice.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { SurroundingsChoice } from './SurroundingsChoice.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';

/** What is in the menu; it is fetched when it is opened. */
export function SettingsMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  return (
    <>
      {isNarrow && <ClusterChoice />}
      <SurroundingsChoice />
      {isNarrow && <LanguageChoice />}
      <ThemeChoice />
    </>
  );
}
