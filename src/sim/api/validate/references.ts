import type { FieldError, FieldPath } from '../types.ts';
import { required } from './errors.ts';
import { checkText, dnsSubdomain, pathSegment } from './names.ts';

/** What points at an object by group, kind and name. */
export interface ObjectReference {
  readonly apiGroup?: string | null;
  readonly kind?: string;
  readonly name?: string;
}

/** As validateIngressTypedLocalObjectReference of pkg/apis/networking/validation. */
export function checkObjectReference(
  { apiGroup, kind = '', name = '' }: ObjectReference,
  path: FieldPath,
): readonly FieldError[] {
  const group = apiGroup ?? undefined;
  return [
    ...(group === undefined ? [] : checkText(dnsSubdomain, group, `${path}.apiGroup`)),
    ...checkSegment(kind, `${path}.kind`),
    ...checkSegment(name, `${path}.name`),
  ];
}

/** A text that must be there and must be able to stand in a path of the API. */
export function checkSegment(text: string, path: FieldPath): readonly FieldError[] {
  return text === '' ? [required(path)] : checkText(pathSegment, text, path);
}
