import { cnis, conflistOf } from '../../sim/dataplane/index.ts';
import { readCidr } from '../../sim/net/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { nodeOption, readNode } from '../node.ts';
import { printTable } from '../table.ts';
import { unusable, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const cni: Command = {
  name: 'cni',
  usage: `--node NODE FILE... ${clusterUsage} ${languageUsage}`,
  about: "Print what there is to know about a node's CNI plugin, and its file in /etc/cni/net.d.",
  options: { ...clusterOptions, ...languageOption, ...nodeOption },
  async run(names, values, io) {
    const spec = readSpec(values);
    const world = await loadWorld(names, spec, io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const { name } = readNode(world.cluster, values);
    const podCidr = readCidr(world.cluster.store.get('Node', '', name)?.spec?.podCIDR ?? '');
    const plugin = cnis().find((each) => each.name === spec.cni);
    if (!plugin || !podCidr) return unusable;
    printTable(messages.cni.facts(plugin)).forEach((line) => io.print(line));
    const conflist = conflistOf(plugin, { name, podCidr }, spec);
    io.print('');
    if (conflist) {
      io.print(`/etc/cni/net.d/${conflist.file}`);
      io.print(JSON.stringify(conflist.content, null, 2));
    } else io.print(messages.cni.noConflist);
    return hasErrors(world) ? unusable : yes;
  },
};
export default cni;
