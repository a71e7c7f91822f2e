import type { Cluster } from '../../../sim/dataplane/types.ts';
import { cidr, contains, type Ip } from '../../../sim/net/index.ts';
import { isLostOutside, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The address that was asked for belongs to nobody. */
    'no-such-address': {
      readonly address: Ip;
      /** The range it lies in, which tells what it might have been. */
      readonly range: 'pods' | 'services' | 'nodes' | 'elsewhere';
    };
  }
}

const rule: DiagnosisRule = {
  name: 'no-such-address',
  order: 100,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed, asked, failed } = situation;
    if (!failed || !asked || addressed || hasAddress(cluster, asked.destination)) return [];
    const address = asked.destination;
    const range = rangeOf(cluster, address);
    // Out there these ranges mean nothing: that is another finding.
    if (isLostOutside(situation) && (range === 'pods' || range === 'services')) return [];
    return [{ code: 'no-such-address', severity: 'error', address, range, evidence: [] }];
  },
};
export default rule;

/** Whether anybody answers to an address: 127.0.0.0/8 is everybody's own. */
export function hasAddress(cluster: Cluster, address: Ip): boolean {
  if (contains(cidr('127.0.0.0/8'), address)) return true;
  return [...cluster.namespaces.values()].some(({ interfaces }) =>
    [...interfaces.values()].some(({ addresses }) => addresses.some(({ ip }) => ip === address)),
  );
}

function rangeOf({ spec }: Cluster, address: Ip): 'pods' | 'services' | 'nodes' | 'elsewhere' {
  if (contains(cidr(spec.podCidr), address)) return 'pods';
  if (contains(cidr(spec.serviceCidr), address)) return 'services';
  return contains(cidr(spec.nodeCidr), address) ? 'nodes' : 'elsewhere';
}
