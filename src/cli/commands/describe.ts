import {
  controllerOf,
  eventsOf,
  type KindDefinition,
  type Obj,
  type Store,
} from '../../sim/api/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
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

/** kubectl sets the columns of its descriptions closer than those of its tables. */
const gap = '  ';

const describe: Command = {
  name: 'describe',
  usage: `${choiceUsage} ${clusterUsage} ${languageUsage}`,
  about: 'Print what became of objects: their columns, conditions and events.',
  options: { ...clusterOptions, ...languageOption, ...namespaceOptions },
  async run(positionals, values, io) {
    const choice = readChoice(positionals, values, io);
    const world = await loadWorld(choice.files, readSpec(values), io);
    const messages = await readMessages(values);
    for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const { store } = world.cluster;
    const objects = chosenObjects(store, choice);
    if (objects.length === 0) io.complain(notFound(choice));
    for (const [index, object] of objects.entries()) {
      if (index > 0) io.print('\n');
      for (const line of describeOne(object, choice.definition, store)) io.print(line);
    }
    if (hasErrors(world)) return unusable;
    return objects.length === 0 ? no : yes;
  },
};
export default describe;

function describeOne(object: Obj, definition: KindDefinition, store: Store): readonly string[] {
  return [
    ...printTable(fieldsOf(object, definition, store), gap),
    ...section('Conditions', ['Type', 'Status', 'Reason'], conditionsOf(object)),
    ...section('Events', ['Type', 'Reason', 'From', 'Message'], reportsOn(object, store), '<none>'),
  ];
}

type Row = readonly string[];

/** A name and a value each; further values of a name stand below its first. Columns keep the words of their headers. */
function fieldsOf(object: Obj, definition: KindDefinition, store: Store): readonly Row[] {
  const { metadata } = object;
  const owner = controllerOf(object);
  return [
    ['Name:', metadata.name],
    ...(definition.scope === 'Namespaced' ? [['Namespace:', metadata.namespace]] : []),
    ...pairs('Labels:', metadata.labels, '='),
    ...pairs('Annotations:', metadata.annotations, ': '),
    ...(owner ? [['Controlled By:', `${owner.kind}/${owner.name}`]] : []),
    ...definition.columns(object, store).map(([header, value]) => [`${header}:`, value]),
  ];
}

function pairs(
  name: string,
  given: Readonly<Record<string, string>> | undefined,
  between: string,
): readonly Row[] {
  const lines = Object.entries(given ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  if (lines.length === 0) return [[name, '<none>']];
  return lines.map(([key, value], index) => [index === 0 ? name : '', key + between + value]);
}

function conditionsOf({ status }: Obj): readonly Row[] {
  const { conditions = [] } = (status ?? {}) as {
    readonly conditions?: readonly { type: string; status: string; reason?: string }[];
  };
  return conditions.map(({ type, status: holds, reason = '' }) => [type, holds, reason]);
}

function reportsOn(object: Obj, store: Store): readonly Row[] {
  return eventsOf(store, object).map(
    ({ type = '', reason = '', reportingComponent = '', message = '' }) => [
      type,
      reason,
      reportingComponent,
      message,
    ],
  );
}

/** A table below its title; `none` beside it where there is nothing to show, no title without that either. */
function section(
  title: string,
  headers: readonly string[],
  rows: readonly Row[],
  none?: string,
): readonly string[] {
  if (rows.length === 0) return none === undefined ? [] : [`${title}:${gap}${none}`];
  const lines = headers.map((header) => '-'.repeat(header.length));
  return [`${title}:`, ...printTable([headers, lines, ...rows], gap).map((line) => gap + line)];
}
