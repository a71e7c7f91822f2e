import { refTo } from '../../../sim/api/index.ts';
import type { Json, Ref } from '../../../sim/api/types.ts';
import type { Pod } from '../../../sim/api/kinds/types.ts';
import { destinationPortOf } from '../../../sim/net/index.ts';
import type { Listener } from '../../../sim/dataplane/types.ts';
import { netnsOf } from '../backends.ts';
import { valueAt } from '../fields.ts';
import { distinct, writtenAt } from '../refs.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The right port, but the process accepts only connections from inside its own Pod. */
    'loopback-bind': {
      readonly pod: Ref;
      readonly process: string;
      readonly address: Listener['address'];
      readonly port: number;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'loopback-bind',
  order: 30,
  explain(cluster, trace) {
    const { reached, stop } = situationOf(cluster, trace);
    if (stop?.reason !== 'nothing-listens' || !reached) return [];
    const port = destinationPortOf(stop.before);
    const listener = netnsOf(cluster, reached)?.listeners.find(
      (each) =>
        each.port === port &&
        each.protocol === stop.before.transport.protocol &&
        isLoopback(each.address),
    );
    if (!listener) return [];
    const cause = listener.because[0] ?? refTo(reached);
    const written = writtenAt(cluster.store, cause);
    const fix = repair(reached, cause, written);
    return [
      {
        code: 'loopback-bind',
        severity: 'error',
        pod: refTo(reached),
        process: listener.process,
        address: listener.address,
        port: listener.port,
        evidence: distinct([written]),
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** Where the text itself names the loopback address, it can name all addresses instead. */
function repair(pod: Pod, cause: Ref, written: Ref): Fix | undefined {
  const value = valueAt(pod, cause.path);
  if (value === undefined) return undefined;
  const opened = JSON.parse(
    JSON.stringify(value).replaceAll(/127\.0\.0\.1|localhost/g, '0.0.0.0'),
  ) as Json;
  if (JSON.stringify(opened) === JSON.stringify(value)) return undefined;
  return { fix: 'set-field', ref: written, value: opened };
}
