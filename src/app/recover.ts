import { unloadable } from '../i18n/index.ts';

const key = 'podpath.reloaded';
const pauseMs = 30_000;

/**
 * The page could not start. After an update the files that an old page asks for are gone: loading it anew helps then, and is
 * tried once. Where it does not help the reader is told.
 */
export function recover(error: unknown): void {
  console.error(error);
  if (mayReload()) location.reload();
  else document.getElementById('root')?.replaceChildren(...unloadable.map(paragraph));
}

function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(key) ?? 0);
    sessionStorage.setItem(key, String(Date.now()));
    return Date.now() - last > pauseMs;
  } catch {
    return false;
  }
}

function paragraph({ locale, text }: (typeof unloadable)[number]): HTMLElement {
  const element = document.createElement('p');
  element.lang = locale;
  element.textContent = text;
  return element;
}
