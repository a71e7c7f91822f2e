import type { AllMessages, LateMessages, Messages } from './messages.ts';

export type { AllMessages, LateMessages, Messages } from './messages.ts';
export {
  findingPhrase,
  fixPhrase,
  nameOf,
  outcomeWords,
  problemPhrase,
  sentenceOf,
  waitPhrase,
} from './tell.ts';

const languages = import.meta.glob<Messages>('./*/index.ts', { import: 'default' });
const lateWords = import.meta.glob<LateMessages>('./*/late.ts', { import: 'default' });
const fallback = 'en';

/** The languages there are, one for each folder here, by their tags. */
export const locales: readonly string[] = Object.keys(languages)
  .map((path) => path.split('/')[1] ?? '')
  .sort();

/** How a language calls itself: `한국어`. */
export function localeName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}

/** The first of `wanted` that there is, by the language alone: `ko-KR` is `ko`. */
export function closestLocale(wanted: readonly (string | undefined)[]): string {
  const found = wanted
    .map((tag) => tag?.split('-')[0]?.toLowerCase())
    .find((language) => language !== undefined && locales.includes(language));
  return found ?? fallback;
}

/** Downloads the words of one language that the first picture needs. */
export function loadFirstMessages(locale: string): Promise<Messages> {
  return fileOf(languages, locale, 'index.ts');
}

/** Downloads all words of one language. */
export async function loadMessages(locale: string): Promise<AllMessages> {
  const [first, late] = await Promise.all([
    loadFirstMessages(locale),
    fileOf(lateWords, locale, 'late.ts'),
  ]);
  return { ...first, ...late };
}

function fileOf<Words>(
  files: Readonly<Record<string, () => Promise<Words>>>,
  locale: string,
  file: string,
): Promise<Words> {
  const load = files[`./${locale}/${file}`] ?? files[`./${fallback}/${file}`];
  if (!load) return Promise.reject(new Error(`Broken promise: there is a folder ${fallback}`));
  return load();
}

/** Whether the words that load late are among them. */
export function isComplete(messages: Messages): messages is AllMessages {
  return messages.findings !== undefined;
}

/** What is said when no language could be downloaded. */
export const unloadable = [
  { locale: 'en', text: 'Podpath could not be loaded. Please reload the page.' },
  { locale: 'ko', text: 'Podpath를 불러오지 못했습니다. 페이지를 새로고침해 주세요.' },
] as const;
