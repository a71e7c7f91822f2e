// Writes what CustomResourceDefinitions say of their kinds, src/sim/api/crds/GROUP.json for each group among them.
//
//   node scripts/crdTable.mjs FILE...
//
// The files are needed for this only. src/sim/api/crds/README.md says which they were, and of which release. Where several define the
// same version of a kind, the first counts and the next is kept as the older one. Descriptions are left out, and so is what nothing
// here looks at: states, and versions that are not served.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { projectFolder } from './project.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: node scripts/crdTable.mjs FILE...');
  process.exit(2);
}

/** @typedef {{ [key: string]: any }} Node */

/** What is carried over as it stands. */
const kept = [
  'type required default enum pattern minimum maximum minLength maxLength minItems maxItems',
  'minProperties maxProperties nullable',
].flatMap((line) => line.split(' '));
/** Schemas that a value has to satisfy besides. */
const alternatives = ['allOf', 'anyOf', 'oneOf'];
/** Formats that the server enforces and that occur. */
const formats = ['int32', 'ipv4', 'ipv6'];

/**
 * A schema without what nobody reads here.
 *
 * @param {Node} schema
 * @returns {Node}
 */
function compact(schema) {
  /** @type {Node} */
  const result = {};
  for (const key of kept) if (key in schema) result[key] = schema[key];
  if (formats.includes(schema['format'])) result['format'] = schema['format'];
  const isEither = schema['x-kubernetes-int-or-string'] === true;
  if (isEither) result['type'] = 'integer,string';
  for (const key of alternatives)
    if (schema[key] && !(isEither && key === 'anyOf')) result[key] = schema[key].map(compact);
  if (schema['not']) result['not'] = compact(schema['not']);
  if (schema['items']) result['items'] = compact(schema['items']);
  if (typeof schema['additionalProperties'] === 'object')
    result['additionalProperties'] = compact(schema['additionalProperties']);
  if (schema['properties']) result['properties'] = mapped(schema['properties']);
  if (schema['x-kubernetes-preserve-unknown-fields']) result['open'] = true;
  if (schema['x-kubernetes-list-type'] === 'set') result['set'] = true;
  if (schema['x-kubernetes-list-map-keys']) result['keys'] = schema['x-kubernetes-list-map-keys'];
  if (schema['x-kubernetes-validations'])
    result['rules'] = schema['x-kubernetes-validations'].map(checkedRule);
  return result;
}

/**
 * A rule that asks for no more than src/sim/api/custom/rules.ts does.
 *
 * @param {Node} rule
 */
function checkedRule(rule) {
  const unknown = Object.keys(rule).filter((key) => key !== 'rule' && key !== 'message');
  if (unknown.length > 0) throw new Error(`${rule['rule']}: ${unknown.join()} is not understood`);
  return rule;
}

/** @param {Node} properties */
function mapped(properties) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, compact(schema)]),
  );
}

/** @param {Node} version */
function schemaOf({ schema }) {
  const root = compact(schema.openAPIV3Schema);
  const { status: _, ...properties } = root['properties'];
  return { ...root, properties: { ...properties, metadata: {} } };
}

/**
 * The kinds of a definition: one for each schema that some of its versions share.
 *
 * @param {Node} spec
 */
function kindsOf({ names, scope, versions }) {
  /** @type {Map<string, string[]>} */
  const bySchema = new Map();
  for (const version of versions) {
    if (!version.served) continue;
    const text = JSON.stringify(schemaOf(version));
    bySchema.set(text, [...(bySchema.get(text) ?? []), version.name]);
  }
  return [...bySchema].map(([text, names_]) => ({
    kind: names.kind,
    plural: names.plural,
    shortNames: names.shortNames ?? [],
    scope,
    versions: names_,
    schema: JSON.parse(text),
  }));
}

/** @type {Map<string, Node[]>} */
const groups = new Map();
for (const file of files)
  for (const document of loadAll(readFileSync(file, 'utf8'))) {
    const { spec } = /** @type {Node} */ (document ?? {});
    if (!spec?.names) continue;
    const kinds = groups.get(spec.group) ?? [];
    groups.set(spec.group, kinds);
    for (const kind of kindsOf(spec)) add(kind, kinds);
  }

/**
 * @param {Node} given
 * @param {Node[]} kinds
 */
function add(given, kinds) {
  const { kind, versions, schema } = given;
  const newer = kinds.find(
    (each) =>
      each['kind'] === kind &&
      each['versions'].some((/** @type {string} */ name) => versions.includes(name)),
  );
  if (newer) newer['older'] = schema;
  else kinds.push(given);
}

for (const [group, kinds] of groups) {
  const lines = kinds
    .toSorted((left, right) => (left['kind'] < right['kind'] ? -1 : 1))
    .map((kind) => JSON.stringify(kind));
  const text = `[\n${lines.join(',\n')}\n]\n`;
  writeFileSync(path.join(projectFolder, `src/sim/api/crds/${group}.json`), text);
  console.log(`${group}: ${kinds.length} kinds, ${text.length} characters`);
  for (const { kind, versions } of kinds) console.log(' ', kind, versions.join());
}
