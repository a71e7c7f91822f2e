import { cssOf, dark, light, type Theme as Colours } from '../view/canvas/index.ts';
import { media } from './media.ts';
import type { Theme } from './store/choices.ts';
import type { AppStore } from './store/store.ts';

/** The colours of a theme; `system` asks the browser. */
export function coloursFor(theme: Theme, systemIsDark: boolean): Colours {
  if (theme === 'system') return systemIsDark ? dark : light;
  return theme === 'dark' ? dark : light;
}

/** Gives the page the colours of the chosen theme, the same ones that the stage is drawn with. */
export function followTheme(store: AppStore): void {
  const system = window.matchMedia(media.dark);
  const sheet = document.head.appendChild(document.createElement('style'));
  const apply = () => {
    const colours = coloursFor(store.getState().theme, system.matches);
    sheet.textContent = `:root { ${cssOf(colours)} }`;
    document.documentElement.dataset['theme'] = colours.name;
    const bars = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]');
    for (const bar of bars) bar.content = colours.room;
  };
  apply();
  system.addEventListener('change', apply);
  store.subscribe(({ theme }) => theme, apply);
}
