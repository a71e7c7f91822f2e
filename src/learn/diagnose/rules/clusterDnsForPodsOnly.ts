import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { readIp, type Ip } from '../../../sim/net/index.ts';
import { writtenAt } from '../refs.ts';
import {
  addressOf,
  portsOf,
  protocolOf,
  situationOf,
  type Addressed,
  type Situation,
} from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Finding, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service's name was used on a node or outside, where nobody asks the cluster's DNS. */
    'cluster-dns-for-pods-only': {
      readonly name: string;
      readonly sender: 'node' | 'host';
      readonly service: Ref;
      readonly clusterIp?: Ip;
      readonly nodePort?: number;
    };
    /** A Pod on the host network uses its node's resolver unless it says otherwise. */
    'host-network-dns': { readonly name: string; readonly pod: Ref };
  }
}

const rule: DiagnosisRule = {
  name: 'cluster-dns-for-pods-only',
  order: 64,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { reason } = trace.outcome;
    if ((reason !== 'no-resolver' && reason !== 'name-not-found') || !situation.target) return [];
    return [hostNetwork(situation) ?? outside(situation)].filter((found) => found !== undefined);
  },
};
export default rule;

function hostNetwork({ cluster, trace, target }: Situation): Finding | undefined {
  const { from } = trace.request;
  const pod = from.kind === 'pod' ? cluster.store.get('Pod', from.namespace, from.name) : undefined;
  if (!pod?.spec.hostNetwork || pod.spec.dnsPolicy !== 'ClusterFirst' || !target) return undefined;
  const ref = writtenAt(cluster.store, refTo(pod, 'spec.dnsPolicy'));
  const written = writtenAt(cluster.store, refTo(pod, 'spec.hostNetwork'));
  return {
    code: 'host-network-dns',
    severity: 'error',
    name: target.host,
    pod: refTo(pod),
    evidence: [written],
    fix: { fix: 'set-field', ref, value: 'ClusterFirstWithHostNet' },
  };
}

function outside(situation: Situation): Finding | undefined {
  const { addressed, target, trace } = situation;
  const { from } = trace.request;
  if (from.kind === 'pod' || !addressed || !target) return undefined;
  const { service } = addressed;
  const clusterIp = readIp(service.spec.clusterIP ?? '');
  const nodePort = (addressed.port ?? portsOf(service)[0])?.port.nodePort;
  const fix =
    from.kind === 'node' ? toClusterIp(situation, clusterIp) : toNodePort(situation, addressed);
  return {
    code: 'cluster-dns-for-pods-only',
    severity: 'error',
    name: target.host,
    sender: from.kind,
    service: refTo(service, 'metadata.name'),
    ...(clusterIp !== undefined && { clusterIp }),
    ...(nodePort !== undefined && { nodePort }),
    evidence: [refTo(service, nodePort === undefined ? 'spec.clusterIP' : 'spec.ports')],
    ...(fix && { fix }),
  };
}

function toClusterIp({ target }: Situation, clusterIp: Ip | undefined): Fix | undefined {
  return target && target.scheme !== 'dns' && clusterIp !== undefined
    ? { fix: 'send-to', to: urlWith(target, { host: clusterIp }) }
    : undefined;
}

function toNodePort({ cluster, target }: Situation, { service, port }: Addressed): Fix | undefined {
  if (!target || target.scheme === 'dns') return undefined;
  const fits = port ?? portsOf(service).find((each) => each.port.protocol === protocolOf(target));
  const node = [...cluster.namespaces.values()].find(({ id }) => id.startsWith('node:'));
  const host = node && addressOf(node);
  if (fits?.port.nodePort === undefined || host === undefined) return undefined;
  return { fix: 'send-to', to: urlWith(target, { host, port: fits.port.nodePort }) };
}
