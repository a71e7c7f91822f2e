import { fieldOf } from '../manifest/index.ts';
import type { FieldError, FieldWarning, Obj } from './types.ts';
import { invalid, required } from './validate/errors.ts';

export interface Secret extends Obj {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

/** The keys that a Secret of a type has to have. */
const keysByType: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
};

// As ValidateSecret of pkg/apis/core/validation.
export function checkSecret({ data = {}, type = '' }: Secret): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const key of Object.keys(data))
    if (!/^[-._a-zA-Z0-9]+$/.test(key) || key === '.' || key === '..' || key.length > 253)
      errors.push(invalid(`data[${key}]`, key, keyWords));
  for (const key of keysByType[type] ?? [])
    if (!Object.hasOwn(data, key)) errors.push(required(`data[${key}]`));
  return errors;
}

const keyWords =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' " +
  "(e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** As pkg/api/secret/warnings.go: a certificate that nobody will be able to read. */
export function secretWarnings({ data = {}, type }: Secret): readonly FieldWarning[] {
  if (type !== 'kubernetes.io/tls') return [];
  const pairs = [
    ['tls.crt', 'CERTIFICATE', 'certificate'],
    ['tls.key', 'PRIVATE KEY', 'key'],
  ] as const;
  const missing = pairs.find(
    ([key, mark]) => !decodeText(data[key] ?? '').includes(`${mark}-----`),
  );
  return missing
    ? [
        {
          path: fieldOf('data', missing[0]),
          message: `tls: failed to find any PEM data in ${missing[2]} input`,
        },
      ]
    : [];
}

export function encodeText(
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      const bytes = new TextEncoder().encode(text);
      return [key, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))];
    }),
  );
}

function decodeText(data: string): string {
  try {
    return atob(data);
  } catch {
    return '';
  }
}
