import type { DaemonSet, Deployment, StatefulSet } from '../../api/index.ts';
import { timeText } from '../time.ts';
import type { ActionDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Actions {
    restart: {
      readonly kind: 'DaemonSet' | 'Deployment' | 'StatefulSet';
      readonly namespace: string;
      readonly name: string;
    };
  }
}

/** `kubectl rollout restart`: a remark in the template makes it another one (kubectl/pkg/polymorphichelpers, objectrestarter.go). */
const restart: ActionDefinition<'restart'> = {
  name: 'restart',
  act({ kind, namespace, name }, { store }, atMs) {
    const entry = store.entry(kind, namespace, name);
    if (!entry) return [];
    const object = entry.object as DaemonSet | Deployment | StatefulSet;
    const { template } = object.spec;
    const annotations = {
      ...template.metadata?.annotations,
      'kubectl.kubernetes.io/restartedAt': timeText(atMs),
    };
    const changed = { ...template, metadata: { ...template.metadata, annotations } };
    return [
      { put: { ...entry, object: { ...object, spec: { ...object.spec, template: changed } } } },
    ];
  },
};
export default restart;
