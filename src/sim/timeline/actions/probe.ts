import { readyAnnotation } from '../../api/index.ts';
import type { ActionDefinition } from '../types.ts';

declare module '../types.ts' {
  interface Actions {
    probe: {
      readonly namespace: string;
      readonly name: string;
      /** What the readiness probe finds from now on. */
      readonly succeeds: boolean;
    };
  }
}

/** The readiness probe of a Pod begins to fail, or succeeds again. A Pod without one is ready while it runs: nothing happens. */
const probe: ActionDefinition<'probe'> = {
  name: 'probe',
  act({ namespace, name, succeeds }, { store }) {
    const entry = store.entry('Pod', namespace, name);
    const pod = store.get('Pod', namespace, name);
    if (!entry || !pod?.spec.containers.some(({ readinessProbe }) => readinessProbe)) return [];
    const annotations = { ...pod.metadata.annotations, [readyAnnotation]: String(succeeds) };
    return [{ put: { ...entry, object: { ...pod, metadata: { ...pod.metadata, annotations } } } }];
  },
};
export default probe;
