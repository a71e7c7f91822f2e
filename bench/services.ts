/**
 * A manifest of `count` Services in the shapes people write them: the least that works, one of a Helm chart, headless ones,
 * load balancers, node ports, names of other places. The same text for the same count.
 */
export function servicesAsWritten(count: number): string {
  return Array.from({ length: count }, (_, index) => shapes[index % shapes.length]?.(index)).join(
    '\n---\n',
  );
}

const shapes: readonly ((index: number) => string)[] = [
  least,
  chart,
  least,
  headless,
  chart,
  loadBalancer,
  chart,
  nodePort,
  least,
  externalName,
];

function least(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: api-${index}
  labels:
    app: api-${index}
spec:
  selector:
    app: api-${index}
  ports:
  - port: 80
    targetPort: 8080`;
}

function chart(index: number): string {
  return `# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: release-${index}-shop
  labels:
    helm.sh/chart: shop-1.4.${index}
    app.kubernetes.io/name: shop
    app.kubernetes.io/instance: release-${index}
    app.kubernetes.io/version: "1.16.0"
    app.kubernetes.io/managed-by: Helm
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "9090"
spec:
  type: ClusterIP
  ports:
    - port: 80
      targetPort: http
      protocol: TCP
      name: http
    - port: 9090
      targetPort: metrics
      protocol: TCP
      name: metrics
  selector:
    app.kubernetes.io/name: shop
    app.kubernetes.io/instance: release-${index}`;
}

function headless(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: db-${index}
  labels: {app: db, shard: "${index}"}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {app: db, shard: "${index}"}
  ports:
  - {name: peer, port: 2380}
  - {name: client, port: 2379}`;
}

function loadBalancer(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: edge-${index}
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-type: nlb
    service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled: "true"
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  loadBalancerSourceRanges:
  - 203.0.113.0/24
  - 198.51.100.0/24
  selector:
    app: edge
    tier: front
  ports:
  - name: http
    port: 80
    targetPort: 8080
  - name: https
    port: 443
    targetPort: 8443`;
}

function nodePort(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: game-${index}
spec:
  type: NodePort
  sessionAffinity: ClientIP
  selector:
    app: game-${index}
  ports:
  - name: play
    protocol: UDP
    port: 7777
    targetPort: 7777
    nodePort: ${30_000 + index}`;
}

function externalName(index: number): string {
  return `kind: Service
apiVersion: v1
metadata:
  name: partner-${index}
spec:
  type: ExternalName
  externalName: partner-${index}.example.com`;
}
