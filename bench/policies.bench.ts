import { createStore, type Obj } from '../src/sim/api/index.ts';
import {
  judge,
  podParties,
  policiesOf,
  reachability,
  type Probe,
} from '../src/sim/policy/index.ts';
import { medians } from './clock.ts';
import type { Benchmark } from './types.ts';

/** What it costs to know who may reach whom, against asking about every pair by itself. */
export const benchmark: Benchmark = {
  name: 'policies',
  run() {
    const objects = [...namespaces(10), ...pods(200), ...networkPolicies(100)];
    const store = createStore(
      objects.map((object) => ({ object, source: { by: 'cluster' as const } })),
    );
    const policies = policiesOf(store);
    const parties = podParties(store);
    const probe: Probe = { protocol: 'TCP', port: 80 };
    const [oursMs = 0, theirsMs = 0] = medians(
      5,
      () => () => reachability(policies, parties, probe),
      () => () => {
        for (const source of parties)
          for (const destination of parties) judge(policies, { source, destination, ...probe });
      },
    );
    return Promise.resolve([
      {
        name: '200 Pods, 100 NetworkPolicies',
        against: 'judge, pair by pair',
        oursMs,
        theirsMs,
        ratioMax: 0.1,
      },
    ]);
  },
};

function namespaces(count: number): readonly Obj[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${index}`, namespace: '', labels: { shift: `${index % 3}` } },
  }));
}

function pods(count: number): readonly Obj[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${index}`,
      namespace: `team-${index % 10}`,
      labels: { app: `app-${index % 20}` },
    },
    spec: { containers: [] },
    status: { phase: 'Running', podIP: `10.244.0.${index + 1}` },
  }));
}

/** Every second one is for a whole namespace, the others for one app of it. */
function networkPolicies(count: number): readonly Obj[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}`, namespace: `team-${index % 10}` },
    spec: {
      podSelector: index % 2 === 0 ? {} : { matchLabels: { app: `app-${index % 20}` } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { shift: '1' } } },
            { podSelector: { matchLabels: { app: 'app-3' } } },
          ],
          ports: [{ protocol: 'TCP', port: 80 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.244.0.0/24', except: ['10.244.0.128/25'] } }] }],
    },
  }));
}
