import { isReady, type Pod, type Service, type Store } from '../../src/sim/api/index.ts';
import { podsOf } from './names.ts';
import type { Seen } from './outcome.ts';

/** What `kubectl get` tells of an object and of the Pods below it: `Deployment default/web`. */
export function statusOf(store: Store, object: string): Seen {
  const [kind = '', namespace = '', name = ''] = object.split(/[ /]/);
  if (kind === 'Service')
    return serviceStatus(found(store.get('Service', namespace, name), object));
  const pods = podsOf(store, name, namespace);
  found(pods[0], object);
  return worst(pods);
}

function serviceStatus({ spec, status }: Service): Seen {
  const addresses = status?.loadBalancer?.ingress ?? [];
  const isPending = spec.type === 'LoadBalancer' && addresses.length === 0;
  return {
    outcome: isPending ? 'external-ip-pending' : 'ok',
    details: [],
    evidence: JSON.stringify(status ?? {}),
  };
}

function worst(pods: readonly Pod[]): Seen {
  const outcomes = pods.map(podStatus);
  const outcome =
    ['pod-crash', 'pod-pending', 'pod-not-ready'].find((word) => outcomes.includes(word)) ?? 'ok';
  const pod = pods[outcomes.indexOf(outcome)] ?? pods[0];
  const evidence = `Pod ${pod?.metadata.name}: ${JSON.stringify(pod?.status)}`;
  return {
    outcome,
    details: [`${pods.filter(isReady).length}/${pods.length} Pods ready`],
    evidence,
  };
}

function podStatus(pod: Pod): string {
  const { phase, containerStatuses = [] } = pod.status ?? {};
  if (phase === 'Pending') return 'pod-pending';
  if (containerStatuses.some(({ state }) => state?.waiting?.reason === 'CrashLoopBackOff'))
    return 'pod-crash';
  return isReady(pod) ? 'ok' : 'pod-not-ready';
}

function found<Value>(value: Value | undefined, object: string): Value {
  if (value === undefined) throw new Error(`no ${object}`);
  return value;
}
