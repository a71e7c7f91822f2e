import type { KindDefinition } from '../types.ts';
import { customKind, type CustomKind } from './kind.ts';

// One more group of kinds is one more file, named after the group.
const files = import.meta.glob<readonly CustomKind[]>('../crds/*.json', {
  eager: true,
  import: 'default',
});

/** The kinds that CustomResourceDefinitions bring, in all versions that are served: read, completed and checked. */
export const customKinds: readonly KindDefinition[] = Object.entries(files).flatMap(
  ([file, kinds]) => {
    const group = file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
    return kinds.flatMap((kind) => customKind(group, kind));
  },
);
