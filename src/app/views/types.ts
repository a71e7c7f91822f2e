import type { ComponentType } from 'react';
import type { AllMessages } from '../../i18n/index.ts';
import type { Cluster, Netns } from '../../sim/dataplane/types.ts';

export interface ViewProps {
  readonly netns: Netns;
  readonly cluster: Cluster;
}

/** One way to look into a network namespace: the default export of a file in this folder. */
export interface View {
  readonly name: string;
  /** Lower ones come first. */
  readonly order: number;
  readonly title: (messages: AllMessages) => string;
  /** Whether there can be anything to see in this namespace. */
  readonly applies: (netns: Netns, cluster: Cluster) => boolean;
  /** It shows how things are at the playhead. */
  readonly follows?: true;
  readonly Panel: ComponentType<ViewProps>;
}
