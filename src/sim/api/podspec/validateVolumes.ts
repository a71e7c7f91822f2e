import type { Container, PodSpec } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import { isObject, textOf } from '../schema.ts';
import type { FieldError, FieldPath, JsonObject } from '../types.ts';
import { addAll, duplicate, forbidden, invalid, notFound, required } from '../validate/errors.ts';
import { checkText, dnsLabel } from '../validate/names.ts';

// As ValidateVolumes and ValidateVolumeMounts of pkg/apis/core/validation of Kubernetes 1.36: names, and the sources people use.

/** What a source of a volume has to name. */
const neededBySource: Readonly<Record<string, readonly string[]>> = {
  secret: ['secretName'],
  configMap: ['name'],
  persistentVolumeClaim: ['claimName'],
  hostPath: ['path'],
  nfs: ['server', 'path'],
  csi: ['driver'],
};

export function checkVolumes(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const names = new Set<string>();
  return (spec.volumes ?? []).flatMap((volume, index) => {
    const at = itemOf(path, index);
    const name = textOf(volume['name']);
    const errors = [...checkSource(volume, at)];
    if (name === '') errors.push(required(`${at}.name`));
    else if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    else addAll(errors, checkText(dnsLabel, name, `${at}.name`));
    names.add(name);
    return errors;
  });
}

function checkSource(volume: JsonObject, path: FieldPath): readonly FieldError[] {
  const [first, ...more] = Object.keys(volume).filter((key) => key !== 'name');
  if (first === undefined) return [required(path, 'must specify a volume type')];
  const errors = more.map((key) =>
    forbidden(`${path}.${key}`, 'may not specify more than 1 volume type'),
  );
  const source = volume[first];
  for (const field of neededBySource[first] ?? [])
    if (isObject(source) && (source[field] ?? '') === '')
      errors.push(required(`${path}.${first}.${field}`));
  return errors;
}

/** `volumes`: the names that a container may mount. */
export function checkMounts(
  { volumeMounts = [] }: Container,
  volumes: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const mounted = new Set<string>();
  return volumeMounts.flatMap((mount, index) => {
    const at = itemOf(`${path}.volumeMounts`, index);
    const name = textOf(mount['name']);
    const mountPath = textOf(mount['mountPath']);
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(`${at}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${at}.name`, name));
    if (mountPath === '') errors.push(required(`${at}.mountPath`));
    if (mounted.has(mountPath))
      errors.push(invalid(`${at}.mountPath`, mountPath, 'must be unique'));
    mounted.add(mountPath);
    return errors;
  });
}
