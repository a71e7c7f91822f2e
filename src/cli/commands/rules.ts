import { printNetfilter } from '../../sim/dataplane/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { unusable, UsageError, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const rules: Command = {
  name: 'rules',
  usage: `--node NODE FILE... ${clusterUsage} ${languageUsage}`,
  about: "Print a node's netfilter rules as iptables-save does.",
  options: { ...clusterOptions, ...languageOption, node: { type: 'string' } },
  async run(names, values, io) {
    const world = loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const { namespaces } = world.cluster;
    const node = namespaces.get(`node:${String(values['node'] ?? '')}`);
    if (!node) {
      const nodes = [...namespaces.keys()].filter((id) => id.startsWith('node:'));
      throw new UsageError(
        `--node is one of ${nodes.map((id) => id.slice('node:'.length)).join(', ')}.`,
      );
    }
    io.print(printNetfilter(node.netfilter).trimEnd());
    return hasErrors(world) ? unusable : yes;
  },
};
export default rules;
