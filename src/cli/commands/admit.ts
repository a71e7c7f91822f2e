import { compareText, kindOf, type Entry, type Obj } from '../../sim/api/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { remarkData, schemaVersion } from '../json.ts';
import { no, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const admit: Command = {
  name: 'admit',
  usage: `FILE... [--over FILE]... [--json] ${clusterUsage} ${languageUsage}
--over FILE is what was applied before: what may not change in it must stay, and what is rejected stays as it was.`,
  about: 'Say what the API server accepts, and what it has to say about the rest.',
  options: {
    ...clusterOptions,
    ...languageOption,
    over: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  async run(names, values, io) {
    const over = Array.isArray(values['over']) ? values['over'].map(String) : [];
    const world = await loadWorld(names, readSpec(values), io, over);
    const messages = await readMessages(values);
    const written = world.entries
      .filter(({ source }) => source.by === 'learner')
      .toSorted((one, other) => compareText(nameOf(one.object), nameOf(other.object)));
    if (values['json'] === true) {
      const problems = world.remarks.map((remark) => remarkData(messages, remark));
      const objects = written.map(objectData);
      io.print(JSON.stringify({ schemaVersion, objects, problems }, null, 2));
    } else {
      for (const remark of world.remarks) io.print(printRemark(messages, remark));
      for (const { object, kept } of written)
        io.print(`${nameOf(object)} ${kept ? 'kept as accepted before' : 'accepted'}`);
    }
    return hasErrors(world) ? no : yes;
  },
};
export default admit;

function objectData({ object, kept }: Entry): object {
  return { kept: kept === true, object };
}

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
