import type { KindDefinition, Obj } from '../types.ts';
import { checkMetadata, objectSchema } from '../metadata.ts';
import { dnsLabel } from '../validate/names.ts';

export type Namespace = Obj;

declare module '../types.ts' {
  interface Kinds {
    Namespace: Namespace;
  }
}

const namespace: KindDefinition<Namespace> = {
  kind: 'Namespace',
  apiVersion: 'v1',
  plural: 'namespaces',
  shortNames: ['ns'],
  scope: 'Cluster',
  simulated: true,
  example: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  schema: objectSchema('v1.Namespace'),
  // The label by which NetworkPolicies select a namespace by name.
  defaults: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name },
    },
    spec: object.spec ?? { finalizers: ['kubernetes'] },
    status: object.status ?? { phase: 'Active' },
  }),
  validate: (object) => checkMetadata(object, dnsLabel),
  columns: () => [['STATUS', 'Active']],
};

export default namespace;
