import type { Endpoint, EndpointSlice, Service, ServiceSpec } from '../../../api/kinds/types.ts';
import { cidr, ip } from '../../../net/index.ts';
import type { ProxyConfig } from '../types.ts';

/** Objects and a node for the tests of this folder: pods are 10.244.N.x on node-N, the node under test is node-1. */
export const node: ProxyConfig = {
  nodeName: 'node-1',
  nodeAddress: ip('192.168.0.11'),
  ipFamily: 'IPv4',
  podCidr: cidr('10.244.0.0/16'),
  serviceCidrs: [cidr('10.96.0.0/16')],
  masqueradeAll: false,
  localhostNodePorts: true,
  nodePortAddresses: [],
  nodeLabels: {},
  version: '1.36',
};

/** A Service `default/NAME` of port 80 and targetPort 8080, named `http`, unless `spec` says otherwise. */
export function service(
  name: string,
  clusterIP: string,
  spec: Partial<ServiceSpec> = {},
  loadBalancerIp?: string,
): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'ClusterIP',
      selector: { app: name },
      clusterIP,
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 8080 }],
      ...spec,
    },
    ...(loadBalancerIp === undefined
      ? {}
      : { status: { loadBalancer: { ingress: [{ ip: loadBalancerIp }] } } }),
  };
}

/** The slice of a Service made by {@link service}; each address may be followed by marks: `-` not ready, `~` terminating. */
export function slice(
  serviceName: string,
  addresses: readonly string[],
  protocol: 'TCP' | 'UDP' | 'SCTP' = 'TCP',
): EndpointSlice {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${serviceName}-abcde`,
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': serviceName },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', protocol, port: 8080 }],
    endpoints: addresses.map((text, index) => endpoint(serviceName, text, index)),
  };
}

function endpoint(serviceName: string, text: string, index: number): Endpoint {
  const address = text.replace(/[-~]$/, '');
  const terminating = text.endsWith('~');
  const ready = address === text;
  return {
    addresses: [address],
    conditions: { ready, serving: ready || terminating, terminating },
    nodeName: `node-${address.split('.')[2]}`,
    targetRef: { kind: 'Pod', namespace: 'default', name: `${serviceName}-${index}` },
  };
}
