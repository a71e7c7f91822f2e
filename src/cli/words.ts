import { closestLocale, loadMessages, locales, type AllMessages } from '../i18n/index.ts';
import { oneOf } from './clusterOptions.ts';
import type { OptionValues } from './types.ts';

/** The option that chooses the language. */
export const languageOption = { lang: { type: 'string' } } as const;

/** What to write of it in a command's usage. */
export const languageUsage = `[--lang ${locales.join('|')}]`;

/** The words of the language that was chosen; English when none was. */
export function readMessages(values: OptionValues): Promise<AllMessages> {
  return loadMessages(oneOf(values, 'lang', closestLocale(['en']), locales));
}
