import type { Messages } from '../i18n/index.ts';

/** The page as it arrives: a place for each panel, all empty but for the stage's canvas. See `index.html`. */
export interface Shell {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Brings the empty page back, its picture with it, and says that the panels did not come. */
  readonly giveUp: (words: Messages['chrome']) => void;
}

export function pageShell(): Shell {
  const root = found(document, '#root');
  const page = found(root, '.app');
  const stage = found(page, '.stage');
  const canvas = found<HTMLCanvasElement>(stage, 'canvas');
  return {
    root,
    canvas,
    giveUp: ({ unfinished }) => {
      stage.append(canvas);
      page.append(notice(unfinished));
      page.removeAttribute('aria-busy');
      root.replaceChildren(page);
    },
  };
}

function found<Found extends HTMLElement>(within: ParentNode, selector: string): Found {
  const element = within.querySelector<Found>(selector);
  if (!element) throw new Error(`Broken promise: the page comes with ${selector}`);
  return element;
}

function notice({ message, reload }: Messages['chrome']['unfinished']): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'notice';
  bar.setAttribute('role', 'alert');
  const text = document.createElement('p');
  text.textContent = message;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'small-button';
  button.textContent = reload;
  button.addEventListener('click', () => location.reload());
  bar.append(text, button);
  return bar;
}
