import type { FieldError, Obj } from './types.ts';
import { required } from './validate/errors.ts';
import { checkAnnotations, checkLabels } from './validate/labels.ts';
import { checkText, type Check } from './validate/names.ts';

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
