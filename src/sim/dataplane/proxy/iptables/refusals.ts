import type { Ref } from '../../../api/types.ts';
import { refOf } from '../service/port.ts';
import {
  comment,
  drop,
  port as toPort,
  reject,
  reject6,
  rule,
  toAddress,
  toLocal,
  type Match,
  type Rule,
} from '../../netfilter/index.ts';
import type { PortView } from './port-view.ts';

/**
 * A rule of the filter table for a port without endpoints. Where no node has one, the client is told at once (REJECT); where
 * only this node has none under policy Local, silence lets a load balancer look for another node (DROP).
 */
function refuse(
  { port, any, selectionRef, settings }: PortView,
  policy: 'spec.internalTrafficPolicy' | 'spec.externalTrafficPolicy',
  matches: readonly Match[],
  where: readonly Ref[],
): Rule {
  const words = comment(`${port.name} has no ${any ? 'local ' : ''}endpoints`);
  if (any)
    return rule(
      [words, ...matches],
      drop,
      [refOf(port, policy), selectionRef, ...where],
      'no-local-endpoints',
    );
  const target = settings.family === 'IPv6' ? reject6 : reject;
  return rule([words, ...matches], target, [selectionRef, ...where], 'no-endpoints');
}

/** For KUBE-SERVICES of the filter table: the cluster IP. */
export function internalRefusals(view: PortView): readonly Rule[] {
  if (view.anyInternal) return [];
  const { port, portRef } = view;
  return [
    refuse(
      view,
      'spec.internalTrafficPolicy',
      [...toPort(port.protocol, port.port), toAddress(port.clusterIp)],
      [portRef, refOf(port, 'spec.clusterIP')],
    ),
  ];
}

/** For KUBE-EXTERNAL-SERVICES: external IPs, load balancer addresses and the node port. */
export function externalRefusals(view: PortView): readonly Rule[] {
  if (view.anyExternal) return [];
  const { port, portRef } = view;
  const addresses = [...port.externalIps, ...port.loadBalancerIps].map(({ ip, path }) =>
    refuse(
      view,
      'spec.externalTrafficPolicy',
      [...toPort(port.protocol, port.port), toAddress(ip)],
      [portRef, refOf(port, path)],
    ),
  );
  if (port.nodePort === undefined) return addresses;
  const nodePort = refuse(
    view,
    'spec.externalTrafficPolicy',
    [toLocal, ...toPort(port.protocol, port.nodePort)],
    [refOf(port, `spec.ports[${port.index}].nodePort`)],
  );
  return [...addresses, nodePort];
}
