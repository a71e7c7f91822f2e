import type { Ref } from '../../../api/types.ts';
import { contains, hasPorts, type Cidr, type Packet } from '../../../net/index.ts';
import type { Ipset, SetEnd } from '../../ipset/index.ts';

type SetType = 'hash:ip' | 'hash:ip,port' | 'hash:ip,port,ip' | 'hash:ip,port,net' | 'bitmap:port';

/** The sets of kube-proxy: what their entries are made of, and the words of the rules that look into them (ipset.go). */
export const kubeSets = {
  'KUBE-LOOP-BACK': [
    'hash:ip,port,ip',
    'Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose',
  ],
  'KUBE-CLUSTER-IP': [
    'hash:ip,port',
    'Kubernetes service cluster ip + port for masquerade purpose',
  ],
  'KUBE-EXTERNAL-IP': [
    'hash:ip,port',
    'Kubernetes service external ip + port for masquerade and filter purpose',
  ],
  'KUBE-EXTERNAL-IP-LOCAL': [
    'hash:ip,port',
    'Kubernetes service external ip + port with externalTrafficPolicy=local',
  ],
  'KUBE-LOAD-BALANCER': ['hash:ip,port', 'Kubernetes service lb portal'],
  'KUBE-LOAD-BALANCER-FW': [
    'hash:ip,port',
    'Kubernetes service load balancer ip + port for load balancer with sourceRange',
  ],
  'KUBE-LOAD-BALANCER-LOCAL': [
    'hash:ip,port',
    'Kubernetes service load balancer ip + port with externalTrafficPolicy=local',
  ],
  'KUBE-LOAD-BALANCER-SOURCE-IP': [
    'hash:ip,port,ip',
    'Kubernetes service load balancer ip + port + source IP for packet filter purpose',
  ],
  'KUBE-LOAD-BALANCER-SOURCE-CIDR': [
    'hash:ip,port,net',
    'Kubernetes service load balancer ip + port + source cidr for packet filter purpose',
  ],
  'KUBE-NODE-PORT-TCP': ['bitmap:port', 'Kubernetes nodeport TCP port for masquerade purpose'],
  'KUBE-NODE-PORT-LOCAL-TCP': [
    'bitmap:port',
    'Kubernetes nodeport TCP port with externalTrafficPolicy=local',
  ],
  'KUBE-NODE-PORT-UDP': ['bitmap:port', 'Kubernetes nodeport UDP port for masquerade purpose'],
  'KUBE-NODE-PORT-LOCAL-UDP': [
    'bitmap:port',
    'Kubernetes nodeport UDP port with externalTrafficPolicy=local',
  ],
  'KUBE-NODE-PORT-SCTP-HASH': [
    'hash:ip,port',
    "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'",
  ],
  'KUBE-NODE-PORT-LOCAL-SCTP-HASH': [
    'hash:ip,port',
    "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'",
  ],
  'KUBE-HEALTH-CHECK-NODE-PORT': ['bitmap:port', 'Kubernetes health check node port'],
  'KUBE-IPVS-IPS': ['hash:ip', 'Kubernetes service ips'],
} as const satisfies Readonly<Record<string, readonly [type: SetType, comment: string]>>;

export type SetName = keyof typeof kubeSets;
const setNames = Object.keys(kubeSets) as readonly SetName[];

/** An entry of one of the sets. */
export interface SetEntry {
  readonly set: SetName;
  /** As `ipset add` takes it; of `hash:ip,port,net` without the range. */
  readonly key: string;
  readonly range?: Cidr;
  readonly because: readonly Ref[];
}

/** All sets, those without entries too: rules name them. */
export function ipsetsOf(entries: readonly SetEntry[]): ReadonlyMap<SetName, Ipset> {
  const bySet = new Map<SetName, SetEntry[]>(setNames.map((name) => [name, []]));
  for (const entry of entries) bySet.get(entry.set)?.push(entry);
  return new Map(setNames.map((name) => [name, setOf(name, bySet.get(name) ?? [])]));
}

function setOf(name: SetName, added: readonly SetEntry[]): Ipset {
  const [type] = kubeSets[name];
  const byKey = new Map<string, SetEntry[]>();
  for (const entry of added) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  const texts = added.map(({ key, range }) => (range ? `${key},${range.text}` : key));
  return {
    type,
    options: type === 'bitmap:port' ? 'range 0-65535' : 'family inet hashsize 1024 maxelem 65536',
    entries: [...new Set(texts)],
    find(packet, ends) {
      const key = keyOf(type, packet, ends);
      const last = ends.at(-1) ?? 'destination';
      const found = key === undefined ? undefined : byKey.get(key);
      return found?.find(({ range }) => !range || contains(range, packet[last]))?.because;
    },
  };
}

/** What of a packet is looked up, as entries are written; `undefined` for a packet that has no ports where the set has some. */
function keyOf(type: SetType, packet: Packet, ends: readonly SetEnd[]): string | undefined {
  const { transport } = packet;
  const [, parts = ''] = type.split(':');
  const words: string[] = [];
  for (const [index, part] of parts.split(',').entries()) {
    const end = ends[index] ?? 'destination';
    if (part === 'ip') words.push(packet[end]);
    if (part !== 'port') continue;
    if (!hasPorts(transport)) return undefined;
    const port = end === 'source' ? transport.sourcePort : transport.destinationPort;
    words.push(type === 'bitmap:port' ? `${port}` : `${transport.protocol.toLowerCase()}:${port}`);
  }
  return words.join(',');
}
