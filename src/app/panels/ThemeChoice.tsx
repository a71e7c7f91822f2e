import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Choice } from '../parts/Choice.tsx';
import type { Theme } from '../store/choices.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeChoice() {
  const { preferences: words } = useChrome();
  const theme = useApp((state) => state.theme);
  const { setTheme } = useAppStore().getState();
  const options = themes.map((each) => ({ value: each, text: words.themes[each] }));
  return (
    <Choice
      quiet
      label={words.theme}
      value={theme}
      options={options}
      onChoose={(each) => setTheme(themes.find((known) => known === each) ?? 'system')}
    />
  );
}
