import type { Obj } from '../../../api/index.ts';
import type { ClusterSpec } from '../../../spec.ts';
import type { Free } from './free.ts';

const name = 'ingress-nginx-controller';
const namespace = 'ingress-nginx';
const labels = {
  'app.kubernetes.io/component': 'controller',
  'app.kubernetes.io/instance': 'ingress-nginx',
  'app.kubernetes.io/name': 'ingress-nginx',
};

/**
 * ingress-nginx as its own manifests install it: those for clouds where somebody gives out load balancers, else those for bare metal, with
 * node ports (`deploy/static/provider/cloud` and `baremetal`). Roles, its admission webhook and the Jobs that make that one's certificate
 * are left out.
 */
export function ingressNginx({ loadBalancer }: ClusterSpec, free: Free): readonly Obj[] {
  const isBalanced = loadBalancer !== 'none';
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        namespace: '',
        labels: { ...withoutComponent, 'kubernetes.io/metadata.name': namespace },
      },
    },
    deployment(isBalanced),
    service(isBalanced, free),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx', namespace: '', labels },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
  ];
}

const { 'app.kubernetes.io/component': _, ...withoutComponent } = labels;

function deployment(isBalanced: boolean): Obj {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'ingress-nginx',
          dnsPolicy: 'ClusterFirst',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          terminationGracePeriodSeconds: 300,
          containers: [
            {
              name: 'controller',
              image: 'registry.k8s.io/ingress-nginx/controller:v1.14.3',
              args: [
                '/nginx-ingress-controller',
                ...(isBalanced ? [`--publish-service=$(POD_NAMESPACE)/${name}`] : []),
                '--election-id=ingress-nginx-leader',
                '--controller-class=k8s.io/ingress-nginx',
                '--ingress-class=nginx',
                `--configmap=$(POD_NAMESPACE)/${name}`,
              ],
              ports: [
                { name: 'http', containerPort: 80, protocol: 'TCP' },
                { name: 'https', containerPort: 443, protocol: 'TCP' },
              ],
              readinessProbe: { httpGet: { path: '/healthz', port: 10254, scheme: 'HTTP' } },
            },
          ],
        },
      },
    },
  };
}

function service(isBalanced: boolean, free: Free): Obj {
  const port = (portName: string, number: number, nodePort: number) => ({
    name: portName,
    appProtocol: portName,
    port: number,
    protocol: 'TCP',
    targetPort: portName,
    nodePort: free.nodePort(nodePort),
  });
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      ...free.clusterIp(),
      type: isBalanced ? 'LoadBalancer' : 'NodePort',
      ...(isBalanced && {
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: free.nodePort(32080),
        allocateLoadBalancerNodePorts: true,
      }),
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
      selector: labels,
      ports: [port('http', 80, 30080), port('https', 443, 30443)],
    },
  };
}
