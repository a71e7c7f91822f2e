import type { Schema } from '../../sim/api/schema.ts';
import fields from './fields/index.ts';

const types: Readonly<Record<Exclude<Schema['type'], 'list' | 'map' | 'struct'>, string>> = {
  string: 'text',
  bool: 'true or false',
  int32: 'integer',
  int64: 'integer',
  float64: 'number',
  intOrString: 'integer or text',
  quantity: 'quantity',
  time: 'time',
  bytes: 'base64',
  any: 'anything',
};

/** The editor's help: CodeMirror's own words, what to say of a field, and what fields mean. */
export default {
  /** CodeMirror's own words, by their English. */
  phrases: {} as Readonly<Record<string, string>>,
  keys: (mod: string) => `${mod}+Space fields · ${mod}+I meaning · ${mod}+. fix`,
  unknown: 'Nothing is known about this place.',
  types,
  object: 'object',
  listOf: (item: string) => `list of ${item}`,
  mapOf: (value: string) => `map to ${value}`,
  required: 'required',
  default: 'Default:',
  values: 'One of:',
  fields,
};
