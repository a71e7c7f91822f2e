import { passiveKind } from '../passiveKind.ts';
import { checkSecret, encodeText, secretWarnings, type Secret } from '../secret.ts';
import type { KindDefinition, Obj } from '../types.ts';

declare module '../types.ts' {
  interface Kinds {
    ConfigMap: ConfigMap;
    Secret: Secret;
    ServiceAccount: Obj;
  }
}

export interface ConfigMap extends Obj {
  readonly data?: Readonly<Record<string, string>>;
}

const configuration: readonly KindDefinition[] = [
  passiveKind({ kind: 'ConfigMap', apiVersion: 'v1', plural: 'configmaps', shortName: 'cm' }),
  {
    ...passiveKind<Secret>({
      kind: 'Secret',
      apiVersion: 'v1',
      plural: 'secrets',
      defaults: (object) => ({ ...object, type: object.type ?? 'Opaque' }),
      // Text is kept like all other data: Secret.stringData is written and never read.
      prepare: ({ stringData, ...object }) =>
        stringData ? { ...object, data: { ...object.data, ...encodeText(stringData) } } : object,
      check: checkSecret,
    }),
    warnings: secretWarnings,
  } as KindDefinition<Secret> as unknown as KindDefinition,
  passiveKind({
    kind: 'ServiceAccount',
    apiVersion: 'v1',
    plural: 'serviceaccounts',
    shortName: 'sa',
  }),
];

export default configuration;
