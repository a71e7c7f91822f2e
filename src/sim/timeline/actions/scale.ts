import type { Deployment, ReplicaSet, StatefulSet } from '../../api/index.ts';
import type { ActionDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Actions {
    scale: {
      readonly kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet';
      readonly namespace: string;
      readonly name: string;
      /** 0 or more. */
      readonly replicas: number;
    };
  }
}

/** `kubectl scale`. */
const scale: ActionDefinition<'scale'> = {
  name: 'scale',
  act({ kind, namespace, name, replicas }, { store }) {
    const entry = store.entry(kind, namespace, name);
    if (!entry) return [];
    const object = entry.object as Deployment | ReplicaSet | StatefulSet;
    return [{ put: { ...entry, object: { ...object, spec: { ...object.spec, replicas } } } }];
  },
};
export default scale;
