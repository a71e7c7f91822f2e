import { assert } from '../../../base/assert.ts';
import type { Schema, StructSchema } from '../schema.ts';
import { table } from './table.ts';

/** The fields of Kubernetes' own structs. Each is read out of the table when something of its kind is first looked at. */
const rows = new Map(
  table
    .trim()
    .split('\n')
    .map((row) => {
      const end = row.indexOf(' ');
      return end < 0 ? [row, ''] : [row.slice(0, end), row.slice(end + 1)];
    }),
);

const structs = new Map<string, LazyStruct>();

export function hasStruct(name: string): boolean {
  return rows.has(name);
}

/** The struct of this name: `Service`, `V2HorizontalPodAutoscaler`. */
export function structNamed(name: string): StructSchema {
  const known = structs.get(name);
  if (known) return known;
  assert(rows.has(name), `the table of fields has ${name}`);
  const struct = new LazyStruct(name);
  structs.set(name, struct);
  return struct;
}

/** An object of which only the metadata is looked at. */
export function openStruct(kind: string): StructSchema {
  const fields = new Proxy(Object.create(null) as Record<string, Schema>, {
    get: (_target, name) => (name === 'metadata' ? structNamed('ObjectMeta') : { type: 'any' }),
  });
  return { type: 'struct', go: `v1.${kind}`, fields, filled: [] };
}

/** The same struct as the type of a field that is always written. */
function filledStruct(name: string): StructSchema {
  const plain = structNamed(name);
  return {
    type: 'struct',
    go: plain.go,
    always: true,
    get fields() {
      return plain.fields;
    },
    get filled() {
      return plain.filled;
    },
  };
}

/** Structs may hold themselves, so none is read before somebody asks for its fields. */
class LazyStruct implements StructSchema {
  readonly type = 'struct';
  readonly go: string;
  readonly #name: string;
  #fields: Readonly<Record<string, Schema>> | undefined;
  #filled: readonly string[] | undefined;

  constructor(name: string) {
    this.#name = name;
    this.go = goName(name);
  }

  get fields(): Readonly<Record<string, Schema>> {
    return (this.#fields ??= readRow(rows.get(this.#name) ?? ''));
  }

  get filled(): readonly string[] {
    this.#filled ??= Object.keys(this.fields).filter((name) => isFilled(this.fields[name]));
    return this.#filled;
  }
}

/** Lists and maps are kept when they are empty, but not made. */
function isFilled(schema: Schema | undefined): boolean {
  return schema?.always === true && schema.type !== 'list' && schema.type !== 'map';
}

/** `v1.Service`; a version or group before the name is not part of it. */
function goName(name: string): string {
  const [, , version = 'V1', rest = name] = /^([A-Z][a-z]+)?(V\d)([A-Z]\w*)$/.exec(name) ?? [];
  return `${version.toLowerCase()}.${rest}`;
}

function readRow(row: string): Readonly<Record<string, Schema>> {
  const fields = Object.create(null) as Record<string, Schema>;
  for (const field of row === '' ? [] : row.split(' ')) {
    const [, name = '', mark = '', code = ''] = /^(.+?)([:=*])(.+)$/.exec(field) ?? [];
    fields[name] = schemaOf(code, mark === '*', mark === '=');
  }
  return fields;
}

const letters: Readonly<Record<string, Extract<Schema, { optional: boolean }>['type']>> = {
  s: 'string',
  b: 'bool',
  i: 'int32',
  l: 'int64',
  d: 'float64',
  Q: 'quantity',
  T: 'time',
  B: 'bytes',
};

function schemaOf(code: string, optional: boolean, always = false): Schema {
  const kept = always ? ({ always } as const) : undefined;
  const rest = code.slice(1);
  // In lists and maps an empty value is one.
  if (code.startsWith('[')) return { type: 'list', of: schemaOf(rest, true), ...kept };
  if (code.startsWith('{')) return { type: 'map', of: schemaOf(rest, true), ...kept };
  if (code === '?') return { type: 'any' };
  if (code === 'I') return { type: 'intOrString', ...kept };
  const type = letters[code];
  if (type) return { type, optional, ...kept };
  return always ? filledStruct(code) : structNamed(code);
}
