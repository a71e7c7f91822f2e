/** Who may reach whom: NetworkPolicy and the policies of administrators, and why. */
export { judge } from './judge.ts';
export { partyAt, podParties } from './parties.ts';
export { policiesOf, policyObjects, type Policies } from './policies.ts';
export {
  mayReach,
  partiesMax,
  reachability,
  reachabilityAmong,
  type Reachability,
} from './reachability.ts';
export type { KnownNames, Peer, PodTerms, Policy, PortMatch, Rule } from './rules.ts';
export type * from './types.ts';
