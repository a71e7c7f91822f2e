import type { Pod } from '../../../api/index.ts';
import type { Direction } from '../../../policy/index.ts';
import { comment, giveBack, rule, type Chain } from '../../netfilter/index.ts';
import { bits, marked, setMark } from './marks.ts';
import { chainName } from './names.ts';
import { titled, withoutLastReturn } from './policies.ts';

/** What applies to a Pod that no policy selects. */
export type Profile = Readonly<Record<Direction, Chain>>;

/**
 * Those of a Pod's Namespace, which lets all pass, and of its ServiceAccount, which says nothing: it is there for its labels
 * (libcalico-go/lib/backend/k8s/conversion, NamespaceToProfile and ServiceAccountToProfile).
 */
export function profilesOf({ metadata: { namespace }, spec }: Pod): readonly Profile[] {
  const account = `${namespace}.${spec.serviceAccountName ?? 'default'}`;
  return [profile(`kns.${namespace}`, true), profile(`ksa.${account}`, false)];
}

function profile(name: string, letsPass: boolean): Profile {
  return {
    ingress: profileChain(name, 'cali-pri-', 'ingress', letsPass),
    egress: profileChain(name, 'cali-pro-', 'egress', letsPass),
  };
}

function profileChain(
  name: string,
  prefix: string,
  direction: Direction,
  letsPass: boolean,
): Chain {
  const rules = letsPass
    ? [rule([], setMark(bits.accept)), rule([marked(bits.accept)], giveBack)]
    : [];
  const title = comment(`Profile ${name} ${direction}`);
  return { name: chainName(prefix, name), rules: titled(title, withoutLastReturn(rules), []) };
}
