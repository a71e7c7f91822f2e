import type { Cluster } from '../dataplane/types.ts';
import { loadCnis } from '../dataplane/index.ts';
import { defaultSpec } from '../spec.ts';
import { build } from '../world.ts';

/** A shop: two Pods behind a Service, a database that declares a port on which nobody listens, and one that only asks. */
export const shop = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 8080, targetPort: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, labels: { app: db } }
spec:
  nodeName: node-1
  containers:
  - { name: db, image: postgres, ports: [{ containerPort: 5432 }, { containerPort: 9187 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: idle }
spec: { nodeName: node-2, containers: [{ name: sh, image: busybox, command: [sleep, infinity] }] }
`;

/** Only web may ask the database, on its own port. */
export const guarded = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }]
`;

await loadCnis();

/** The cluster that these texts make, on two nodes, with this plugin. */
export function clusterOf(cni: string, ...texts: readonly string[]): Cluster {
  return build(texts.join('\n---\n'), { ...defaultSpec, cni }).cluster;
}
