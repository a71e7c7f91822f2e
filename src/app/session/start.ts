import { closestLocale } from '../../i18n/index.ts';
import type { SharedMoment } from '../../share/choices.ts';
import type { LinkContent } from '../../share/link.ts';
import type { Choices } from '../store/choices.ts';
import { readPreferences, readScenario, scenarioOfLink } from './session.ts';
import type { TextStorage } from './storage.ts';

/** What the page starts from, all of it untrusted. */
export interface Circumstances {
  /** What the address's hash holds. */
  readonly link: LinkContent;
  readonly storage: TextStorage | undefined;
  /** The browser's languages, best first. */
  readonly languages: readonly string[];
}

/** Choices to start with, but for what only the screen and the language can tell. */
export interface Start {
  readonly choices: Omit<Choices, 'view' | 'diagnose' | 'timeline'>;
  /** The hop that a link leads to. */
  readonly moment?: SharedMoment;
}

/** Where to start: with the link, else where the last visit ended, else with the first example. */
export function startOf({ link, storage, languages }: Circumstances): Start {
  const { locale, theme, speed } = readPreferences(storage);
  const scenario = link.link === 'good' ? scenarioOfLink(link.choices) : readScenario(storage);
  const shared = link.link === 'good' ? link.choices : undefined;
  const { over = scenario.text, ...chosen } = scenario;
  const choices = {
    ...chosen,
    opened: 0,
    applied: { text: scenario.text, over },
    acts: [],
    moment: -1,
    sent: undefined,
    playheadMs: 0,
    playing: false,
    speed,
    selection: { kind: 'hop' } as const,
    inspected: {},
    cursor: undefined,
    revealed: undefined,
    locale: closestLocale([locale, shared?.locale, ...languages]),
    theme,
    panel: 'stage' as const,
    list: 'hops' as const,
    notice: link.link === 'damaged' ? ('damaged-link' as const) : undefined,
  };
  return { choices, ...(shared?.sent && { moment: shared.sent }) };
}
