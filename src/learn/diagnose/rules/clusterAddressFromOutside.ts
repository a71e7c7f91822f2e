import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { cidr, contains, type Ip } from '../../../sim/net/index.ts';
import { addressOf, isLostOutside, situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A host outside the cluster asked for an address that only means something inside. */
    'cluster-address-from-outside': {
      readonly address: Ip;
      readonly range: 'services' | 'pods';
      readonly service?: Ref;
      readonly nodePort?: number;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'cluster-address-from-outside',
  order: 57,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed, asked, failed, target } = situation;
    const { spec } = cluster;
    // Where a cloud's router has routes to Pods, an address of theirs gets farther: if it fails then, it is for another reason.
    if (!failed || !isLostOutside(situation) || !asked || !target) return [];
    const inServices = contains(cidr(spec.serviceCidr), asked.destination);
    if (!inServices && !contains(cidr(spec.podCidr), asked.destination)) return [];
    const service = addressed?.service;
    const nodePort = addressed?.port?.port.nodePort;
    const node = [...cluster.namespaces.values()].find(({ id }) => id.startsWith('node:'));
    const host = node && addressOf(node);
    const open: Fix | undefined = service && {
      fix: 'set-field',
      ref: refTo(service, 'spec.type'),
      value: 'NodePort',
    };
    const fix: Fix | undefined =
      nodePort !== undefined && host !== undefined
        ? { fix: 'send-to', to: urlWith(target, { host, port: nodePort }) }
        : open;
    return [
      {
        code: 'cluster-address-from-outside',
        severity: 'error',
        address: asked.destination,
        range: inServices ? 'services' : 'pods',
        ...(service && { service: refTo(service, 'spec.type') }),
        ...(nodePort !== undefined && { nodePort }),
        evidence: service ? [refTo(service, 'spec.type')] : [],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;
