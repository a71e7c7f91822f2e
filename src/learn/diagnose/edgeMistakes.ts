import type { Sender } from '../../sim/trace/types.ts';
import type { Manifest, Mistake } from './mistakes.ts';

const from: Sender = { kind: 'host', name: 'client' };
const to = 'http://shop.example.com:30080/';
const web = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  },
];

const gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge' },
  spec: { gatewayClassName: 'eg', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
};

/** What goes wrong before the Services: Ingresses, Gateways, and who serves them. */
export const edgeMistakes: readonly Mistake[] = [
  {
    mistake: 'an Ingress of a class that does not exist',
    manifests: [...web, ingress({ class: 'ngnix' })],
    from,
    to,
    found: ['ingress-not-served'],
    says: ['no IngressClass ngnix', 'Served: nginx'],
    at: 'Ingress shop spec.ingressClassName',
  },
  {
    mistake: 'an Ingress without a class',
    manifests: [...web, ingress({})],
    from,
    to,
    found: ['ingress-not-served'],
    says: ['names no class, and no class is the default one'],
    at: 'Ingress shop spec',
  },
  {
    mistake: 'a misspelt annotation for the class',
    manifests: [
      ...web,
      ingress({ annotations: { 'ingress.kubernetes.io/ingress.class': 'nginx' } }),
    ],
    from,
    to,
    found: ['ingress-not-served'],
    says: ['ingress.kubernetes.io/ingress.class means nothing'],
  },
  {
    mistake: 'the class of a controller that does not run',
    manifests: [
      ...web,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: 'internal' },
        spec: { controller: 'example.com/not-here' },
      },
      ingress({ class: 'internal' }),
    ],
    from,
    to,
    found: ['ingress-not-served'],
    says: ['IngressClass internal is for a controller that does not run here'],
  },
  {
    mistake: 'the address of the Ingress instead of its host',
    manifests: [...web, ingress({ class: 'nginx' })],
    from,
    to: 'http://192.168.0.11:30080/',
    found: ['no-rule'],
    says: ['Host header', 'There are rules for shop.example.com'],
    at: 'Ingress shop spec.rules[0].host',
  },
  {
    mistake: 'a path that no rule takes',
    manifests: [...web, ingress({ class: 'nginx', path: '/cart' })],
    from,
    to,
    found: ['no-rule'],
    says: ['none of them for the path /', 'rules for /cart'],
    at: 'Ingress shop spec.rules[0].http.paths[0].path',
    leads: 'no fix',
  },
  {
    mistake: 'an Ingress that leads to a Service of another namespace',
    manifests: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'front' } },
      ...web,
      { ...ingress({ class: 'nginx' }), metadata: { name: 'shop', namespace: 'front' } },
    ],
    from,
    to,
    found: ['backend-missing'],
    says: ['none of this name in namespace front', 'The one in namespace default is another'],
    at: 'Ingress shop spec.rules[0].http.paths[0].backend.service.name',
    leads: 'no fix',
  },
  {
    mistake: 'the Service behind an Ingress selects nothing',
    manifests: [
      ...web.map((each) => (each.kind === 'Pod' ? { ...each, metadata: { name: 'web' } } : each)),
      ingress({ class: 'nginx' }),
    ],
    from,
    to,
    found: ['selector-matches-nothing'],
    says: ['Service web selects Pods'],
  },
  {
    mistake: 'a route in a namespace that the Gateway does not allow',
    manifests: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'front' } },
      ...web.map((each) => ({ ...each, metadata: { ...each.metadata, namespace: 'front' } })),
      gateway,
      route({ namespace: 'front' }),
    ],
    from,
    to: 'http://shop.example.com:31080/',
    found: ['route-not-attached'],
    says: ['A route in another namespace names Gateway edge', 'allowedRoutes'],
  },
  {
    mistake: 'a route to a Service of another namespace, and nothing there grants it',
    manifests: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'back' } },
      ...web.map((each) => ({ ...each, metadata: { ...each.metadata, namespace: 'back' } })),
      gateway,
      route({ backend: 'back' }),
    ],
    from,
    to: 'http://shop.example.com:31080/',
    found: ['backend-missing'],
    says: ['that takes a ReferenceGrant in namespace back'],
    at: 'HTTPRoute shop spec.rules[0].backendRefs[0].namespace',
    leads: 'no fix',
  },
  {
    mistake: 'a route to a port that its Service does not have',
    manifests: [...web, gateway, route({ port: 8080 })],
    from,
    to: 'http://shop.example.com:31080/',
    found: ['backend-missing'],
    says: ['a port that Service web does not have. It has 80'],
    leads: 'no fix',
  },
];

interface IngressPlan {
  readonly class?: string;
  readonly path?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

function ingress({ class: ingressClassName, path = '/', annotations }: IngressPlan): Manifest {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', ...(annotations && { annotations }) },
    spec: {
      ...(ingressClassName !== undefined && { ingressClassName }),
      rules: [
        { host: 'shop.example.com', http: { paths: [{ path, pathType: 'Prefix', backend }] } },
      ],
    },
  };
}

interface RoutePlan {
  readonly namespace?: string;
  /** Namespace of the backend. */
  readonly backend?: string;
  readonly port?: number;
}

function route({ namespace = 'default', backend, port = 80 }: RoutePlan): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'shop', namespace },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'default' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          backendRefs: [
            { name: 'web', port, ...(backend !== undefined && { namespace: backend }) },
          ],
        },
      ],
    },
  };
}
