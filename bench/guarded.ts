/**
 * A manifest of `pods` Pods, five for each Deployment, in ten namespaces, and `policies` NetworkPolicies: every namespace closed,
 * and opened again app by app, as people do. The same text for the same counts.
 */
export function guardedCluster(pods: number, policies: number): string {
  const deployments = Math.ceil(pods / replicas);
  return [
    ...Array.from({ length: namespaces }, (_, team) => namespace(team)),
    ...Array.from({ length: deployments }, (_, index) => workload(index)),
    ...Array.from({ length: policies }, (_, index) => policy(index)),
  ].join('\n---\n');
}

const namespaces = 10;
const replicas = 5;

function namespace(team: number): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: team-${team}, labels: { shift: "${team % 3}" } }`;
}

function workload(index: number): string {
  const [app, team] = [`app-${index}`, `team-${index % namespaces}`];
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}, namespace: ${team} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app}, tier: "${index % 4}" } }
    spec:
      containers:
      - { name: web, image: example/web, ports: [{ name: http, containerPort: ${8000 + (index % 8)} }, { name: metrics, containerPort: 9090 }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${app}, namespace: ${team} }
spec: { selector: { app: ${app} }, ports: [{ port: 80, targetPort: http }] }`;
}

/** The first of a namespace closes it; the others open it for one app each. */
function policy(index: number): string {
  const head = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: policy-${index}, namespace: team-${index % namespaces} }`;
  if (index < namespaces)
    return `${head}
spec: { podSelector: {}, policyTypes: [Ingress] }`;
  return `${head}
spec:
  podSelector: { matchLabels: { app: app-${index} } }
  policyTypes: [Ingress, Egress]
  ingress:
  - from: [{ namespaceSelector: { matchLabels: { shift: "${index % 3}" } } }, { podSelector: { matchLabels: { tier: "1" } } }]
    ports: [{ port: http }]
  - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: team-0 } } }]
    ports: [{ port: 9090 }]
  egress:
  - to: [{ ipBlock: { cidr: 10.244.0.0/16, except: [10.244.1.0/26] } }]`;
}
