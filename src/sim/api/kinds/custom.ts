import { customKinds, type CustomKind } from '../custom/kind.ts';
import type { KindDefinition } from '../types.ts';

type Row = readonly [kind: string, plural: string, versions: string, scope?: CustomKind['scope']];

const istio = 'v1 v1beta1 v1alpha3';

/** Well-known kinds that a cluster has only when somebody installed them: taken as they come, so that manifests can be read. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  'policy.networking.k8s.io': [
    ['ClusterNetworkPolicy', 'clusternetworkpolicies', 'v1alpha2 v1alpha1', 'Cluster'],
    ['AdminNetworkPolicy', 'adminnetworkpolicies', 'v1alpha1', 'Cluster'],
    ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies', 'v1alpha1', 'Cluster'],
  ],
  // The rest of the Gateway API's standard channel.
  'gateway.networking.k8s.io': [
    ['BackendTLSPolicy', 'backendtlspolicies', 'v1'],
    ['ListenerSet', 'listenersets', 'v1'],
  ],
  'networking.istio.io': [
    ['VirtualService', 'virtualservices', istio],
    ['DestinationRule', 'destinationrules', istio],
    ['Gateway', 'gateways', istio],
    ['ServiceEntry', 'serviceentries', istio],
    ['Sidecar', 'sidecars', istio],
    ['WorkloadEntry', 'workloadentries', istio],
    ['WorkloadGroup', 'workloadgroups', istio],
    ['EnvoyFilter', 'envoyfilters', 'v1alpha3'],
    ['ProxyConfig', 'proxyconfigs', 'v1beta1'],
  ],
  'security.istio.io': [
    ['AuthorizationPolicy', 'authorizationpolicies', 'v1 v1beta1'],
    ['PeerAuthentication', 'peerauthentications', 'v1 v1beta1'],
    ['RequestAuthentication', 'requestauthentications', 'v1 v1beta1'],
  ],
  'telemetry.istio.io': [['Telemetry', 'telemetries', 'v1 v1alpha1']],
};

const custom: readonly KindDefinition[] = Object.entries(rows).flatMap(([group, kinds]) =>
  kinds.flatMap(([kind, plural, versions, scope = 'Namespaced']) =>
    customKinds(group, { kind, plural, shortNames: [], scope, versions: versions.split(' ') }),
  ),
);

export default custom;
