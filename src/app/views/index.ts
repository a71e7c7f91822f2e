import type { Cluster, Netns } from '../../sim/dataplane/types.ts';
import type { View } from './types.ts';

const files = import.meta.glob<View>('./*.tsx', { eager: true, import: 'default' });
const views = Object.values(files).sort((one, other) => one.order - other.order);

/** The ways to look into a namespace, in order. The first is always there. */
export function viewsOf(netns: Netns, cluster: Cluster): readonly View[] {
  return views.filter(({ applies }) => applies(netns, cluster));
}
