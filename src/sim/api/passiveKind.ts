import { hasStruct, openStruct, structNamed } from './fields/structs.ts';
import { checkMetadata } from './metadata.ts';
import type { JsonObject, KindDefinition, Obj } from './types.ts';
import { dnsSubdomain, type Check } from './validate/names.ts';

/** What is particular about a kind that nothing acts on. */
export interface PassiveKind<O extends Obj = Obj> extends Partial<
  Pick<KindDefinition<O>, 'scope' | 'generation' | 'defaults' | 'prepare' | 'validateUpdate'>
> {
  readonly kind: string;
  readonly apiVersion: string;
  readonly plural: string;
  readonly shortName?: string;
  /** What names its objects may have: subdomains unless it says otherwise. */
  readonly name?: Check;
  /** Its struct in the table of fields, where that has another name. */
  readonly struct?: string;
  /** What its example holds besides a name. */
  readonly example?: JsonObject;
  /** The errors besides those of its metadata. */
  readonly check?: KindDefinition<O>['validate'];
}

/** A kind that a server knows and nothing here acts on: it is read and checked, so that whole manifests can be. */
export function passiveKind<O extends Obj = Obj>(given: PassiveKind<O>): KindDefinition<O> {
  const { kind, apiVersion, plural, shortName, name = dnsSubdomain, struct = kind, check } = given;
  const { generation, prepare, validateUpdate } = given;
  return {
    kind,
    apiVersion,
    plural,
    shortNames: shortName === undefined ? [] : [shortName],
    scope: given.scope ?? 'Namespaced',
    simulated: false,
    example: { apiVersion, kind, metadata: { name: 'example' }, ...given.example },
    schema: hasStruct(struct) ? structNamed(struct) : openStruct(kind),
    defaults: given.defaults ?? ((object) => object),
    validate: (object) => [...checkMetadata(object, name), ...(check?.(object) ?? [])],
    columns: () => [],
    ...(generation && { generation }),
    ...(prepare && { prepare }),
    ...(validateUpdate && { validateUpdate }),
  };
}
