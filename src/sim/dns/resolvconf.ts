import type { Pod } from '../api/kinds/types.ts';
import { dnsServiceIp } from '../api/index.ts';
import type { ClusterSpec } from '../spec.ts';
import { clusterDomain } from './kubernetes.ts';

/** What /etc/resolv.conf says. */
export interface ResolvConf {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** Such as `ndots:5` or `rotate`. */
  readonly options: readonly string[];
}

/** What a kubelet knows when it writes a Pod's resolv.conf. */
export interface KubeletDns {
  /** KubeletConfiguration's clusterDNS. */
  readonly clusterDns: readonly string[];
  readonly clusterDomain: string;
  /** The node's own resolv.conf. */
  readonly host: ResolvConf;
}

/** The resolv.conf of nodes and of hosts outside: the resolver of the world. */
export function nodeResolvConf({ outside: { resolver, search } }: ClusterSpec): ResolvConf {
  return { nameservers: [resolver], searches: search, options: [] };
}

/** kubernetes/pkg/apis/core/validation and glibc's resolv.h: what does not fit is left out. */
const nameserversMax = 3;
const searchesMax = 32;
const searchLettersMax = 2048;

/** The resolv.conf the kubelet gives a Pod (kubernetes/pkg/kubelet/network/dns/dns.go). */
export function resolvConfOf(pod: Pod, kubelet: KubeletDns): ResolvConf {
  const { nameservers, searches, options } = askedFor(pod, kubelet);
  return {
    nameservers: nameservers.slice(0, nameserversMax),
    searches: fitting(searches),
    options,
  };
}

/** A line of resolv.conf with less on it than was asked for, because lines have limits. */
export interface ShortenedLine {
  readonly line: 'nameservers' | 'searches';
  readonly kept: readonly string[];
}

/** The lines of a Pod's resolv.conf that left something out. */
export function shortenedLines(pod: Pod, kubelet: KubeletDns): readonly ShortenedLine[] {
  // Without wishes of its own no Pod comes near the limits.
  if (pod.spec.dnsConfig === undefined) return [];
  const asked = askedFor(pod, kubelet);
  const written = resolvConfOf(pod, kubelet);
  return (['nameservers', 'searches'] as const)
    .filter((line) => written[line].length < asked[line].length)
    .map((line) => ({ line, kept: written[line] }));
}

function askedFor({ metadata, spec }: Pod, kubelet: KubeletDns): ResolvConf {
  return append(base(metadata.namespace, spec, kubelet), spec.dnsConfig);
}

/**
 * The kubelet's settings in every cluster of the simulation: kubeadm tells it the address of CoreDNS
 * (KubeletConfiguration's clusterDNS), whatever becomes of the Service.
 */
export function kubeletDns(spec: ClusterSpec): KubeletDns {
  const server = dnsServiceIp(spec);
  return {
    clusterDns: server === undefined ? [] : [server],
    clusterDomain,
    host: nodeResolvConf(spec),
  };
}

function base(
  namespace: string,
  { dnsPolicy, hostNetwork }: Pod['spec'],
  kubelet: KubeletDns,
): ResolvConf {
  if (dnsPolicy === 'None') return { nameservers: [], searches: [], options: [] };
  // On the host's network ClusterFirst means Default: only ClusterFirstWithHostNet asks the cluster there.
  const asksCluster =
    dnsPolicy === 'ClusterFirstWithHostNet' ||
    (dnsPolicy === 'ClusterFirst' && hostNetwork !== true);
  if (!asksCluster || kubelet.clusterDns.length === 0) return kubelet.host;
  const domain = kubelet.clusterDomain;
  const searches = domain === '' ? [] : [`${namespace}.svc.${domain}`, `svc.${domain}`, domain];
  return {
    nameservers: kubelet.clusterDns,
    searches: unique([...searches, ...kubelet.host.searches]),
    options: ['ndots:5'],
  };
}

function append(conf: ResolvConf, more: Pod['spec']['dnsConfig']): ResolvConf {
  if (more === undefined) return conf;
  const options = new Map(conf.options.map((option) => [option.split(':')[0] ?? option, option]));
  for (const { name, value } of more.options ?? []) {
    options.set(name, value === undefined || value === '' ? name : `${name}:${value}`);
  }
  return {
    nameservers: unique([...conf.nameservers, ...(more.nameservers ?? [])]),
    searches: unique([...conf.searches, ...(more.searches ?? [])]),
    options: [...options.values()],
  };
}

function fitting(searches: readonly string[]): readonly string[] {
  const few = searches.slice(0, searchesMax);
  while (few.join(' ').length > searchLettersMax) few.pop();
  return few;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
