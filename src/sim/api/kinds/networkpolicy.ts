import { structNamed } from '../fields/structs.ts';
import { checkMetadata } from '../metadata.ts';
import { checkNetworkPolicy } from '../networking/networkPolicy.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { LabelSelector, Protocol } from './types.ts';

export interface NetworkPolicyPort {
  readonly protocol?: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}

export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly {
    readonly ports?: readonly NetworkPolicyPort[];
    readonly from?: readonly NetworkPolicyPeer[];
  }[];
  readonly egress?: readonly {
    readonly ports?: readonly NetworkPolicyPort[];
    readonly to?: readonly NetworkPolicyPeer[];
  }[];
}

export type NetworkPolicy = Obj<NetworkPolicySpec> & { readonly spec: NetworkPolicySpec };

declare module '../types.ts' {
  interface Kinds {
    NetworkPolicy: NetworkPolicy;
  }
}

// As SetDefaults_NetworkPolicy and SetDefaults_NetworkPolicyPort of pkg/apis/networking/v1.
function defaultSpec(given: Partial<NetworkPolicySpec> = {}): NetworkPolicySpec {
  const { ingress, egress, policyTypes = [] } = given;
  const withPorts = <Rule extends { readonly ports?: readonly NetworkPolicyPort[] }>(
    rule: Rule,
  ): Rule =>
    rule.ports
      ? { ...rule, ports: rule.ports.map((port) => ({ protocol: 'TCP' as const, ...port })) }
      : rule;
  const types = ['Ingress' as const, ...((egress ?? []).length > 0 ? ['Egress' as const] : [])];
  return {
    podSelector: {},
    ...given,
    ...(ingress && { ingress: ingress.map(withPorts) }),
    ...(egress && { egress: egress.map(withPorts) }),
    policyTypes: policyTypes.length > 0 ? policyTypes : types,
  };
}

const networkPolicy: KindDefinition<NetworkPolicy> = {
  kind: 'NetworkPolicy',
  apiVersion: 'networking.k8s.io/v1',
  plural: 'networkpolicies',
  shortNames: ['netpol'],
  scope: 'Namespaced',
  simulated: true,
  generation: true,
  example: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'db-from-web' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
    },
  },
  schema: structNamed('NetworkPolicy'),
  defaults: (object) => ({ ...object, spec: defaultSpec(object.spec) }),
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...checkNetworkPolicy(object.spec),
  ],
  columns: ({ spec }) => [
    [
      'POD-SELECTOR',
      Object.entries(spec.podSelector.matchLabels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(',') || '<none>',
    ],
  ],
};

export default networkPolicy;
