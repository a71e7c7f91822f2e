import { printRule, type RulePass } from './netfilter/index.ts';

/** A rule as the tool prints it that its author used: a line of iptables-save, or of `nft list ruleset`. */
export function printPass(pass: RulePass): string {
  return 'text' in pass ? pass.text : printRule(pass.chain, pass.rule);
}
