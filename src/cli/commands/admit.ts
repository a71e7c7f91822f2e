import { compareText, kindOf, type Obj } from '../../sim/api/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { no, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const admit: Command = {
  name: 'admit',
  usage: `FILE... ${clusterUsage} ${languageUsage}`,
  about: 'Say what the API server accepts, and what it has to say about the rest.',
  options: { ...clusterOptions, ...languageOption },
  async run(names, values, io) {
    const world = loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.print(printRemark(messages, remark));
    const accepted = world.entries.filter(({ source }) => source.by === 'learner');
    for (const line of accepted.map(({ object }) => nameOf(object)).sort(compareText))
      io.print(`${line} accepted`);
    return hasErrors(world) ? no : yes;
  },
};
export default admit;

/** `deployment.apps/web`, and its namespace where it is not the default one. */
function nameOf({ apiVersion, kind, metadata }: Obj): string {
  const [group, version] = apiVersion.split('/');
  const plural = kindOf(apiVersion, kind)?.kind ?? kind;
  const resource = version === undefined ? plural : `${plural}.${group}`;
  const where =
    metadata.namespace === '' || metadata.namespace === 'default'
      ? ''
      : ` -n ${metadata.namespace}`;
  return `${resource.toLowerCase()}/${metadata.name}${where}`;
}
