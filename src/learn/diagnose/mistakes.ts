import type { Sender, Trace } from '../../sim/trace/types.ts';
import type { FindingCode } from './index.ts';

/** A manifest as a plain object: the text is its JSON, which is YAML too. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string } & Readonly<
    Record<string, unknown>
  >;
  readonly [field: string]: unknown;
}

export const client = pod('client', {
  image: 'curlimages/curl',
  command: ['sleep', 'infinity'],
  labels: { run: 'client' },
});
export const webPod = pod('web', { labels: { app: 'web' } });
export const webService = service('web', {
  selector: { app: 'web' },
  ports: [{ port: 80, targetPort: 80 }],
});
const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

/** A mistake and what must be said about it. The fix, where there is one, must make the finding go away. */
export interface Mistake {
  readonly mistake: string;
  readonly manifests: readonly Manifest[];
  readonly from?: Sender;
  readonly to: string;
  /** iptables, unless the mistake shows in another mode. */
  readonly proxyMode?: string;
  /** Flannel, unless the mistake shows with another plugin. */
  readonly cni?: string;
  readonly found: readonly FindingCode[];
  /** What is found in other modes of kube-proxy, where that is something else. */
  readonly inModes?: Readonly<Record<string, readonly FindingCode[]>>;
  /** What the fix leads to; `delivered` unless another mistake waits behind. */
  readonly leads?: Trace['outcome']['result'] | 'no fix' | 'not checked';
  /** Words the English sentence must hold. */
  readonly says: readonly string[];
  /** The field that the first evidence points at. */
  readonly at?: string;
}

export const fromClient: Sender = { kind: 'pod', namespace: 'default', name: 'client' };
const fromHost: Sender = { kind: 'host', name: 'client' };
const fromNode: Sender = { kind: 'node', name: 'node-1' };

/** What learners get wrong, one mistake each, with the smallest cluster that shows it. */
export const mistakes: readonly Mistake[] = [
  {
    mistake: 'the Pod has no labels',
    manifests: [
      pod('pod-a', { image: 'your-web-app-image', ports: [{ containerPort: 8080 }] }),
      pod('pod-b', { image: 'your-client-app-image', command: ['sleep', 'infinity'] }),
      service('pod-service', {
        selector: { app: 'web-app' },
        ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }],
      }),
    ],
    from: { kind: 'pod', namespace: 'default', name: 'pod-b' },
    to: 'pod-service',
    found: ['selector-matches-nothing'],
    says: ['Service pod-service', 'app=web-app', 'Pod pod-a has no labels'],
    at: 'Service pod-service spec.selector',
  },
  {
    mistake: 'a slip in the selector',
    manifests: [
      client,
      webPod,
      service('web', { selector: { app: 'wbe' }, ports: [{ port: 80 }] }),
    ],
    to: 'web',
    found: ['selector-matches-nothing'],
    says: ['app=wbe', 'Pod web with app=web'],
    at: 'Service web spec.selector',
  },
  {
    mistake: 'the right value under another key',
    manifests: [
      client,
      deployment('web', { labels: { name: 'web' } }),
      service('web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ],
    to: 'web',
    found: ['selector-matches-nothing'],
    says: ['the Pods of Deployment web with name=web'],
    at: 'Service web spec.selector',
  },
  {
    mistake: 'the Pods are in another namespace',
    manifests: [
      client,
      shop,
      pod('web', { labels: { app: 'web' }, namespace: 'shop' }),
      webService,
    ],
    to: 'web',
    found: ['selector-matches-nothing'],
    leads: 'no fix',
    says: ['namespace shop', 'its own namespace'],
  },
  {
    mistake: 'a headless Service that selects nothing',
    manifests: [
      client,
      webPod,
      service('web', { clusterIP: 'None', selector: { app: 'webb' }, ports: [{ port: 80 }] }),
    ],
    to: 'web',
    found: ['selector-matches-nothing'],
    says: ['app=webb'],
  },
  {
    mistake: 'a Service without selector',
    manifests: [client, service('web', { ports: [{ port: 80 }] })],
    to: 'web',
    found: ['service-without-selector'],
    leads: 'no fix',
    says: ['kubernetes.io/service-name=web'],
  },
  {
    mistake: 'Pods that are not ready',
    manifests: [
      client,
      pod('web', { labels: { app: 'web' }, annotations: { 'podpath.dev/ready': 'false' } }),
      webService,
    ],
    to: 'web',
    found: ['no-ready-endpoints'],
    says: ['Pod web', 'not ready'],
    at: 'Pod web metadata.annotations[podpath.dev/ready]',
  },
  {
    mistake: 'a targetPort by a name nobody declared',
    manifests: [
      client,
      pod('web', { labels: { app: 'web' }, ports: [{ name: 'http', containerPort: 80 }] }),
      service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'htpp' }] }),
    ],
    to: 'web',
    found: ['unknown-port-name'],
    says: ['htpp', 'http (80)'],
    at: 'Service web spec.ports[0].targetPort',
  },
  {
    mistake: 'policy Local and no endpoint on the node',
    manifests: [
      pod('web', { labels: { app: 'web' }, nodeName: 'node-2' }),
      service('web', {
        type: 'NodePort',
        externalTrafficPolicy: 'Local',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromHost,
    to: 'http://192.168.0.11:30080/',
    found: ['no-local-endpoints'],
    // Other nodes are asked all the same, and Flannel masquerades: the answer finds its way back.
    inModes: { ipvs: [] },
    says: ['externalTrafficPolicy', 'node-1', 'on node-2'],
    at: 'Service web spec.externalTrafficPolicy',
  },
  {
    mistake: 'a process bound to loopback',
    manifests: [
      client,
      pod('web', {
        labels: { app: 'web' },
        annotations: { 'podpath.dev/listens': 'main=127.0.0.1:80/TCP' },
      }),
      webService,
    ],
    to: 'web',
    found: ['loopback-bind'],
    says: ['127.0.0.1:80', '0.0.0.0'],
    at: 'Pod web metadata.annotations[podpath.dev/listens]',
  },
  {
    mistake: 'a command bound to loopback',
    manifests: [
      client,
      deployment('web', {
        labels: { app: 'web' },
        image: 'python:3',
        command: ['python3', '-m', 'http.server', '80', '--bind', '127.0.0.1'],
      }),
      webService,
    ],
    to: 'web',
    found: ['loopback-bind'],
    says: ['127.0.0.1:80'],
    at: 'Deployment web spec.template.spec.containers[0].command',
  },
  {
    mistake: 'a container that sleeps',
    manifests: [
      client,
      pod('web', { labels: { app: 'web' }, image: 'busybox', command: ['sleep', '3600'] }),
      webService,
    ],
    to: 'web',
    found: ['container-sleeps'],
    leads: 'no fix',
    says: ['sleep 3600'],
    at: 'Pod web spec.containers[0].command',
  },
  {
    mistake: 'an image nobody knows, and no declared port',
    manifests: [
      client,
      pod('web', { labels: { app: 'web' }, image: 'registry.example/app:1' }),
      webService,
    ],
    to: 'web',
    found: ['container-sleeps'],
    says: ['registry.example/app:1', 'declares no port'],
  },
  {
    mistake: 'a wrong targetPort',
    manifests: [
      client,
      webPod,
      service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] }),
    ],
    to: 'web',
    found: ['wrong-target-port'],
    says: ['targetPort', 'port 8080', 'listens on 80/TCP'],
    at: 'Service web spec.ports[0].targetPort',
  },
  {
    mistake: 'targetPort left out',
    manifests: [
      client,
      pod('web', {
        labels: { app: 'web' },
        image: 'registry.example/app:1',
        ports: [{ containerPort: 8080 }],
      }),
      service('web', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ],
    to: 'web',
    found: ['wrong-target-port'],
    says: ['from port 80 to port 80', '8080/TCP'],
  },
  {
    mistake: 'TCP instead of UDP',
    manifests: [
      client,
      pod('log', {
        labels: { app: 'log' },
        annotations: { 'podpath.dev/listens': 'main=514/UDP' },
      }),
      service('log', { selector: { app: 'log' }, ports: [{ port: 514 }] }),
    ],
    to: 'tcp://log:514',
    found: ['wrong-protocol'],
    leads: 'timed-out',
    says: ['is TCP', 'speaks UDP'],
    at: 'Service log spec.ports[0].protocol',
  },
  {
    mistake: 'a port the Pod does not have',
    manifests: [client, webPod],
    to: 'http://{web}:8080/',
    found: ['wrong-pod-port'],
    says: ['port 8080', '80/TCP'],
  },
  {
    mistake: 'a port translation expected of a headless Service',
    manifests: [
      client,
      pod('web', {
        labels: { app: 'web' },
        image: 'registry.example/app:1',
        ports: [{ containerPort: 8080 }],
      }),
      service('web', {
        clusterIP: 'None',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080 }],
      }),
    ],
    to: 'http://web/',
    found: ['wrong-pod-port'],
    says: ['headless', '8080/TCP'],
    at: 'Service web spec.clusterIP',
  },
  {
    mistake: 'the targetPort asked of the Service',
    manifests: [
      client,
      pod('web', {
        labels: { app: 'web' },
        image: 'registry.example/app:1',
        ports: [{ containerPort: 8080 }],
      }),
      service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] }),
    ],
    to: 'http://web:8080/',
    found: ['wrong-service-port'],
    says: ['8080/TCP', 'clients ask for port 80'],
    at: 'Service web spec.ports[0].port',
  },
  {
    mistake: 'a port nobody mentioned',
    manifests: [client, webPod, webService],
    to: 'http://web:81/',
    found: ['wrong-service-port'],
    says: ['81/TCP', 'It has 80/TCP'],
  },
  {
    mistake: 'a short name from another namespace',
    manifests: [
      client,
      shop,
      pod('web', { labels: { app: 'web' }, namespace: 'shop' }),
      { ...webService, metadata: { name: 'web', namespace: 'shop' } },
    ],
    to: 'web',
    found: ['name-in-other-namespace'],
    says: ['namespace shop', 'web.shop'],
  },
  {
    mistake: 'CoreDNS scaled down to nothing',
    manifests: [
      client,
      webPod,
      webService,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'coredns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
        spec: {
          replicas: 0,
          selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          template: {
            metadata: { labels: { 'k8s-app': 'kube-dns' } },
            spec: { containers: [{ name: 'coredns', image: 'coredns' }] },
          },
        },
      },
    ],
    to: 'web',
    found: ['no-replicas'],
    says: ['Service kube-dns', 'Deployment coredns', 'are 0'],
    at: 'Deployment coredns spec.replicas',
  },
  {
    mistake: 'a slip in the name',
    manifests: [client, webPod, webService],
    to: 'http://wbe/',
    found: ['unknown-name'],
    says: ['wbe', 'Was web meant'],
  },
  {
    mistake: 'a name of the internet',
    manifests: [client],
    to: 'https://nobody.example.com/',
    found: ['unknown-name'],
    leads: 'no fix',
    says: ['nobody.example.com', 'resolver outside'],
  },
  {
    mistake: 'the name of a Pod',
    manifests: [client, pod('web-1', { labels: { app: 'web' } }), webService],
    to: 'http://web-1:80/',
    found: ['pod-name-as-dns-name'],
    says: ['Pod web-1', 'Service web leads to it'],
  },
  {
    mistake: 'a Service name on a node',
    manifests: [webPod, webService],
    from: fromNode,
    to: 'web',
    found: ['cluster-dns-for-pods-only'],
    says: ['only Pods ask it', 'cluster IP'],
  },
  {
    mistake: 'a Service name outside',
    manifests: [
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromHost,
    to: 'web',
    found: ['cluster-dns-for-pods-only'],
    says: ['30080'],
  },
  {
    mistake: 'a load balancer that nobody makes',
    manifests: [
      webPod,
      service('web', { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ],
    from: fromHost,
    to: 'web',
    found: ['load-balancer-pending', 'cluster-dns-for-pods-only'],
    says: ['<pending>', 'MetalLB'],
    at: 'Service web spec.type',
  },
  {
    mistake: 'a load balancer of a class that nobody has',
    manifests: [
      webPod,
      service('web', {
        type: 'LoadBalancer',
        loadBalancerClass: 'example.com/lb',
        allocateLoadBalancerNodePorts: false,
        selector: { app: 'web' },
        ports: [{ port: 80 }],
      }),
    ],
    from: fromHost,
    to: 'web',
    found: ['load-balancer-pending', 'cluster-dns-for-pods-only'],
    leads: 'no fix',
    says: ['example.com/lb'],
    at: 'Service web spec.loadBalancerClass',
  },
  {
    mistake: 'a Service name on the host network',
    manifests: [
      pod('client', { image: 'curlimages/curl', command: ['sleep', '1d'], hostNetwork: true }),
      webPod,
      webService,
    ],
    to: 'web',
    found: ['host-network-dns'],
    leads: 'not checked',
    says: ['host network', 'ClusterFirstWithHostNet'],
  },
  {
    mistake: 'an ExternalName',
    manifests: [
      client,
      service('vendor', {
        type: 'ExternalName',
        externalName: 'api.example.com',
        ports: [{ port: 80 }],
      }),
    ],
    to: 'vendor',
    found: ['external-name'],
    leads: 'no fix',
    says: ['api.example.com', 'ports are ignored'],
    at: 'Service vendor spec.externalName',
  },
  {
    mistake: 'an ExternalName that is an address',
    manifests: [client, service('vendor', { type: 'ExternalName', externalName: '203.0.113.50' })],
    to: 'vendor',
    found: ['external-name'],
    leads: 'no fix',
    says: ['must be a name'],
  },
  {
    mistake: 'the port instead of the node port',
    manifests: [
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromHost,
    to: 'http://192.168.0.11:80/',
    found: ['node-port-missing'],
    says: ['80 is the port of Service web', '30080'],
    at: 'Service web spec.ports[0].port',
  },
  {
    mistake: 'a node port of a ClusterIP Service',
    manifests: [webPod, webService],
    from: fromHost,
    to: 'http://192.168.0.11:80/',
    found: ['node-port-missing'],
    leads: 'no fix',
    says: ['has no node port'],
  },
  {
    mistake: 'a wrong node port',
    manifests: [
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromHost,
    to: 'http://192.168.0.11:30081/',
    found: ['node-port-missing'],
    says: ['in use: 30080 (Service web)'],
  },
  {
    mistake: 'a cluster IP from outside',
    manifests: [
      webPod,
      service('web', { clusterIP: '10.96.0.80', selector: { app: 'web' }, ports: [{ port: 80 }] }),
    ],
    from: fromHost,
    to: 'http://10.96.0.80/',
    found: ['cluster-address-from-outside'],
    says: ['10.96.0.80 is a cluster IP', 'NodePort'],
  },
  {
    mistake: 'the address of a Pod from the network of the nodes',
    manifests: [webPod],
    from: { kind: 'host', name: 'lan-client' },
    to: 'http://{web}/',
    found: ['cluster-address-from-outside'],
    leads: 'no fix',
    says: ['address of the Pod network', 'no router'],
  },
  {
    mistake: 'the address of a Pod from outside, where a cloud has routes, and a wrong port',
    manifests: [webPod],
    cni: 'kubenet',
    from: fromHost,
    to: 'http://{web}:8080/',
    found: ['wrong-pod-port'],
    says: ['8080', 'listens on 80'],
  },
  {
    mistake: 'an external IP that nobody leads to a node',
    manifests: [
      webPod,
      service('web', {
        externalIPs: ['192.168.0.200'],
        selector: { app: 'web' },
        ports: [{ port: 80 }],
      }),
    ],
    from: { kind: 'host', name: 'lan-client' },
    to: 'http://192.168.0.200/',
    found: ['external-ip-unrouted'],
    // Every node owns the address, on kube-ipvs0, and answers by ARP.
    inModes: { ipvs: [] },
    leads: 'no fix',
    says: ['external IP of Service web', 'ARP'],
    at: 'Service web spec.externalIPs[0]',
  },
  {
    mistake: 'a ping larger than the tunnel lets through',
    manifests: [client, webPod],
    to: 'icmp://{web}?size=1472',
    found: ['packet-too-big'],
    says: ['1500 bytes', '1450 (MTU)', 'Flannel (VXLAN) puts 50 bytes', 'at most 1422 bytes'],
  },
  {
    mistake: 'a ping larger than any link takes',
    manifests: [client, webPod],
    cni: 'kubenet',
    to: 'icmp://{web}?size=1473',
    found: ['packet-too-big'],
    says: ['1501 bytes', '1500 (MTU)'],
  },
  {
    mistake: 'the address of a Pod that is gone',
    manifests: [client, webPod],
    to: 'http://10.244.1.99/',
    found: ['no-such-address'],
    leads: 'no fix',
    says: ['10.244.1.99', 'range of the Pods'],
  },
  {
    mistake: 'the address of a Service that is gone',
    manifests: [client, webPod],
    to: 'http://10.96.0.99/',
    found: ['no-such-address'],
    leads: 'no fix',
    says: ['range of the Services'],
  },
  {
    mistake: 'a sender that loadBalancerSourceRanges leaves out',
    manifests: [
      webPod,
      {
        ...service('web', {
          type: 'LoadBalancer',
          loadBalancerSourceRanges: ['10.0.0.0/8'],
          selector: { app: 'web' },
          ports: [{ port: 80 }],
        }),
        status: { loadBalancer: { ingress: [{ ip: '192.168.0.200' }] } },
      },
    ],
    from: fromNode,
    to: 'http://192.168.0.200/',
    found: ['source-not-allowed'],
    says: ['10.0.0.0/8'],
    at: 'Service web spec.loadBalancerSourceRanges',
  },
  {
    mistake: 'TCP where UDP is asked for',
    manifests: [
      client,
      pod('log', {
        labels: { app: 'log' },
        annotations: { 'podpath.dev/listens': 'main=514/UDP' },
      }),
      service('log', { selector: { app: 'log' }, ports: [{ port: 514 }] }),
    ],
    to: 'udp://log:514',
    found: ['wrong-service-port'],
    says: ['514/UDP', 'for TCP only'],
    at: 'Service log spec.ports[0].protocol',
  },
  {
    mistake: 'the node port asked of the cluster IP',
    manifests: [
      client,
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    to: 'http://web:30080/',
    found: ['wrong-service-port'],
    says: ['30080 is its node port', 'has port 80'],
  },
  {
    mistake: 'localhost outside, where a node is meant',
    manifests: [
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromHost,
    to: 'http://127.0.0.1:30080/',
    found: ['asked-itself'],
    says: ['127.0.0.1 always means the one who asks', 'node port of Service web'],
  },
  {
    mistake: 'a Pod below a headless Service, without hostname and subdomain',
    manifests: [
      client,
      webPod,
      service('web-all', {
        clusterIP: 'None',
        selector: { app: 'web' },
        ports: [{ port: 80 }],
      }),
    ],
    to: 'http://web.web-all.default.svc.cluster.local/',
    found: ['pod-name-below-service'],
    says: ['Pod web has no subdomain'],
    at: 'Pod web spec.subdomain',
  },
  {
    mistake: 'a StatefulSet whose serviceName is another',
    manifests: [
      client,
      statefulSet('db', 'database', { labels: { app: 'db' } }),
      service('db-all', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 80 }] }),
    ],
    to: 'http://db-0.db-all/',
    found: ['pod-name-below-service'],
    says: ['subdomain of Pod db-0 is database, not db-all'],
    at: 'StatefulSet db spec.serviceName',
  },
  {
    mistake: 'a port nobody mentioned, in nftables mode',
    manifests: [client, webPod, webService],
    to: 'http://web:81/',
    proxyMode: 'nftables',
    found: ['wrong-service-port'],
    says: ['81/TCP', 'kube-proxy rejects', 'It has 80/TCP'],
  },
  {
    mistake: 'a ping to a Service, in nftables mode',
    manifests: [client, webPod, webService],
    to: 'icmp://web',
    proxyMode: 'nftables',
    found: ['cluster-ip-ping'],
    leads: 'no fix',
    says: ['A ping has no port, so kube-proxy rejects it'],
  },
  {
    mistake: 'a selector with a typing error, in nftables mode',
    manifests: [
      client,
      webPod,
      service('web', { selector: { app: 'wbe' }, ports: [{ port: 80 }] }),
    ],
    to: 'web',
    proxyMode: 'nftables',
    found: ['selector-matches-nothing'],
    says: ['wbe'],
  },
  {
    mistake: 'a node port on 127.0.0.1, in nftables mode',
    manifests: [
      webPod,
      service('web', {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    ],
    from: fromNode,
    to: 'http://127.0.0.1:30080/',
    proxyMode: 'nftables',
    found: ['node-port-address'],
    says: ['30080', 'not on 127.0.0.1'],
    at: 'Service web spec.ports[0].nodePort',
  },
  {
    mistake: 'a policy that lets in Pods with another label',
    manifests: [
      client,
      webPod,
      webService,
      networkPolicy('web-from-api', {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { run: 'api' } } }] }],
      }),
    ],
    to: 'web',
    cni: 'calico',
    found: ['policy-denied'],
    says: ['NetworkPolicy web-from-api selects Pod web', 'TCP port 80 from Pod client', 'run=api'],
    at: 'NetworkPolicy web-from-api spec.ingress[0].from[0].podSelector.matchLabels.run',
  },
  {
    mistake: 'a policy with two selectors in one item',
    manifests: [
      client,
      webPod,
      webService,
      networkPolicy('web-from-shop', {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { team: 'shop' } },
                podSelector: { matchLabels: { run: 'client' } },
              },
            ],
          },
        ],
      }),
    ],
    to: 'web',
    cni: 'calico',
    found: ['policy-denied'],
    says: ['Namespace default has no label team', 'both selectors of one item have to match'],
    at: 'NetworkPolicy web-from-shop spec.ingress[0].from[0].namespaceSelector.matchLabels.team',
  },
  {
    mistake: 'a policy that names the port of the Service',
    manifests: [
      client,
      webPod,
      service('web', { selector: { app: 'web' }, ports: [{ port: 8080, targetPort: 80 }] }),
      networkPolicy('web-port', {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [{ ports: [{ port: 8080 }] }],
      }),
    ],
    to: 'http://web:8080/',
    cni: 'calico',
    found: ['policy-denied'],
    says: ['another port than 80', 'not that of a Service'],
    at: 'NetworkPolicy web-port spec.ingress[0].ports[0].port',
  },
  {
    mistake: 'a policy that lets nothing out, not even lookups',
    manifests: [
      client,
      webPod,
      webService,
      networkPolicy('nothing-out', {
        podSelector: { matchLabels: { run: 'client' } },
        policyTypes: ['Egress'],
      }),
    ],
    to: 'web',
    cni: 'calico',
    found: ['policy-denied'],
    says: ['no rule allows UDP port 53', 'no egress rule at all', 'Names cannot be looked up'],
    at: 'NetworkPolicy nothing-out spec.egress',
  },
  {
    mistake: 'a policy of the cluster that says no',
    manifests: [
      client,
      webPod,
      webService,
      {
        apiVersion: 'policy.networking.k8s.io/v1alpha2',
        kind: 'ClusterNetworkPolicy',
        metadata: { name: 'no-clients' },
        spec: {
          tier: 'Admin',
          priority: 10,
          subject: { namespaces: {} },
          ingress: [
            {
              action: 'Deny',
              from: [
                {
                  pods: { namespaceSelector: {}, podSelector: { matchLabels: { run: 'client' } } },
                },
              ],
            },
          ],
        },
      },
    ],
    to: 'web',
    cni: 'calico',
    found: ['policy-denied'],
    leads: 'no fix',
    says: ['ingress[0] of ClusterNetworkPolicy no-clients denies'],
    at: 'ClusterNetworkPolicy no-clients spec.ingress[0].from[0]',
  },
  {
    mistake: 'a policy that nobody enforces',
    manifests: [client, webPod, webService, networkPolicy('nothing-in', { podSelector: {} })],
    to: 'web',
    found: ['policy-ignored'],
    leads: 'no fix',
    says: ['NetworkPolicy nothing-in', 'Flannel (VXLAN) does not enforce NetworkPolicy'],
    at: 'NetworkPolicy nothing-in spec',
  },
  {
    mistake: 'a policy whose enforcement is not simulated',
    manifests: [client, webPod, webService, networkPolicy('nothing-in', { podSelector: {} })],
    to: 'web',
    cni: 'weave',
    found: ['policy-ignored'],
    leads: 'no fix',
    says: ['Weave Net enforces that', 'in a real cluster the packet is dropped'],
  },
];

interface PodWishes {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly ports?: readonly object[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
}

export function pod(name: string, wishes: PodWishes): Manifest {
  const { labels, annotations, namespace } = wishes;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...defined({ labels, annotations, namespace }) },
    spec: podSpec(wishes),
  };
}

function deployment(name: string, { labels, ...wishes }: PodWishes): Manifest {
  const template = { metadata: { labels }, spec: podSpec(wishes) };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 2, selector: { matchLabels: labels }, template },
  };
}

function statefulSet(name: string, serviceName: string, wishes: PodWishes): Manifest {
  const { labels } = wishes;
  const template = { metadata: { labels }, spec: podSpec(wishes) };
  const spec = { serviceName, selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name }, spec };
}

function podSpec({ image = 'nginx', command, ports, nodeName, hostNetwork }: PodWishes): object {
  return {
    containers: [{ name: 'main', image, ...defined({ command, ports }) }],
    ...defined({ nodeName, hostNetwork }),
  };
}

/** The address is fixed, so that sentences about it stay the same. */
export function service(name: string, wishes: Readonly<Record<string, unknown>>): Manifest {
  const spec = wishes.type === 'ExternalName' ? wishes : { clusterIP: '10.96.0.80', ...wishes };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

function networkPolicy(name: string, spec: object): Manifest {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec };
}

function defined(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
