import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { allocate, claimsOf } from '../service/allocate.ts';
import { defaultServiceSpec, serviceStatus } from '../service/defaults.ts';
import { prepareServiceSpec } from '../service/families.ts';
import { checkServiceSpec } from '../service/validate.ts';
import { refuseAddresses } from '../service/validateAddresses.ts';
import { checkServiceUpdate, withoutFormerType } from '../service/validateUpdate.ts';
import { serviceWarnings } from '../service/warnings.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { dnsLabel } from '../validate/names.ts';
import type { Protocol } from './types.ts';

export interface ServicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  /** 1 to 65535. */
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export interface ServiceSpec {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly ServicePort[];
  /** An address, `None` for a headless Service, absent for ExternalName. */
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalIPs?: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  readonly internalTrafficPolicy?: 'Cluster' | 'Local';
  readonly sessionAffinity?: 'None' | 'ClientIP';
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
  readonly publishNotReadyAddresses?: boolean;
  readonly healthCheckNodePort?: number;
  readonly loadBalancerIP?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly loadBalancerClass?: string;
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  readonly ipFamilyPolicy?: string;
  readonly trafficDistribution?: string;
}

export interface ServiceStatus {
  readonly loadBalancer?: {
    readonly ingress?: readonly {
      readonly ip?: string;
      readonly hostname?: string;
      readonly ipMode?: 'VIP' | 'Proxy';
    }[];
  };
}

export type Service = Obj<ServiceSpec, ServiceStatus> & { readonly spec: ServiceSpec };

declare module '../types.ts' {
  interface Kinds {
    Service: Service;
  }
}

/** What `kubectl get services` prints under EXTERNAL-IP. */
function externalWord(service: Service): string {
  const { spec, status } = service;
  if (spec.type === 'ExternalName') return spec.externalName ?? '<none>';
  const given = (status?.loadBalancer?.ingress ?? []).map(
    ({ ip, hostname }) => ip ?? hostname ?? '',
  );
  const all = [...(spec.type === 'LoadBalancer' ? given : []), ...(spec.externalIPs ?? [])];
  if (all.length > 0) return all.join(',');
  return spec.type === 'LoadBalancer' ? '<pending>' : '<none>';
}

const service: KindDefinition<Service> = {
  kind: 'Service',
  apiVersion: 'v1',
  plural: 'services',
  shortNames: ['svc'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  },
  schema: structNamed('Service'),
  standIns: { targetPort: 'port', nodePort: 'port', protocol: 'port', clusterIPs: 'clusterIP' },
  defaults: (object) => ({ ...object, spec: defaultServiceSpec(object.spec) }),
  prepare: (object) => ({
    ...object,
    spec: prepareServiceSpec(object.spec),
    status: serviceStatus(object),
  }),
  validate: (object) => [...checkMetadata(object, dnsLabel), ...checkServiceSpec(object)],
  validateUpdate: checkServiceUpdate,
  inherit: withoutFormerType,
  refuse: refuseAddresses,
  claims: claimsOf,
  allocate,
  warnings: serviceWarnings,
  columns: (object) => {
    const ports = (object.spec.ports ?? []).map(({ port, nodePort, protocol }) =>
      nodePort === undefined ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`,
    );
    return [
      ['TYPE', object.spec.type],
      ['CLUSTER-IP', object.spec.clusterIP ?? '<none>'],
      ['EXTERNAL-IP', externalWord(object)],
      ['PORT(S)', ports.length === 0 ? '<none>' : ports.join(',')],
    ];
  },
};

export default service;
