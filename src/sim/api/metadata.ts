import type { FieldError, Obj } from './types.ts';
import { int64, list, optional, bool, struct, text, textMap, type Schema } from './schema.ts';
import { required } from './validate/errors.ts';
import { checkAnnotations, checkLabels } from './validate/labels.ts';
import { checkText, type Check } from './validate/names.ts';

/** The metadata every object has. */
const objectMeta: Schema = struct('v1.ObjectMeta', {
  name: text,
  generateName: text,
  namespace: text,
  labels: textMap,
  annotations: textMap,
  uid: text,
  deletionTimestamp: text,
  deletionGracePeriodSeconds: optional(int64),
  ownerReferences: list(
    struct('v1.OwnerReference', {
      apiVersion: text,
      kind: text,
      name: text,
      controller: optional(bool),
    }),
  ),
});

/** The errors in an object's metadata; `name` says what names its kind may have. */
export function checkMetadata(object: Obj, name: Check): readonly FieldError[] {
  const { metadata } = object;
  const errors: FieldError[] = [];
  if (metadata.name === '')
    errors.push(required('metadata.name', 'name or generateName is required'));
  else errors.push(...checkText(name, metadata.name, 'metadata.name'));
  errors.push(...checkLabels(metadata.labels, 'metadata.labels'));
  errors.push(...checkAnnotations(metadata.annotations, 'metadata.annotations'));
  return errors;
}

/** A schema of an object: its metadata, and the fields of its own. */
export function objectSchema(go: string, fields: Readonly<Record<string, Schema>> = {}): Schema {
  return struct(go, { metadata: objectMeta, ...fields });
}
