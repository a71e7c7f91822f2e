import { cidr } from '../../net/index.ts';
import type { Match } from '../netfilter/types.ts';
import type { Building, NodeBuilding } from '../types.ts';

/**
 * The iptables rules of flanneld: traffic of the pod network may be forwarded, and what leaves it (or comes into it from
 * elsewhere) is masqueraded (flannel-io/flannel, pkg/trafficmngr/iptables/iptables.go).
 */
export function addFlannelRules({ spec }: Building, node: NodeBuilding): void {
  const pods = cidr(spec.podCidr);
  const multicast = cidr('224.0.0.0/4');
  const own = node.podCidr;
  const comment = (text: string): Match => ({ match: 'comment', text });
  const source = (range: typeof pods, negated = false): Match => ({
    match: 'source',
    range,
    negated,
  });
  const destination = (range: typeof pods, negated = false): Match => ({
    match: 'destination',
    range,
    negated,
  });
  const because = [{ kind: 'Node', namespace: '', name: node.name, path: 'spec.podCIDR' }];
  const add = (
    table: 'nat' | 'filter',
    chain: string,
    matches: readonly Match[],
    target: Parameters<typeof node.netns.addRule>[2]['target'],
  ): void => node.netns.addRule(table, chain, { matches, target, because });

  add('filter', 'FORWARD', [comment('flanneld forward')], { target: 'jump', chain: 'FLANNEL-FWD' });
  add('filter', 'FLANNEL-FWD', [source(pods), comment('flanneld forward')], { target: 'ACCEPT' });
  add('filter', 'FLANNEL-FWD', [destination(pods), comment('flanneld forward')], {
    target: 'ACCEPT',
  });

  const masq = comment('flanneld masq');
  const masquerade = { target: 'MASQUERADE', randomFully: true } as const;
  add('nat', 'POSTROUTING', [masq], { target: 'jump', chain: 'FLANNEL-POSTRTG' });
  add(
    'nat',
    'FLANNEL-POSTRTG',
    [{ match: 'mark', value: 0x4000, mask: 0x4000, negated: false }, masq],
    { target: 'RETURN' },
  );
  add('nat', 'FLANNEL-POSTRTG', [source(own), destination(pods), masq], { target: 'RETURN' });
  add('nat', 'FLANNEL-POSTRTG', [source(pods), destination(own), masq], { target: 'RETURN' });
  add('nat', 'FLANNEL-POSTRTG', [source(pods, true), destination(own), masq], { target: 'RETURN' });
  add('nat', 'FLANNEL-POSTRTG', [source(pods), destination(multicast, true), masq], masquerade);
  add('nat', 'FLANNEL-POSTRTG', [source(pods, true), destination(pods), masq], masquerade);
}
