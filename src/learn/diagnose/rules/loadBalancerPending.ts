import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { addressOf, portsOf, protocolOf, situationOf, type Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service of type LoadBalancer has no address, so nobody outside can ask for one. */
    'load-balancer-pending': {
      readonly service: Ref;
      /** `nobody` gives addresses out, the one who does was not meant (`other-class`), or has `none-left` that fits. */
      readonly why: 'nobody' | 'other-class' | 'none-left';
      readonly loadBalancerClass?: string;
      /** A way in that is open all the same. */
      readonly nodePort?: number;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'load-balancer-pending',
  order: 56,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed, failed } = situation;
    const isOutside = trace.request.from.kind === 'host';
    if (!failed || !isOutside || addressed?.service.spec.type !== 'LoadBalancer') return [];
    const { service } = addressed;
    const { loadBalancerClass } = service.spec;
    if ((service.status?.loadBalancer?.ingress ?? []).length > 0) return [];
    const why =
      loadBalancerClass !== undefined
        ? 'other-class'
        : cluster.spec.loadBalancer === 'none'
          ? 'nobody'
          : 'none-left';
    const path = loadBalancerClass === undefined ? 'spec.type' : 'spec.loadBalancerClass';
    const nodePort = openPort(situation);
    const fix = nodePort === undefined ? undefined : toNode(situation, nodePort);
    return [
      {
        code: 'load-balancer-pending',
        severity: 'error',
        service: refTo(service, 'metadata.name'),
        why,
        ...(loadBalancerClass !== undefined && { loadBalancerClass }),
        ...(nodePort !== undefined && { nodePort }),
        evidence: [refTo(service, path)],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function openPort({ addressed, target }: Situation): number | undefined {
  if (!addressed || !target) return undefined;
  const fits =
    addressed.port ??
    portsOf(addressed.service).find(({ port }) => port.protocol === protocolOf(target));
  return fits?.port.nodePort;
}

function toNode({ cluster, target }: Situation, port: number): Fix | undefined {
  const node = [...cluster.namespaces.values()].find(({ id }) => id.startsWith('node:'));
  const host = node && addressOf(node);
  return target && target.scheme !== 'dns' && host !== undefined
    ? { fix: 'send-to', to: urlWith(target, { host, port }) }
    : undefined;
}
