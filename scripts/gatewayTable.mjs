// Writes the table of fields of the Gateway API, src/sim/api/fields/gateway.ts.
//
//   node scripts/gatewayTable.mjs FOLDER
//
// FOLDER holds the CustomResourceDefinitions of the project's standard channel (config/crd/standard of a release), which are
// needed for this only: of the kinds that are checked, those that kinds/custom.ts does not list. Descriptions are left out, and so is what nothing here looks at.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { projectFolder } from './project.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node scripts/gatewayTable.mjs FOLDER');
  process.exit(2);
}

const dropped = new Set([
  'description',
  'nullable',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
]);

/** @typedef {{ [key: string]: unknown }} Node */

/**
 * A schema without what nobody reads here.
 *
 * @param {Node} schema
 * @returns {Node}
 */
function compact(schema) {
  /** @type {Node} */
  const kept = {};
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key)) continue;
    if (key === 'properties') kept[key] = mapped(/** @type {Record<string, Node>} */ (value));
    else if (key === 'items' || key === 'additionalProperties')
      kept[key] = compact(/** @type {Node} */ (value));
    else if (key === 'x-kubernetes-list-map-keys') kept['keys'] = value;
    else if (key === 'x-kubernetes-int-or-string') kept['type'] = 'int-or-string';
    else kept[key] = value;
  }
  return kept;
}

/** @param {Record<string, Node>} properties */
function mapped(properties) {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name !== 'status')
      .map(([name, schema]) => [name, name === 'metadata' ? {} : compact(schema)]),
  );
}

const kinds = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => {
    const { spec } = /** @type {any} */ (load(readFileSync(path.join(folder, file), 'utf8')));
    const served = spec.versions.filter((/** @type {any} */ version) => version.served);
    const version = served.find((/** @type {any} */ each) => each.name === 'v1') ?? served[0];
    return {
      kind: spec.names.kind,
      plural: spec.names.plural,
      shortNames: spec.names.shortNames ?? [],
      scope: spec.scope,
      versions: served.map((/** @type {any} */ each) => each.name),
      schema: compact(version.schema.openAPIV3Schema),
    };
  });
const text = JSON.stringify(kinds);
writeFileSync(path.join(projectFolder, 'src/sim/api/fields/gateway.json'), `${text}\n`);
console.log(`${kinds.length} kinds, ${text.length} characters`);
for (const { kind, versions } of kinds) console.log(kind, versions.join());
