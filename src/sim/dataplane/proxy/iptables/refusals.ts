import type { Ref } from '../../../api/types.ts';
import { refOf } from '../service-port.ts';
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
 * Rules of the filter table for ports without endpoints. Where no node has one, the client is told at once (REJECT); where
 * only this node has none under policy Local, silence lets a load balancer look for another node (DROP).
 */
interface Refusal {
  readonly write: (matches: readonly Match[], where: readonly Ref[]) => Rule;
}

function refusal({ port, any, selectionRef, settings }: PortView, policy: string): Refusal {
  const words = comment(`${port.name} has no ${any ? 'local ' : ''}endpoints`);
  const cause = any ? [refOf(port, policy), selectionRef] : [selectionRef];
  return {
    write: (matches, where) =>
      rule(
        [words, ...matches],
        any ? drop : settings.family === 'IPv6' ? reject6 : reject,
        [...cause, ...where],
        any ? 'no-local-endpoints' : 'no-endpoints',
      ),
  };
}

/** For KUBE-SERVICES of the filter table: the cluster IP. */
export function internalRefusals(view: PortView): readonly Rule[] {
  if (view.anyInternal) return [];
  const { port, portRef } = view;
  const { write } = refusal(view, 'spec.internalTrafficPolicy');
  return [
    write(
      [...toPort(port.protocol, port.port), toAddress(port.clusterIp)],
      [portRef, refOf(port, 'spec.clusterIP')],
    ),
  ];
}

/** For KUBE-EXTERNAL-SERVICES: external IPs, load balancer addresses and the node port. */
export function externalRefusals(view: PortView): readonly Rule[] {
  if (view.anyExternal) return [];
  const { port, portRef } = view;
  const { write } = refusal(view, 'spec.externalTrafficPolicy');
  const addresses = [...port.externalIps, ...port.loadBalancerIps].map(({ ip, path }) =>
    write([...toPort(port.protocol, port.port), toAddress(ip)], [portRef, refOf(port, path)]),
  );
  if (port.nodePort === undefined) return addresses;
  const nodePort = write(
    [toLocal, ...toPort(port.protocol, port.nodePort)],
    [refOf(port, `spec.ports[${port.index}].nodePort`)],
  );
  return [...addresses, nodePort];
}
