import type en from './en/help.ts';

/** What the editor says about fields and about itself, in one language. It is downloaded with the editor. */
export type Help = typeof en;

const languages = import.meta.glob<Help>('./*/help.ts', { import: 'default' });

/** Downloads the help of one language; English where there is none. */
export function loadHelp(locale: string): Promise<Help> {
  const load = languages[`./${locale}/help.ts`] ?? languages['./en/help.ts'];
  if (!load) return Promise.reject(new Error('Broken promise: there is help in English'));
  return load();
}
