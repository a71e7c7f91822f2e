import { describe, expect, test } from 'vitest';
import { createStore } from '../../src/sim/api/store.ts';
import { program } from '../../src/sim/dataplane/index.ts';
import { printRule, type Netfilter } from '../../src/sim/dataplane/netfilter/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { ordered } from '../iptables-rules/dump.ts';
import { builtFrom } from './cluster.ts';
import { scenarios } from './recording.ts';
import { ofKubeProxy, recordedRules } from './rules.ts';

/*
 * The rules that the flows meet are kube-proxy's own, version 1.28: written by the simulation from the scenario's objects, they are
 * those that were recorded, chain by chain. (One scenario is in nftables mode.)
 */
const inIptables = scenarios.filter(({ nodes }) => nodes.every(({ nft }) => nft === undefined));

describe.each(inIptables.map((scenario) => [scenario.name, scenario] as const))(
  '%s',
  (_name, scenario) => {
    const spec = { ...defaultSpec, podCidr: scenario.network.podCIDR };
    const written = program(createStore(builtFrom(scenario)), spec, undefined, '1.28');

    test.each(scenario.nodes.map((node) => [node.name, node] as const))('%s', (name, node) => {
      const ours = written.namespaces.get(`node:${name}`)?.iptables ?? {};
      const theirs = recordedRules(name, node.iptables);
      expect(chainsOf(ours)).toEqual(chainsOf(theirs));
      for (const [chain, jumps] of jumpsOf(ours)) expect(jumpsOf(theirs).get(chain)).toEqual(jumps);
    });
  },
);

/** kube-proxy's own chains, printed. */
function chainsOf(netfilter: Netfilter): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    allChains(netfilter)
      .filter(([, { name }]) => ofKubeProxy.test(name))
      .map(([key, { name, rules }]) => [
        key,
        ordered(
          name,
          rules.map((rule) => printRule(name, rule)),
        ),
      ]),
  );
}

/** The jumps from built-in chains to kube-proxy's, printed: others may stand between them. */
function jumpsOf(netfilter: Netfilter): ReadonlyMap<string, readonly string[]> {
  return new Map(
    allChains(netfilter)
      .filter(([, { policy }]) => policy !== undefined)
      .map(([key, { name, rules }]) => [
        key,
        rules
          .filter(({ target }) => target.target === 'jump' && ofKubeProxy.test(target.chain))
          .map((rule) => printRule(name, rule)),
      ]),
  );
}

function allChains(netfilter: Netfilter) {
  return Object.values(netfilter).flatMap(({ name: table, chains }) =>
    [...chains.values()].map((chain) => [`${table} ${chain.name}`, chain] as const),
  );
}
