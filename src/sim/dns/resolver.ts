import { refTo, type Pod, type Ref, type Store } from '../api/index.ts';
import type { Resolver } from '../dataplane/types.ts';
import { ip, readIp, type Ip } from '../net/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { qualified } from './name.ts';
import { kubeletDns, resolvConfOf, nodeResolvConf, type ResolvConf } from './resolvconf.ts';
import { clusterDomain } from './kubernetes.ts';

/** Options that are numbers: what glibc takes where none says otherwise, and the most it accepts (resolv.conf(5)). */
const numbers = {
  ndots: { usual: 1, max: 15 },
  timeout: { usual: 5, max: 30 },
  attempts: { usual: 2, max: 5 },
} as const;

/** What a Pod's containers read in /etc/resolv.conf and /etc/hosts. */
export function resolverOf(pod: Pod, spec: ClusterSpec, store: Store): Resolver {
  const kubelet = kubeletDns(spec);
  const conf = resolvConfOf(pod, kubelet);
  const asksCluster = kubelet.clusterDns.some((server) => conf.nameservers.includes(server));
  return toResolver(conf, hostsOf(pod), becauseOf(pod, store, asksCluster));
}

/** What programs on a node or on a host outside read: these hosts, and the resolver of the world. Keys may be in any case. */
export function hostResolver(
  spec: ClusterSpec,
  hosts: Iterable<readonly [name: string, address: Ip]> = [],
  because: readonly Ref[] = [],
): Resolver {
  return toResolver(nodeResolvConf(spec), new Map([localhost, ...hosts]), because);
}

/**
 * For how many seconds a resolver waits for the server at this place of its list, the first time: res_send.c of glibc doubles the
 * timeout from server to server and shares it among them.
 */
export function secondsFor(
  { timeoutSeconds, nameservers }: Pick<Resolver, 'timeoutSeconds' | 'nameservers'>,
  place: number,
): number {
  if (place === 0) return timeoutSeconds;
  return Math.max(1, Math.floor((timeoutSeconds << place) / nameservers.length));
}

/**
 * The names a resolver library asks for, in this order, until one has an answer (glibc's res_search): a name with fewer dots
 * than `ndots` is tried below each search domain first and alone last, others alone first; a final dot means just this name.
 */
export function candidates(
  name: string,
  { search, ndots }: Pick<Resolver, 'search' | 'ndots'>,
): readonly string[] {
  if (name.endsWith('.')) return [name];
  const alone = qualified(name);
  const below = search.map((domain) => qualified(domain === '.' ? name : `${name}.${domain}`));
  const dots = name.split('.').length - 1;
  return [...new Set(dots >= ndots ? [alone, ...below] : [...below, alone])];
}

const localhost: readonly [string, Ip] = ['localhost', ip('127.0.0.1')];

/** /etc/hosts as the kubelet writes it (pkg/kubelet/kubelet_pods.go, managedHostsFileContent). */
function hostsOf({ metadata, spec, status }: Pod): ReadonlyMap<string, Ip> {
  const hosts = new Map([localhost]);
  const own = readIp(status?.podIP ?? '');
  const hostname = spec.hostname ?? metadata.name;
  if (own !== undefined && spec.hostNetwork !== true) {
    hosts.set(hostname, own);
    if (spec.subdomain)
      hosts.set(`${hostname}.${spec.subdomain}.${metadata.namespace}.svc.${clusterDomain}`, own);
  }
  for (const { ip: written, hostnames } of spec.hostAliases ?? []) {
    const address = readIp(written);
    // As in the file: the first line that has a name counts.
    for (const name of address === undefined ? [] : (hostnames ?? []))
      if (address && !hosts.has(name)) hosts.set(name, address);
  }
  return hosts;
}

function toResolver(
  conf: ResolvConf,
  hosts: ReadonlyMap<string, Ip>,
  because: readonly Ref[],
): Resolver {
  return {
    nameservers: conf.nameservers.map(readIp).filter((address) => address !== undefined),
    search: conf.searches,
    ndots: numberIn(conf.options, 'ndots'),
    timeoutSeconds: numberIn(conf.options, 'timeout'),
    attempts: numberIn(conf.options, 'attempts'),
    options: conf.options,
    hosts: new Map([...hosts].map(([name, address]) => [name.toLowerCase(), address])),
    because,
  };
}

function numberIn(options: readonly string[], name: keyof typeof numbers): number {
  const { usual, max } = numbers[name];
  const digits =
    options.findLast((option) => option.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
  return /^\d+$/.test(digits) ? Math.min(Number(digits), max) : usual;
}

function becauseOf(pod: Pod, store: Store, asksCluster: boolean): readonly Ref[] {
  const refs = [refTo(pod, 'spec.dnsPolicy')];
  if (pod.spec.dnsConfig) refs.unshift(refTo(pod, 'spec.dnsConfig'));
  const dns = asksCluster ? store.get('Service', 'kube-system', 'kube-dns') : undefined;
  if (dns) refs.push(refTo(dns, 'spec.clusterIP'));
  return refs;
}
