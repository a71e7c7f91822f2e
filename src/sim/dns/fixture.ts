import { createStore } from '../api/store.ts';
import type { Endpoint, EndpointSlice, Service, ServiceSpec } from '../api/kinds/types.ts';
import type { Obj, Store } from '../api/types.ts';

/** A small cluster for the tests of this folder. */
export function exampleStore(): Store {
  const objects: readonly Obj[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', namespace: '' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', namespace: '' } },
    service('kube-system', 'kube-dns', { clusterIP: '10.96.0.10' }),
    service('default', 'web', { clusterIP: '10.96.0.20', clusterIPs: ['10.96.0.20', 'fd00::20'] }),
    service('default', 'db', { clusterIP: 'None' }),
    slice('db', 'IPv4', [
      { addresses: ['10.244.1.2'], hostname: 'db-0' },
      { addresses: ['10.244.2.2'], hostname: 'db-1', conditions: { ready: true } },
      { addresses: ['10.244.2.3'], hostname: 'db-2', conditions: { ready: false } },
      { addresses: ['10.244.2.4'] },
    ]),
    service('default', 'empty', { clusterIP: 'None' }),
    service('default', 'docs', { type: 'ExternalName', externalName: 'example.com' }),
    service('default', 'alias', {
      type: 'ExternalName',
      externalName: 'web.default.svc.cluster.local',
    }),
    service('default', 'loop', {
      type: 'ExternalName',
      externalName: 'loop.default.svc.cluster.local',
    }),
    service('default', 'to-and-fro', {
      type: 'ExternalName',
      externalName: 'fro-and-to.default.svc.cluster.local',
    }),
    service('default', 'fro-and-to', {
      type: 'ExternalName',
      externalName: 'to-and-fro.default.svc.cluster.local',
    }),
    service('default', 'nothing', {
      type: 'ExternalName',
      externalName: 'no-such.default.svc.cluster.local',
    }),
    service('default', 'number', { type: 'ExternalName', externalName: '192.0.2.1' }),
  ];
  return createStore(objects.map((object) => ({ object, source: { by: 'cluster' } })));
}

function service(namespace: string, name: string, spec: Partial<ServiceSpec>): Service {
  const ports = [{ name: 'http', protocol: 'TCP' as const, port: 80, targetPort: 80 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'ClusterIP', ports, ...spec },
  };
}

function slice(
  owner: string,
  addressType: EndpointSlice['addressType'],
  endpoints: readonly Endpoint[],
): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${owner}-1`,
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': owner },
    },
    addressType,
    endpoints,
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  };
}
