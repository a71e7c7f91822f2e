/** The schedulers of IPVS that there are: each in turn, the fewest connections, by the client's address. */
export const ipvsSchedulers = ['rr', 'lc', 'sh'] as const;

/** What the learner chooses about the cluster, besides the manifests. Small, plain, and part of every shared link. */
export interface ClusterSpec {
  /** 1 to 50. Ignored when the manifests hold Nodes of their own. */
  readonly nodes: number;
  /** Name of a plugin in `dataplane/cni`. */
  readonly cni: string;
  /** Name of a mode in `dataplane/proxy`. */
  readonly proxyMode: string;
  /** Of IPVS mode: how virtual servers choose. `rr` when absent. */
  readonly ipvsScheduler?: (typeof ipvsSchedulers)[number];
  /** Who gives Services of type LoadBalancer what they ask for. */
  readonly loadBalancer: LoadBalancers;
  /** Who serves Ingresses. It is installed where the text has one and brings no controller of its own. */
  readonly ingressController: IngressControllers;
  /** Who looks after Gateways; installed where the text has one and brings no controller of its own. */
  readonly gatewayController: GatewayControllers;
  /** The range pods get their addresses from; each node owns a /24 of it. */
  readonly podCidr: string;
  /** The range Services get their addresses from. */
  readonly serviceCidr: string;
  /** The range node ports are taken from, both included. */
  readonly nodePorts: readonly [first: number, last: number];
  readonly nodeCidr: string;
  /** What is broken, or was left out when the machines were set up; absent where nothing is. */
  readonly faults?: Faults;
  readonly outside: Outside;
  /** All dice start here: the same seed gives the same packets. */
  readonly seed: number;
}

/** Faults of machines, which no manifest can tell of. Each is absent where all is as it should be. */
export interface Faults {
  /** Nodes, by name, whose kube-proxy has not run since they started. */
  readonly kubeProxyDown?: readonly string[];
  /** The bridges of Pods do not send back what came in by a port (`hairpinMode: false` in the conflist). */
  readonly noHairpin?: true;
  /** No `portmap` plugin in the conflist: host ports of Pods are not opened. */
  readonly noPortmap?: true;
  /** The kernel module br_netfilter is not loaded on nodes: bridged packets pass the rules of iptables by. */
  readonly noBridgeNetfilter?: true;
  /** kube-proxy does not delete what conntrack knows of UDP flows whose endpoint is gone. */
  readonly noConntrackCleanup?: true;
  /** A firewall in front of the nodes lets nothing in from outside but these ports: `TCP/22`. */
  readonly firewall?: readonly string[];
}

/** What there is on the internet besides a client: a resolver, and the hosts it knows. */
export interface Outside {
  /** Address of the resolver in the nodes' /etc/resolv.conf. */
  readonly resolver: string;
  /** `search` in the nodes' /etc/resolv.conf, which most Pods inherit. */
  readonly search: readonly string[];
  /** All the names there are. Of several hosts with the same address the first says who listens. */
  readonly hosts: readonly OutsideHost[];
}

export interface OutsideHost {
  /** A name with its domain, or `*.home.example` for all names below it that have no line of their own (RFC 4592). */
  readonly name: string;
  /** IPv4. */
  readonly address: string;
  /** Its open ports: `80, 443, 53/UDP`; absent where nobody answers. */
  readonly listens?: string;
}

/** A cloud's load balancers, MetalLB in layer 2 mode, or nobody: then such Services wait for ever. */
export type LoadBalancers = (typeof loadBalancers)[number];
export const loadBalancers = ['cloud', 'metallb', 'none'] as const;

export type IngressControllers = (typeof ingressControllers)[number];
export const ingressControllers = ['ingress-nginx', 'none'] as const;

export type GatewayControllers = (typeof gatewayControllers)[number];
export const gatewayControllers = ['envoy-gateway', 'none'] as const;

/** kubeadm's ranges, two nodes, Flannel, iptables, and nobody who gives out load balancers: what one has who sets a cluster up oneself. */
export const defaultSpec: ClusterSpec = {
  nodes: 2,
  cni: 'flannel',
  proxyMode: 'iptables',
  loadBalancer: 'none',
  ingressController: 'ingress-nginx',
  gatewayController: 'envoy-gateway',
  podCidr: '10.244.0.0/16',
  serviceCidr: '10.96.0.0/12',
  nodePorts: [30000, 32767],
  nodeCidr: '192.168.0.0/24',
  outside: {
    resolver: '203.0.113.53',
    search: [],
    hosts: [
      { name: 'example.com', address: '198.51.100.80', listens: '80, 443' },
      { name: 'www.example.com', address: '198.51.100.80' },
    ],
  },
  seed: 1,
};

export const nodesMax = 50;
