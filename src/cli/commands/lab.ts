import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { unknownParts } from '../lab/links.ts';
import { labScript } from '../lab/script.ts';
import { unusable, UsageError, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const lab: Command = {
  name: 'lab',
  usage: `FILE... ${clusterUsage} ${languageUsage}`,
  about:
    'Print a shell script that builds the network of the cluster from namespaces of a real Linux.',
  options: { ...clusterOptions, ...languageOption },
  async run(names, values, io) {
    const world = await loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const unknown = unknownParts(world.cluster);
    if (unknown.length > 0)
      throw new UsageError(
        `The network has parts that cannot be built here: ${unknown.join(', ')}.`,
      );
    io.print(labScript(world.cluster).trimEnd());
    return hasErrors(world) ? unusable : yes;
  },
};
export default lab;
