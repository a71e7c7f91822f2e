import { written, type KindDefinition, type Obj, type Store } from '../../sim/api/index.ts';
import { printYaml } from '../../sim/manifest/index.ts';
import { clusterOptions, clusterUsage, oneOf, readSpec } from '../clusterOptions.ts';
import { findKind } from '../kindName.ts';
import { printTable } from '../table.ts';
import { no, unusable, UsageError, yes, type Command, type Io } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

/** Columns that kubectl prints only when asked for more. */
const wideHeaders: ReadonlySet<string> = new Set([
  'IP',
  'NODE',
  'INTERNAL-IP',
  'SELECTOR',
  'CONTAINERS',
  'IMAGES',
]);

const get: Command = {
  name: 'get',
  usage: `KIND [NAME] FILE... [-n NAMESPACE | -A] [-o wide|yaml|json] ${clusterUsage} ${languageUsage}`,
  about: 'Print objects as kubectl does, those that controllers made included.',
  options: {
    ...clusterOptions,
    ...languageOption,
    namespace: { type: 'string', short: 'n', default: 'default' },
    'all-namespaces': { type: 'boolean', short: 'A' },
    output: { type: 'string', short: 'o' },
  },
  async run(positionals, values, io) {
    const output = oneOf(values, 'output', 'table', ['table', 'wide', 'yaml', 'json']);
    const { definition, name, files } = readArguments(positionals, io);
    const world = loadWorld(files, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const everywhere = values['all-namespaces'] === true;
    const namespace =
      everywhere || definition.scope === 'Cluster' ? undefined : String(values['namespace']);
    const { store } = world.cluster;
    const objects = store
      .entriesOf(definition.kind)
      .map(({ object }) => object)
      .filter(({ apiVersion, metadata }) => {
        const isWanted = name === undefined || metadata.name === name;
        return (
          isWanted &&
          apiVersion === definition.apiVersion &&
          (namespace ?? metadata.namespace) === metadata.namespace
        );
      });
    if (objects.length === 0) {
      io.complain(notFound(definition, name, namespace));
      return hasErrors(world) ? unusable : no;
    }
    const printed =
      output === 'yaml' || output === 'json'
        ? data(objects, output, name !== undefined)
        : undefined;
    const lines = printed ?? table(objects, definition, store, output === 'wide', everywhere);
    for (const line of lines) io.print(line);
    return hasErrors(world) ? unusable : yes;
  },
};
export default get;

interface Arguments {
  readonly definition: KindDefinition;
  readonly name: string | undefined;
  readonly files: readonly string[];
}

/** `pods`, `pods web` or `pods/web`, and the files. The second word is a name unless there is such a file. */
function readArguments(positionals: readonly string[], io: Io): Arguments {
  const [word = '', ...rest] = positionals;
  const [kind = '', named] = word.split('/');
  const definition = findKind(kind);
  if (!definition)
    throw new UsageError(
      kind === '' ? 'No KIND is given.' : `the server doesn't have a resource type "${kind}"`,
    );
  const [second, ...others] = rest;
  if (named !== undefined) return { definition, name: named, files: rest };
  const isFile = second === undefined || second === '-' || io.exists(second);
  return isFile
    ? { definition, name: undefined, files: rest }
    : { definition, name: second, files: others };
}

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
    ...definition.columns(object, store).filter(([header]) => isWide || !wideHeaders.has(header)),
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

function notFound(
  { plural, apiVersion }: KindDefinition,
  name: string | undefined,
  namespace: string | undefined,
): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  if (name !== undefined)
    return `Error from server (NotFound): ${plural}${group} "${name}" not found`;
  return namespace === undefined
    ? 'No resources found'
    : `No resources found in ${namespace} namespace.`;
}
