import { hash32 } from '../../../base/random.ts';
import { remember } from '../../../base/remember.ts';
import type { Entry, FieldOrigin, Obj, OwnerReference, Pod, PodTemplate } from '../../api/index.ts';
import { refTo } from '../../api/index.ts';
import { admitPodSpec } from '../../api/podspec/admission.ts';
import { defaultPod } from '../../api/podspec/defaults.ts';
import { hashName } from '../../api/generatedName.ts';

/** The reference of a made object to the object whose controller made it. */
export function controlledBy(owner: Obj): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    controller: true,
  };
}

/** Where the fields of a Pod stand in the workload it was made from. */
const podFields: readonly FieldOrigin[] = [
  { at: 'metadata.labels', from: 'spec.template.metadata.labels' },
  { at: 'metadata.annotations', from: 'spec.template.metadata.annotations' },
  { at: 'spec', from: 'spec.template.spec' },
];

/** A Pod made from a template, before anything has happened to it. */
export interface PodPlan {
  readonly controller: string;
  readonly owner: Obj;
  readonly name: string;
  readonly ordinal: number;
  readonly template: PodTemplate;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Partial<Pod['spec']>;
}

export function podFrom({
  controller,
  owner,
  name,
  ordinal,
  template,
  labels,
  spec,
}: PodPlan): Entry<Pod> {
  const annotations = template.metadata?.annotations;
  const object: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...labels },
      ...(annotations && { annotations }),
      ownerReferences: [controlledBy(owner)],
    },
    spec: spec ? { ...specOf(template), ...spec } : specOf(template),
    status: { phase: 'Pending', conditions: [] },
  };
  return {
    object,
    source: { by: 'controller', controller, owner: refTo(owner), fields: podFields, ordinal },
  };
}

/** What the server makes of a template's spec when a Pod is made from it: one for all Pods of the template. */
const specOf = remember((template: PodTemplate): Pod['spec'] =>
  admitPodSpec(defaultPod(template.spec)),
);

/** The object with `owner` as its controller: how a controller takes over what it finds. */
export function adopted(entry: Entry, owner: Obj): Entry {
  const { object } = entry;
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), controlledBy(owner)];
  return { ...entry, object: { ...object, metadata: { ...object.metadata, ownerReferences } } };
}

/** The hash of a template as it appears in names: templates that say the same have the same, whatever the order of fields. */
export const templateHash = remember((template: PodTemplate): string =>
  hashName(hash32(canonical(template))),
);

/** JSON with fields in order and without those that are null. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort())
    if (fields[name] !== null && fields[name] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(fields[name])}`;
  return `{${text}}`;
}
