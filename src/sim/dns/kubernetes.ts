/** What a Corefile says to CoreDNS's `kubernetes` plugin (coredns.io/plugins/kubernetes). */
export interface KubernetesPlugin {
  /** The zones it answers for, fully qualified. The first one that is no reverse zone is the cluster's. */
  readonly zones: readonly string[];
  /** Whether `a-b-c-d.namespace.pod.zone` is answered: never, always, or only if such a Pod exists. */
  readonly pods: 'disabled' | 'insecure' | 'verified';
  /** The namespaces whose Services have names; empty means all. */
  readonly namespaces: readonly string[];
  /** NXDOMAIN for a ClusterIP Service without endpoints. */
  readonly ignoreEmptyService: boolean;
  readonly ttlSeconds: number;
  /** The zones whose unknown names are asked upstream. */
  readonly fallThrough: readonly string[];
}

/** The domain of the cluster: kubeadm's default, and not a choice yet. */
export const clusterDomain = 'cluster.local';

/** How kubeadm's Corefile sets it up (kubernetes/cmd/kubeadm/app/phases/addons/dns/manifests.go), with its `ttl 30`. */
export const kubeadmPlugin: KubernetesPlugin = {
  zones: [`${clusterDomain}.`, 'in-addr.arpa.', 'ip6.arpa.'],
  pods: 'insecure',
  namespaces: [],
  ignoreEmptyService: false,
  ttlSeconds: 30,
  fallThrough: ['in-addr.arpa.', 'ip6.arpa.'],
};
