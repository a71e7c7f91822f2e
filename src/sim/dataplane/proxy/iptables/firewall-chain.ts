import { refOf } from '../service/port.ts';
import { letsNodeIn } from '../service/reach.ts';
import {
  comment,
  drop,
  from,
  fromAddress,
  jump,
  port as toPort,
  rule,
  toAddress,
  type Chain,
  type Rule,
} from '../../netfilter/index.ts';
import type { PortView } from './port-view.ts';

/**
 * The KUBE-FW chain: lets in what loadBalancerSourceRanges name. What comes to its end keeps its destination, and by that
 * the filter table finds and drops it ({@link firewallRules}).
 */
export function firewallChain(view: PortView): readonly Chain[] {
  if (!view.usesFirewallChain) return [];
  const { port, chains, settings } = view;
  const words = comment(`${port.name} loadbalancer IP`);
  const allowed = port.sourceRanges.map(({ range, path }) =>
    rule([words, from(range)], jump(chains.external), [refOf(port, path)]),
  );
  const fromNode = letsNodeIn(port, settings.nodeAddress)
    ? port.loadBalancerIps.map(({ ip, path }) =>
        rule([words, fromAddress(ip)], jump(chains.external), [
          refOf(port, 'spec.loadBalancerSourceRanges'),
          refOf(port, path),
        ]),
      )
    : [];
  const note = comment(`other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL`);
  return [
    {
      name: chains.firewall,
      rules: [
        ...allowed,
        ...fromNode,
        rule([note], { target: 'none' }, [refOf(port, 'spec.loadBalancerSourceRanges')]),
      ],
    },
  ];
}

/** The rules of KUBE-PROXY-FIREWALL for this port. */
export function firewallRules(view: PortView): readonly Rule[] {
  if (!view.usesFirewallChain) return [];
  const { port, chains } = view;
  return port.loadBalancerIps.map(({ ip, path }) =>
    rule(
      [
        comment(`${port.name} traffic not accepted by ${chains.firewall}`),
        ...toPort(port.protocol, port.port),
        toAddress(ip),
      ],
      drop,
      [refOf(port, 'spec.loadBalancerSourceRanges'), refOf(port, path), view.portRef],
      'source-range',
    ),
  );
}
