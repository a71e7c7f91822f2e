import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf } from '../../../sim/net/index.ts';
import { listenerFields, netnsOf, openPorts, type OpenPort } from '../backends.ts';
import { distinct } from '../refs.ts';
import { situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Pod was asked directly for a port on which nothing listens there. */
    'wrong-pod-port': {
      readonly pod: Ref;
      readonly port: number;
      readonly listens: readonly OpenPort[];
      /** The headless Service whose name led to the Pod: it translates no ports. */
      readonly headless?: Ref;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'wrong-pod-port',
  order: 55,
  explain(cluster, trace) {
    const { addressed, reached, stop, target } = situationOf(cluster, trace);
    const netns = reached && netnsOf(cluster, reached);
    const port = stop && destinationPortOf(stop.before);
    if (
      stop?.reason !== 'nothing-listens' ||
      port === undefined ||
      !netns ||
      netns.listeners.length === 0
    )
      return [];
    if (addressed && addressed.by !== 'name') return [];
    if (netns.listeners.some((each) => each.port === port)) return [];
    const headless = addressed && refTo(addressed.service, 'spec.clusterIP');
    const declared = listenerFields(cluster.store, netns);
    const meant = netns.listeners.find((each) => each.protocol === stop.before.transport.protocol);
    return [
      {
        code: 'wrong-pod-port',
        severity: 'error',
        pod: refTo(reached),
        port,
        listens: openPorts(netns),
        ...(headless && { headless }),
        evidence: distinct([...(headless ? [headless] : []), ...declared]),
        ...(meant &&
          target && { fix: { fix: 'send-to', to: urlWith(target, { port: meant.port }) } }),
      },
    ];
  },
};
export default rule;
