import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { explainListening, type Listening } from '../../../sim/process/index.ts';
import { destinationPortOf } from '../../../sim/net/index.ts';
import { netnsOf } from '../backends.ts';
import { valueAt } from '../fields.ts';
import { distinct, writtenAt } from '../refs.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The packet reached a Pod in which nothing listens at all. */
    'container-sleeps': {
      readonly pod: Ref;
      readonly container: string;
      /** What told us that it listens to nothing. */
      readonly rule: Listening['rule'];
      /** The command or image, as it is written. */
      readonly runs: string;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'container-sleeps',
  order: 40,
  explain(cluster, trace) {
    const { reached, stop } = situationOf(cluster, trace);
    const container = reached?.spec.containers[0];
    if (stop?.reason !== 'nothing-listens' || !reached || !container) return [];
    if ((netnsOf(cluster, reached)?.listeners.length ?? 0) > 0) return [];
    const { rule: told, because } = explainListening(reached, container.name);
    const written = because.map((ref) => writtenAt(cluster.store, ref));
    const port = destinationPortOf(stop.before);
    const fix: Fix | undefined =
      told === 'unknown' && port !== undefined
        ? {
            fix: 'set-field',
            ref: writtenAt(cluster.store, refTo(reached, 'spec.containers[0].ports')),
            value: [
              {
                containerPort: port,
                ...(stop.before.transport.protocol !== 'TCP' && {
                  protocol: stop.before.transport.protocol,
                }),
              },
            ],
          }
        : undefined;
    return [
      {
        code: 'container-sleeps',
        severity: 'error',
        pod: refTo(reached),
        container: container.name,
        rule: told,
        runs: textOf(because[0] && valueAt(reached, because[0].path)),
        evidence: distinct(written),
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(' ') : '';
}
