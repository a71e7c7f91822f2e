import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { dnsLabel } from '../validate/names.ts';

export type Namespace = Obj;

declare module '../types.ts' {
  interface Kinds {
    Namespace: Namespace;
  }
}

const nameLabel = 'kubernetes.io/metadata.name';

const namespace: KindDefinition<Namespace> = {
  kind: 'Namespace',
  apiVersion: 'v1',
  plural: 'namespaces',
  shortNames: ['ns'],
  scope: 'Cluster',
  simulated: true,
  example: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  schema: structNamed('Namespace'),
  // The label by which NetworkPolicies select a namespace by name.
  defaults: (object) =>
    (object.metadata.name ?? '') === ''
      ? object
      : {
          ...object,
          metadata: {
            ...object.metadata,
            labels: { ...object.metadata.labels, [nameLabel]: object.metadata.name },
          },
        },
  prepare: (object) => ({
    ...object,
    spec: { finalizers: ['kubernetes'], ...(object.spec as object | undefined) },
    status: object.status ?? { phase: 'Active' },
  }),
  validate: (object) => checkMetadata(object, dnsLabel),
  columns: () => [['STATUS', 'Active']],
};

export default namespace;
