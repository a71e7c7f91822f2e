import { describe, expect, it } from 'vitest';
import { isReady, isTerminating } from '../api/index.ts';
import { defaultSpec } from '../spec.ts';
import { atRest, unfold } from './index.ts';
import type { Moment } from './types.ts';
import { build } from '../world.ts';

const deployment = (strategy: string, pod = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 4
  strategy: ${strategy}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {${pod}containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
`;

/** What follows when a Deployment of four is restarted. */
function restarted(text: string, nodes = 2): readonly Moment[] {
  const spec = { ...defaultSpec, nodes };
  const { store } = build(text, spec).cluster;
  const restart = {
    action: 'restart',
    kind: 'Deployment',
    namespace: 'default',
    name: 'web',
  } as const;
  return unfold(atRest(store), [{ atMs: 1000, action: restart }], spec);
}

function podsIn({ store }: Moment) {
  return store.list('Pod').filter(({ metadata }) => metadata.labels?.['app'] === 'web');
}

/** The most and the fewest Pods there were at any moment: those not asked to stop, and those that served. */
function extremes(story: readonly Moment[]) {
  const counts = story.map((moment) => {
    const pods = podsIn(moment).filter((pod) => !isTerminating(pod));
    return { pods: pods.length, ready: pods.filter(isReady).length };
  });
  return {
    most: Math.max(...counts.map(({ pods }) => pods)),
    fewest: Math.min(...counts.map(({ ready }) => ready)),
  };
}

describe('a Deployment that is restarted', () => {
  it.each([
    ['one more, none missing', '{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}', 5, 4],
    ['none more, one missing', '{rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}', 4, 3],
    ['a quarter, by default', '{}', 5, 3],
    [
      'shares are rounded up, and down',
      '{rollingUpdate: {maxSurge: 30%, maxUnavailable: 30%}}',
      6,
      3,
    ],
    ['all at once', '{type: Recreate}', 4, 0],
  ])('%s', (_, strategy, most, fewest) => {
    const story = restarted(deployment(strategy));
    expect(extremes(story)).toEqual({ most, fewest });
    const last = story.at(-1);
    const names = last ? podsIn(last) : [];
    expect(names).toHaveLength(4);
    expect(names.every(isReady)).toBe(true);
    expect(new Set(names.map(({ metadata }) => metadata.labels?.['pod-template-hash'])).size).toBe(
      1,
    );
  });

  it('waits for ever when the new Pod needs a port of the node that the old one has', () => {
    const strategy = '{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}';
    const text = deployment(strategy, 'hostNetwork: true, ').replace('replicas: 4', 'replicas: 1');
    const last = restarted(text, 1).at(-1);
    const phases = last ? podsIn(last).map(({ status }) => status?.phase) : [];
    expect(new Set(phases)).toEqual(new Set(['Pending', 'Running']));
    const fixed = restarted(text.replace(strategy, '{type: Recreate}'), 1).at(-1);
    expect(fixed && podsIn(fixed).map(({ status }) => status?.phase)).toEqual(['Running']);
  });
});
