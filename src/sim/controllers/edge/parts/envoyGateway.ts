import type { Obj } from '../../../api/index.ts';

const name = 'envoy-gateway';
/** Where Envoy Gateway runs, and the proxies it makes. */
export const envoyNamespace = 'envoy-gateway-system';
const labels = { 'control-plane': name };

/**
 * Envoy Gateway as its Helm chart installs it, and the GatewayClass `eg` of its quickstart. Certificates, its own Service for proxies (xDS) and
 * rate limits are left out: what it tells its proxies travels over no wire here.
 */
export function envoyGateway(): readonly Obj[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: envoyNamespace,
        namespace: '',
        labels: { 'kubernetes.io/metadata.name': envoyNamespace },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: envoyNamespace, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            containers: [
              {
                name,
                image: 'docker.io/envoyproxy/gateway:v1.6.0',
                args: ['server', '--config-path=/config/envoy-gateway.yaml'],
                ports: [{ name: 'grpc', containerPort: 18000, protocol: 'TCP' }],
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'eg', namespace: '' },
      spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    },
  ];
}
