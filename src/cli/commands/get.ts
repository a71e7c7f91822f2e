import {
  narrowColumns,
  written,
  type KindDefinition,
  type Obj,
  type Store,
} from '../../sim/api/index.ts';
import { printYaml } from '../../sim/manifest/index.ts';
import { clusterOptions, clusterUsage, oneOf, readSpec } from '../clusterOptions.ts';
import {
  choiceUsage,
  chosenObjects,
  namespaceOptions,
  notFound,
  readChoice,
} from '../objectChoice.ts';
import { printTable } from '../table.ts';
import { no, unusable, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const get: Command = {
  name: 'get',
  usage: `${choiceUsage} [-o wide|yaml|json] ${clusterUsage} ${languageUsage}`,
  about: 'Print objects as kubectl does, those that controllers made included.',
  options: {
    ...clusterOptions,
    ...languageOption,
    ...namespaceOptions,
    output: { type: 'string', short: 'o' },
  },
  async run(positionals, values, io) {
    const output = oneOf(values, 'output', 'table', ['table', 'wide', 'yaml', 'json']);
    const choice = readChoice(positionals, values, io);
    const { definition, name, files } = choice;
    const world = await loadWorld(files, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const { store } = world.cluster;
    const objects = chosenObjects(store, choice);
    if (objects.length === 0) {
      io.complain(notFound(choice));
      return hasErrors(world) ? unusable : no;
    }
    const printed =
      output === 'yaml' || output === 'json'
        ? data(objects, output, name !== undefined)
        : undefined;
    const everywhere = values['all-namespaces'] === true;
    const lines = printed ?? table(objects, definition, store, output === 'wide', everywhere);
    for (const line of lines) io.print(line);
    return hasErrors(world) ? unusable : yes;
  },
};
export default get;

function table(
  objects: readonly Obj[],
  definition: KindDefinition,
  store: Store,
  isWide: boolean,
  everywhere: boolean,
): readonly string[] {
  const showsNamespace = everywhere && definition.scope === 'Namespaced';
  const rows = objects.map((object) => [
    ...(showsNamespace ? [['NAMESPACE', object.metadata.namespace] as const] : []),
    ...(definition.hidesName ? [] : [['NAME', object.metadata.name] as const]),
    ...(isWide ? definition.columns(object, store) : narrowColumns(definition, object, store)),
  ]);
  const headers = rows[0]?.map(([header]) => header) ?? [];
  return printTable([headers, ...rows.map((row) => row.map(([, value]) => value))]);
}

/** One object as it is, several in a List, as kubectl gives them. */
function data(objects: readonly Obj[], output: 'yaml' | 'json', isOne: boolean): readonly string[] {
  const items = objects.map(written);
  const [first] = items;
  const value =
    isOne && first && items.length === 1
      ? first
      : { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
  return [output === 'json' ? JSON.stringify(value, null, 4) : printYaml(value).trimEnd()];
}
