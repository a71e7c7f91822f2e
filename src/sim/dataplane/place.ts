import type { Place } from '../trace/types.ts';
import type { Netns } from './types.ts';

export function at(netns: Netns, where: Place['at']): Place {
  return { netns: netns.id, at: where };
}
