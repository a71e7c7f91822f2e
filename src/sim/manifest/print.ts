import {
  DEFAULT_SCALAR_STYLE_RULES,
  FAILSAFE_SCHEMA,
  NOT_RESOLVED,
  SCALAR_STYLE,
  defineScalarTag,
  dump,
  mergeTag,
  type ScalarLayout,
  type Schema,
} from 'js-yaml';
import { resolvePlain, type ScalarKind } from './scalar.ts';
import type { Json } from './types.ts';

/**
 * A value as YAML in lines, with a final line break, fields in their order. Read again, by us or by kubectl, it is the same:
 * texts that would mean something else without quotes (`on`, `0777`, `1e3_1`) have some.
 */
export function printYaml(value: Json): string {
  return dump(value, {
    schema: readersSchema(),
    scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteMarkers],
    lineWidth: -1,
    noRefs: true,
  });
}

/** Plain scalars mean to the printer what they mean to the reader. Made when something is printed: a page that never does goes without. */
function readersSchema(): Schema {
  return FAILSAFE_SCHEMA.withTags(
    mergeTag,
    tagOf('null', (value) => value === null, ['null']),
    tagOf('bool', (value) => typeof value === 'boolean', ['bool']),
    tagOf('float', (value) => typeof value === 'number', ['int', 'uint', 'float']),
  );
}

function tagOf(name: string, identify: (value: unknown) => boolean, kinds: readonly ScalarKind[]) {
  return defineScalarTag(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    identify,
    resolve: (text) => {
      const { kind, value } = resolvePlain(text);
      return kinds.includes(kind) ? value : NOT_RESOLVED;
    },
  });
}

/** At the margin, a plain key that begins like a document's end would be one. */
function quoteMarkers(layout: ScalarLayout): void {
  if (layout.style === SCALAR_STYLE.PLAIN && /^(?:---|\.\.\.)\s/.test(layout.node.value))
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}
