// Writes the table of fields of Kubernetes' own kinds, src/sim/api/fields/table.ts.
//
//   node scripts/fieldTable.mjs PATH/TO/node_modules/@kubernetes/client-node
//
// The package is needed for this only and is no dependency: `npm install @kubernetes/client-node@2.0.1` in another folder
// (its version 2.0 is generated from the API of Kubernetes 1.36). What Go knows and the published API does not tell (which
// fields are pointers, which are written even when empty, which texts are quantities) stands in fieldFacts.json.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './project.mjs';

// Kinds that nobody writes by hand beside a Service are left out: they are taken as they come.
const roots = [
  'Pod Service Endpoints Namespace Node ConfigMap Secret ServiceAccount PersistentVolume PersistentVolumeClaim',
  'LimitRange ResourceQuota PodTemplate ReplicationController CoreV1Event',
  'Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision Job CronJob',
  'HorizontalPodAutoscaler V2HorizontalPodAutoscaler PodDisruptionBudget EndpointSlice',
  'Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR Role RoleBinding ClusterRole ClusterRoleBinding',
  'StorageClass PriorityClass Lease',
].flatMap((line) => line.split(' '));

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) {
  console.error('Usage: node scripts/fieldTable.mjs PATH/TO/node_modules/@kubernetes/client-node');
  process.exit(2);
}
const models = await import(
  pathToFileURL(path.resolve(packageFolder, 'dist/gen/models/all.js')).href
);
/** @type {Record<'pointers' | 'values' | 'always' | 'quantities' | 'bytes', readonly string[]>} */
const facts = JSON.parse(readFileSync(path.join(projectFolder, 'scripts/fieldFacts.json'), 'utf8'));
const pointers = new Set(facts.pointers);
const values = new Set(facts.values);
const always = new Set(facts.always);
const quantities = new Set(facts.quantities);
const bytes = new Set(facts.bytes);

/** @type {Record<string, string>} */
const scalars = {
  string: 's',
  boolean: 'b',
  Date: 'T',
  V1MicroTime: 'T',
  IntOrString: 'I',
  any: '?',
  object: '?',
};

/** `Service` for the class V1Service; others keep the beginning of their name. */
const shortName = (/** @type {string} */ name) => name.replace(/^V1(?=[A-Z])/, '');
const className = (/** @type {string} */ name) => (name in models ? name : `V1${name}`);

/**
 * The code of a field's type: a letter for what is no struct, the struct's name else.
 *
 * @param {string} type as the package writes it
 * @param {string} format
 * @param {string} field `V1Service.spec`
 * @returns {string}
 */
function codeOf(type, format, field) {
  if (ignoredStates.has(field)) return '?';
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) return `[${codeOf(list, format, field)}`;
  const map = /^{ \[key: string\]: (.+); }$/.exec(type)?.[1];
  if (map !== undefined) return `{${codeOf(map, format, field)}`;
  if (quantities.has(field)) return 'Q';
  if (bytes.has(field)) return 'B';
  if (type === 'number') return { int32: 'i', int64: 'l' }[format] ?? 'd';
  return scalars[type] ?? shortName(type);
}

/** States that nobody reads and nobody writes by hand: they are taken as they come. */
const ignoredStates = new Set(
  'V1HorizontalPodAutoscaler V2HorizontalPodAutoscaler V1PodDisruptionBudget V1CronJob V1Job V1ResourceQuota'
    .split(' ')
    .map((name) => `${name}.status`),
);

/** @type {Map<string, string>} */
const rows = new Map();

/** @param {string} name a class, with all that it holds */
function add(name) {
  if (rows.has(shortName(name))) return;
  rows.set(shortName(name), '');
  const fields = models[name].attributeTypeMap.map(
    (
      /** @type {{ baseName: string; type: string; format: string }} */ { baseName, type, format },
    ) => {
      const field = `${name}.${baseName}`;
      const code = codeOf(type, format, field);
      const struct = /^[[{]*([A-Z]\w+)$/.exec(code)?.[1];
      if (struct !== undefined && className(struct) in models) add(className(struct));
      const mark = pointers.has(field) ? '*' : values.has(field) || always.has(field) ? '=' : ':';
      return `${baseName}${mark}${code}`;
    },
  );
  rows.set(shortName(name), fields.join(' '));
}

for (const root of roots) add(className(root));
const lines = [...rows]
  .map(([name, fields]) => `${name} ${fields}`.trim())
  .sort((left, right) => (left < right ? -1 : 1));
writeFileSync(
  path.join(projectFolder, 'src/sim/api/fields/table.ts'),
  `// Written by scripts/fieldTable.mjs from the API of Kubernetes 1.36; do not edit.

/**
 * A struct on each line: its name, then its fields. Between a field's name and its type stands \`*\` where Go has a pointer,
 * \`=\` where it is written even when empty, else \`:\`. Types: s text, b bool, i int32, l int64, d float64, I number or text,
 * Q quantity, T time, B bytes, ? anything, a struct's name; \`[\` before it makes a list, \`{\` a map.
 */
export const table = \`
${lines.join('\n')}
\`;
`,
);
console.log(`${rows.size} structs`);
