import type { FieldError, Obj } from './types.ts';
import { addAll, invalid, required } from './validate/errors.ts';
import { checkAnnotations, checkLabels } from './validate/labels.ts';
import { checkText, type Check } from './validate/names.ts';

/** The errors in an object's metadata; `name` says what names its kind may have. */
export function checkMetadata(object: Obj, name: Check): readonly FieldError[] {
  const { metadata } = object;
  const errors: FieldError[] = [];
  const { generateName = '' } = metadata;
  // The server will put letters in the place of the final dash.
  if (generateName !== '')
    addAll(
      errors,
      name(generateName.replace(/(?<=.)-$/, 'a')).map((detail) =>
        invalid('metadata.generateName', generateName, detail),
      ),
    );
  if (metadata.name === '')
    errors.push(required('metadata.name', 'name or generateName is required'));
  else addAll(errors, checkText(name, metadata.name, 'metadata.name'));
  addAll(errors, checkLabels(metadata.labels, 'metadata.labels'));
  addAll(errors, checkAnnotations(metadata.annotations, 'metadata.annotations'));
  return errors;
}
