import { kindOf } from '../../../sim/api/index.ts';
import type { Schema, StructSchema } from '../../../sim/api/schema.ts';
import type { KindDefinition } from '../../../sim/api/types.ts';
import type { Node } from './outline.ts';
import type { Step, Way } from './place.ts';

/** A field as its kind's definition knows it. */
export interface Field {
  readonly schema: Schema;
  /** What it is called in our texts and tables, the most particular name first: `ServiceSpec.type`. */
  readonly names: readonly string[];
}

/** An object in the text: its kind, and how many steps of the way lead to it. */
export interface ObjectAround {
  readonly definition: KindDefinition;
  readonly depth: number;
}

/** Lists within lists are opened to this depth, as by admission. */
const listDepthMax = 8;

/** The object that a place belongs to: that of the document, or an item of a list in it. */
export function objectAround({ steps, nodes }: Way): ObjectAround | undefined {
  let depth = 0;
  for (let lists = 0; lists < listDepthMax; lists++) {
    const isList = wordOf(nodes[depth], 'kind')?.endsWith('List');
    if (!isList || steps[depth] !== 'items' || typeof steps[depth + 1] !== 'number') break;
    depth += 2;
  }
  const definition = kindOf(
    wordOf(nodes[depth], 'apiVersion') ?? '',
    wordOf(nodes[depth], 'kind') ?? '',
  );
  return definition && { definition, depth };
}

/** The field at the end of a way; `undefined` when the kind is not known, or has no such field. */
export function fieldAt(way: Way): Field | undefined {
  const around = objectAround(way);
  return around && fieldOf(around.definition, way.steps.slice(around.depth));
}

/** The field that these steps lead to from an object of a kind. */
export function fieldOf(definition: KindDefinition, steps: readonly Step[]): Field | undefined {
  let field: Field | undefined = { schema: definition.schema, names: [] };
  const keys: string[] = [];
  for (const step of steps) {
    field = field && childOf(definition.kind, field, step, keys);
    if (typeof step === 'string') keys.push(step);
  }
  return field;
}

function childOf(
  kind: string,
  { schema, names }: Field,
  step: Step,
  keys: readonly string[],
): Field | undefined {
  // Items and values of maps are described with their list or map.
  if (schema.type === 'list' && typeof step === 'number') return { schema: schema.of, names };
  if (schema.type === 'map' && typeof step === 'string') return { schema: schema.of, names };
  if (schema.type !== 'struct' || typeof step !== 'string') return undefined;
  const child = schema.fields[step];
  return child && { schema: child, names: namesOf(kind, schema, [...keys, step]) };
}

/**
 * Kubernetes' own structs have names. In custom kinds the way through the object has to do, as a whole or its last steps, so that
 * one text serves `parentRefs.name` of every route.
 */
function namesOf(kind: string, { go }: StructSchema, keys: readonly string[]): readonly string[] {
  const [first = '', second] = keys;
  if (second === undefined) return [`${kind}.${first}`, `Object.${first}`];
  const last = keys.at(-1) ?? '';
  if (go !== '') return [`${go.slice(go.lastIndexOf('.') + 1)}.${last}`];
  const whole = `${kind}.${keys.join('.')}`;
  const holder = keys.length === 2 && first === 'spec' ? `${kind}Spec` : keys.at(-2);
  return [whole, keys.slice(-3).join('.'), `${holder}.${last}`];
}

/** The words written for a field of a node: its `kind`, say. */
export function wordOf(node: Node | undefined, name: string): string | undefined {
  return node?.children.find(({ key }) => key?.text === name)?.value?.text;
}
