import { localeName, locales } from '../../i18n/index.ts';
import { useApp, useAppStore, useChrome } from '../context/app.ts';
import { Choice } from '../parts/Choice.tsx';

/** Each language is called by its own name: who looks for it knows that one. */
export function LanguageChoice() {
  const { preferences: words } = useChrome();
  const locale = useApp((state) => state.locale);
  const { setLocale } = useAppStore().getState();
  const options = locales.map((each) => ({ value: each, text: localeName(each), lang: each }));
  return (
    <Choice quiet label={words.language} value={locale} options={options} onChoose={setLocale} />
  );
}
