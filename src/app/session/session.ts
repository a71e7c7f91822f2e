import { examples, firstExample, isExampleId, textOf } from '../../examples/index.ts';
import type { SharedChoices } from '../../share/choices.ts';
import { readSender } from '../../share/sender.ts';
import { proxyModes } from '../../sim/dataplane/index.ts';
import {
  defaultSpec,
  gatewayControllers,
  ingressControllers,
  ipvsSchedulers,
  loadBalancers,
  type ClusterSpec,
} from '../../sim/spec.ts';
import { speeds, type Choices, type SourceId, type Speed, type Theme } from '../store/choices.ts';
import { isSourceId, linkSource, readDrafts } from './drafts.ts';
import { readStored, writeStored, type TextStorage } from './storage.ts';

const sessionKey = 'podpath.session';
const preferencesKey = 'podpath.preferences';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Choices that are good for every text and kept for the next visit. */
export interface Preferences {
  /** Absent until the learner chose one: then the browser's languages decide. */
  readonly locale?: string;
  readonly theme: Theme;
  readonly speed: Speed;
}

export function readPreferences(storage: TextStorage | undefined): Preferences {
  const stored = asRecord(readStored(storage, preferencesKey));
  const { locale } = stored;
  return {
    ...(typeof locale === 'string' && { locale }),
    theme: themes.find((theme) => theme === stored['theme']) ?? 'system',
    speed: speeds.find((speed) => speed === stored['speed']) ?? 1,
  };
}

export function writePreferences(storage: TextStorage | undefined, preferences: Preferences): void {
  writeStored(storage, preferencesKey, preferences);
}

/** What the stage and the editor start with. */
export type Scenario = Pick<Choices, 'source' | 'text' | 'spec' | 'from' | 'to'> & {
  /** What the text was applied over, where it is not the text itself. */
  readonly over?: string;
};

/** What the text of the last visit started from. */
export function lastSource(storage: TextStorage | undefined): SourceId {
  const { source } = asRecord(readStored(storage, sessionKey));
  return isSourceId(source) ? source : firstExample.id;
}

/** Where the learner left off, or the first example. */
export function readScenario(storage: TextStorage | undefined): Scenario {
  const stored = asRecord(readStored(storage, sessionKey));
  const source = lastSource(storage);
  const draft = readDrafts(storage)[source];
  const text = draft ?? (isExampleId(source) ? textOf(source) : undefined);
  if (text === undefined) return scenarioOf(firstExample.id, textOf(firstExample.id) ?? '', stored);
  return scenarioOf(source, text, stored);
}

function scenarioOf(
  source: SourceId,
  text: string,
  stored: Readonly<Record<string, unknown>>,
): Scenario {
  const example = isExampleId(source) ? examples[source] : firstExample;
  const isSame = stored['source'] === source;
  const { to, over } = stored;
  return {
    source,
    text,
    ...(isSame && typeof over === 'string' && { over }),
    spec: readSpec(asRecord(stored['spec'])),
    from: (isSame && readSender(stored['from'])) || example.from,
    to: isSame && typeof to === 'string' ? to : example.to,
  };
}

export function writeScenario(
  storage: TextStorage | undefined,
  { source, over, spec, from, to }: Omit<Scenario, 'text'>,
): void {
  writeStored(storage, sessionKey, { source, over, spec, from, to });
}

/** What a good link starts with. */
export function scenarioOfLink(shared: SharedChoices): Scenario {
  const { text, over, from, to } = shared;
  return {
    source: linkSource(text),
    text,
    ...(over !== undefined && { over }),
    spec: readSpec(asRecord(shared)),
    from,
    to,
  };
}

export const nodesChoiceMax = 10;
export const seedMax = 0xffffffff;

function readSpec(data: Readonly<Record<string, unknown>>): ClusterSpec {
  const { nodes, cni, proxyMode, seed } = data;
  const scheduler = ipvsSchedulers.find((name) => name === data['ipvsScheduler']);
  return {
    ...defaultSpec,
    ...(isWhole(nodes, 1, nodesChoiceMax) && { nodes }),
    ...(typeof cni === 'string' && cni !== '' && { cni }),
    ...(isProxyMode(proxyMode) && { proxyMode }),
    ...(scheduler && { ipvsScheduler: scheduler }),
    ...choiceOf(data, 'loadBalancer', loadBalancers),
    ...choiceOf(data, 'ingressController', ingressControllers),
    ...choiceOf(data, 'gatewayController', gatewayControllers),
    ...(isWhole(seed, 0, seedMax) && { seed }),
  };
}

/** A field, where it holds one of the values it may have. */
function choiceOf(
  data: Readonly<Record<string, unknown>>,
  field: string,
  values: readonly string[],
): Partial<ClusterSpec> {
  const value = values.find((each) => each === data[field]);
  return value === undefined ? {} : { [field]: value };
}

function isProxyMode(value: unknown): value is string {
  return proxyModes.some(({ name }) => name === value);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

function asRecord(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
