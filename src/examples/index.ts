import type { Sender } from '../sim/trace/types.ts';
import podsAndService from './pods-and-service.yaml?raw';

/** The examples, in the order of the menu. Their titles are in `i18n/<language>/chrome.ts`. */
export const exampleIds = ['pods-and-service', 'guestbook', 'shop', 'ingress'] as const;
export type ExampleId = (typeof exampleIds)[number];

/** Manifests to start from, with a request that is worth sending first. */
export interface Example {
  readonly id: ExampleId;
  /** Who sends. A Pod whose name begins so will do: the names of a Deployment's Pods are made up. */
  readonly from: Sender;
  /** What the sender asks for, as the learner would type it. */
  readonly to: string;
}

const inDefault = (name: string): Sender => ({ kind: 'pod', namespace: 'default', name });

export const examples: Readonly<Record<ExampleId, Example>> = {
  'pods-and-service': {
    id: 'pods-and-service',
    from: inDefault('pod-b'),
    to: 'pod-service',
  },
  guestbook: {
    id: 'guestbook',
    from: inDefault('frontend'),
    to: 'tcp://redis-leader:6379',
  },
  shop: { id: 'shop', from: inDefault('loadgenerator'), to: 'frontend' },
  ingress: {
    id: 'ingress',
    from: { kind: 'host', name: 'client' },
    to: 'http://store.example.com:30080/api',
  },
};

export const firstExample: Example = examples['pods-and-service'];

/** The first text is always here, the others once they were fetched. */
const texts = new Map<ExampleId, string>([[firstExample.id, podsAndService]]);

/** Brings the texts of all examples here. */
export async function loadExamples(): Promise<void> {
  const { guestbook, shop, ingress } = await import('./texts.ts');
  texts.set('guestbook', guestbook).set('shop', shop).set('ingress', ingress);
}

/** What the example says; `undefined` until {@link loadExamples} is done, but for the first one. */
export function textOf(id: ExampleId): string | undefined {
  return texts.get(id);
}

/** Whether `id` names an example: saved data and links may hold anything. */
export function isExampleId(id: unknown): id is ExampleId {
  return exampleIds.some((known) => known === id);
}
