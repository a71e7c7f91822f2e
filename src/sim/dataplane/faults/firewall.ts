import { cidr } from '../../net/index.ts';
import type { ClusterSpec } from '../../spec.ts';
import { accept, drop, inState, port, rule, to, type Match } from '../netfilter/index.ts';
import type { NetnsBuilding } from '../types.ts';

/**
 * The firewall in front of the nodes, as a security group of a cloud: what comes in by `device` has to belong to a connection that nodes
 * opened, or go to a port that is let in. A port that cannot be read lets nothing in.
 */
export function guardNodes(
  router: NetnsBuilding,
  device: string,
  { nodeCidr, faults }: Pick<ClusterSpec, 'nodeCidr' | 'faults'>,
): void {
  if (!faults?.firewall) return;
  const inwards: readonly Match[] = [
    { match: 'inInterface', interface: device },
    to(cidr(nodeCidr)),
  ];
  const passes = [[inState('ESTABLISHED', 'RELATED')], ...faults.firewall.flatMap(readPort)];
  for (const matches of passes)
    router.addRule('filter', 'FORWARD', rule([...inwards, ...matches], accept));
  router.addRule('filter', 'FORWARD', rule(inwards, drop));
}

function readPort(text: string): readonly (readonly Match[])[] {
  const [, protocol, number] = /^(TCP|UDP|SCTP)\/(\d{1,5})$/.exec(text) ?? [];
  if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return [];
  return [port(protocol, Number(number))];
}
