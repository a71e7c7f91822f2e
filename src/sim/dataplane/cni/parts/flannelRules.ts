import { cidr } from '../../../net/index.ts';
import {
  comment,
  from,
  notFrom,
  notTo,
  rule,
  to,
  type Match,
  type TableName,
  type Target,
} from '../../netfilter/index.ts';
import type { Building, NodeBuilding } from '../../types.ts';

const masquerade: Target = { target: 'MASQUERADE', randomFully: true };

/**
 * The iptables rules of flanneld: traffic of the pod network may be forwarded, and what leaves it (or comes into it from
 * elsewhere) is masqueraded (flannel-io/flannel, pkg/trafficmngr/iptables/iptables.go).
 */
export function addFlannelRules({ spec }: Building, node: NodeBuilding): void {
  const pods = cidr(spec.podCidr);
  const own = node.podCidr;
  const because = [{ kind: 'Node', namespace: '', name: node.name, path: 'spec.podCIDR' }];
  const append = (table: TableName, chain: string, matches: readonly Match[], target: Target) =>
    node.netns.addRule(table, chain, rule(matches, target, because));

  const forward = comment('flanneld forward');
  append('filter', 'FORWARD', [forward], { target: 'jump', chain: 'FLANNEL-FWD' });
  append('filter', 'FLANNEL-FWD', [from(pods), forward], { target: 'ACCEPT' });
  append('filter', 'FLANNEL-FWD', [to(pods), forward], { target: 'ACCEPT' });

  const masq = comment('flanneld masq');
  const marked: Match = { match: 'mark', value: 0x4000, mask: 0x4000 };
  append('nat', 'POSTROUTING', [masq], { target: 'jump', chain: 'FLANNEL-POSTRTG' });
  append('nat', 'FLANNEL-POSTRTG', [marked, masq], { target: 'RETURN' });
  append('nat', 'FLANNEL-POSTRTG', [from(own), to(pods), masq], { target: 'RETURN' });
  append('nat', 'FLANNEL-POSTRTG', [from(pods), to(own), masq], { target: 'RETURN' });
  append('nat', 'FLANNEL-POSTRTG', [notFrom(pods), to(own), masq], { target: 'RETURN' });
  append('nat', 'FLANNEL-POSTRTG', [from(pods), notTo(multicast), masq], masquerade);
  append('nat', 'FLANNEL-POSTRTG', [notFrom(pods), to(pods), masq], masquerade);
}

const multicast = cidr('224.0.0.0/4');
