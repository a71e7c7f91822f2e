import type { Sender } from '../sim/trace/types.ts';
import guestbook from './guestbook.yaml?raw';
import podsAndService from './pods-and-service.yaml?raw';
import shop from './shop.yaml?raw';

/** The examples, in the order of the menu. Their titles are in `i18n/<language>/chrome.ts`. */
export const exampleIds = ['pods-and-service', 'guestbook', 'shop'] as const;
export type ExampleId = (typeof exampleIds)[number];

/** Manifests to start from, with a request that is worth sending first. */
export interface Example {
  readonly id: ExampleId;
  readonly text: string;
  /** Who sends. A Pod whose name begins so will do: the names of a Deployment's Pods are made up. */
  readonly from: Sender;
  /** What the sender asks for, as the learner would type it. */
  readonly to: string;
}

const inDefault = (name: string): Sender => ({ kind: 'pod', namespace: 'default', name });

export const examples: Readonly<Record<ExampleId, Example>> = {
  'pods-and-service': {
    id: 'pods-and-service',
    text: podsAndService,
    from: inDefault('pod-b'),
    to: 'pod-service',
  },
  guestbook: {
    id: 'guestbook',
    text: guestbook,
    from: inDefault('frontend'),
    to: 'tcp://redis-leader:6379',
  },
  shop: { id: 'shop', text: shop, from: inDefault('loadgenerator'), to: 'frontend' },
};

export const firstExample: Example = examples['pods-and-service'];

/** Whether `id` names an example: saved data and links may hold anything. */
export function isExampleId(id: unknown): id is ExampleId {
  return exampleIds.some((known) => known === id);
}
