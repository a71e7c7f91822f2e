import { defaultSpec, type ClusterSpec } from '../../sim/spec.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import { existing, send } from '../../sim/dataplane/index.ts';
import type { Sender, Trace } from '../../sim/trace/types.ts';
import { build } from '../../sim/world.ts';
import type { StageLabels } from './types.ts';

/** Words for tests, in both languages. */
export const labels: Readonly<Record<'en' | 'ko', StageLabels>> = {
  en: { routing: 'routing', socket: 'socket', sleeps: 'sleeps', outside: 'outside', names: {} },
  ko: {
    routing: '라우팅',
    socket: '소켓',
    sleeps: '잠자는 중',
    outside: '클러스터 밖',
    names: { 'node-network': '노드 네트워크', internet: '인터넷', client: '클라이언트' },
  },
};

/** A cluster with these Deployments, by name and number of replicas. */
export function clusterOf(
  deployments: Readonly<Record<string, number>>,
  spec: Partial<ClusterSpec> = {},
): Cluster {
  const text = Object.entries(deployments).map(deployment).join('---\n');
  return build(text, existing({ ...defaultSpec, ...spec })).cluster;
}

function deployment([name, replicas]: readonly [string, number]): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - {name: main, image: nginx, ports: [{containerPort: 80}]}
`;
}

/** Two Pods on two nodes, and a Service in front of one of them. */
export const podsAndService = `apiVersion: v1
kind: Pod
metadata: {name: pod-a, labels: {app: web}}
spec:
  containers:
  - {name: web, image: nginx, ports: [{containerPort: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: pod-b}
spec:
  containers:
  - {name: client, image: busybox, command: [sleep, infinity]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports: [{port: 80, nodePort: 30080}]
---
apiVersion: v1
kind: Service
metadata: {name: nobody}
spec:
  selector: {app: nobody}
  ports: [{port: 80}]
`;

export const podB: Sender = { kind: 'pod', namespace: 'default', name: 'pod-b' };

export function traceOf(cluster: Cluster, from: Sender, to: string): Trace {
  return send(cluster, { from, to, attempt: 0 }).trace;
}
