import { rulePrinters } from '../../sim/dataplane/listing/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { nodeOption, readNode } from '../node.ts';
import { unusable, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const rules: Command = {
  name: 'rules',
  usage: `--node NODE FILE... ${clusterUsage} ${languageUsage}`,
  about:
    "Print a node's rules as iptables-save, ipset save, ipvsadm -Ln, nft list ruleset and cilium-dbg bpf do.",
  options: { ...clusterOptions, ...languageOption, ...nodeOption },
  async run(names, values, io) {
    const world = await loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const node = readNode(world.cluster, values);
    io.print([...rulePrinters(node).values()].map((print) => print().trimEnd()).join('\n'));
    return hasErrors(world) ? unusable : yes;
  },
};
export default rules;
