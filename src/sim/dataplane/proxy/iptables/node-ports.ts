import { cidr } from '../../../net/index.ts';
import { refOf } from '../service/port.ts';
import {
  accept,
  comment,
  jump,
  port as toPort,
  rule,
  to,
  type Rule,
} from '../../netfilter/index.ts';
import type { PortView } from './port-view.ts';

const loopback = cidr('127.0.0.0/8');

/** The rules of KUBE-NODEPORTS in the nat table. Node ports know no loadBalancerSourceRanges. */
export function nodePortRules({ port, chains, settings, any }: PortView): readonly Rule[] {
  if (port.nodePort === undefined || !any) return [];
  const because = [refOf(port, `spec.ports[${port.index}].nodePort`)];
  const matches = [comment(port.name), ...toPort(port.protocol, port.nodePort)];
  const counted = rule(
    [...matches, to(loopback), { match: 'nfacct', counter: 'localhost_nps_accepted_pkts' }],
    jump(chains.external),
    because,
  );
  const plain = rule(matches, jump(chains.external), because);
  return settings.localhostNodePorts && settings.countsPackets ? [counted, plain] : [plain];
}

/** The rules of KUBE-NODEPORTS in the filter table: load balancers may ask a node whether it has endpoints. */
export function healthCheckRules({ port }: PortView): readonly Rule[] {
  if (port.healthCheckNodePort === undefined) return [];
  return [
    rule(
      [comment(`${port.name} health check node port`), ...toPort('TCP', port.healthCheckNodePort)],
      accept,
      [refOf(port, 'spec.healthCheckNodePort'), refOf(port, 'spec.externalTrafficPolicy')],
    ),
  ];
}
