import type { KindDefinition, Obj, Store } from '../sim/api/index.ts';
import { findKind } from './kindName.ts';
import { UsageError, type Io, type OptionValues } from './types.ts';

/** The options that choose namespaces. */
export const namespaceOptions = {
  namespace: { type: 'string', short: 'n', default: 'default' },
  'all-namespaces': { type: 'boolean', short: 'A' },
} as const;

/** What to write of objects and namespaces in a command's usage. */
export const choiceUsage = 'KIND [NAME] FILE... [-n NAMESPACE | -A]';

/** The objects a command is about. */
export interface ObjectChoice {
  readonly definition: KindDefinition;
  readonly name: string | undefined;
  /** `undefined` for all, and for kinds that lie in none. */
  readonly namespace: string | undefined;
  readonly files: readonly string[];
}

/** `pods`, `pods web` or `pods/web`, and the files. The second word is a name unless there is such a file. */
export function readChoice(
  [word = '', ...rest]: readonly string[],
  values: OptionValues,
  io: Io,
): ObjectChoice {
  const [kind = '', named] = word.split('/');
  const definition = findKind(kind);
  if (!definition)
    throw new UsageError(
      kind === '' ? 'No KIND is given.' : `the server doesn't have a resource type "${kind}"`,
    );
  const isEverywhere = values['all-namespaces'] === true || definition.scope === 'Cluster';
  const namespace = isEverywhere ? undefined : String(values['namespace']);
  const [second, ...others] = rest;
  if (named !== undefined) return { definition, name: named, namespace, files: rest };
  const isFile = second === undefined || second === '-' || io.exists(second);
  return isFile
    ? { definition, name: undefined, namespace, files: rest }
    : { definition, name: second, namespace, files: others };
}

/** The versions of a group have the same objects. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.replace(/\/[^/]*$/, '') : '';
}

/** The objects of the store that were chosen, in its order. */
export function chosenObjects(
  store: Store,
  { definition, name, namespace }: ObjectChoice,
): readonly Obj[] {
  return store
    .entriesOf(definition.kind)
    .map(({ object }) => object)
    .filter(
      ({ apiVersion, metadata }) =>
        groupOf(apiVersion) === groupOf(definition.apiVersion) &&
        (name ?? metadata.name) === metadata.name &&
        (namespace ?? metadata.namespace) === metadata.namespace,
    );
}

/** What kubectl says when there is no such object. */
export function notFound({ definition, name, namespace }: ObjectChoice): string {
  const { plural, apiVersion } = definition;
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  if (name !== undefined)
    return `Error from server (NotFound): ${plural}${group} "${name}" not found`;
  return namespace === undefined
    ? 'No resources found'
    : `No resources found in ${namespace} namespace.`;
}
