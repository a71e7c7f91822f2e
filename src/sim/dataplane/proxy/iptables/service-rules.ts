import type { Ref } from '../../../api/types.ts';
import type { Ip } from '../../../net/index.ts';
import { refOf } from '../service/port.ts';
import {
  comment,
  jump,
  port as toPort,
  rule,
  toAddress,
  type Rule,
} from '../../netfilter/index.ts';
import type { PortView } from './port-view.ts';

/** The rules of KUBE-SERVICES in the nat table: which address and port lead to which chain. */
export function serviceRules(view: PortView): readonly Rule[] {
  const { port, chains } = view;
  const rules: Rule[] = [];
  if (view.anyInternal)
    rules.push(
      capture(view, 'cluster IP', port.clusterIp, view.internalChain, [
        refOf(port, 'spec.clusterIP'),
      ]),
    );
  if (!view.any) return rules;
  for (const { ip, path } of port.externalIps)
    rules.push(capture(view, 'external IP', ip, chains.external, [refOf(port, path)]));
  const balanced = view.usesFirewallChain ? chains.firewall : chains.external;
  for (const { ip, path } of port.loadBalancerIps)
    rules.push(
      capture(view, 'loadbalancer IP', ip, balanced, [refOf(port, 'spec.type'), refOf(port, path)]),
    );
  return rules;
}

function capture(
  { port, portRef }: PortView,
  what: string,
  address: Ip,
  chain: string,
  because: readonly Ref[],
): Rule {
  return rule(
    [comment(`${port.name} ${what}`), ...toPort(port.protocol, port.port), toAddress(address)],
    jump(chain),
    [...because, portRef],
  );
}
