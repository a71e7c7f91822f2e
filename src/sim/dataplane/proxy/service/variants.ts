import { chooseEndpoints, type ChosenEndpoints } from '../endpoints.ts';
import type { ProxyConfig } from '../types.ts';
import type { ServiceEndpoint } from './endpoint.ts';
import type { ProxiedPort } from './port.ts';
import { letsNodeIn } from './reach.ts';

/** How many different forms the rules of one port may take before they are forgotten. */
const knownMax = 64;

/**
 * A memory of what was written for a Service port. Nodes that choose the same endpoints share it, so most is written once per
 * cluster, and again only for ports that changed. `settings` tells configurations apart that lead to different rules.
 */
export function rememberVariants<Rules>(): (
  port: ProxiedPort,
  config: ProxyConfig,
  settings: string,
  write: (chosen: ChosenEndpoints) => Rules,
) => Rules {
  const known = new WeakMap<ProxiedPort, Map<string, Rules>>();
  return (port, config, settings, write) => {
    const key = port.sameOnEveryNode ? settings : keyOnNode(port, config, settings);
    let variants = known.get(port);
    if (!variants) known.set(port, (variants = new Map<string, Rules>()));
    const before = variants.get(key);
    if (before !== undefined) return before;
    const rules = write(chooseEndpoints(port, config));
    if (variants.size >= knownMax) variants.clear();
    variants.set(key, rules);
    return rules;
  };
}

function keyOnNode(port: ProxiedPort, config: ProxyConfig, settings: string): string {
  const choice = choiceKey(port, chooseEndpoints(port, config));
  return `${settings} ${choice} ${letsNodeIn(port, config.nodeAddress)}`;
}

function choiceKey({ endpoints }: ProxiedPort, { cluster, local, any }: ChosenEndpoints): string {
  const places = (list: readonly ServiceEndpoint[] = []) =>
    list.length === endpoints.length ? 'all' : list.map((each) => endpoints.indexOf(each)).join();
  return `${places(cluster)}/${places(local)}/${any}`;
}
