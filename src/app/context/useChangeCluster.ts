import type { ClusterSpec } from '../../sim/spec.ts';
import { prepare } from '../../sim/world.ts';
import { useAppStore } from './app.ts';

/** Changes the cluster. Code that the change needs may have to be fetched first; until then the cluster stays as it is. */
export function useChangeCluster(): (change: Partial<ClusterSpec>) => void {
  const store = useAppStore();
  return (change) => {
    const { spec, text, changeSpec } = store.getState();
    prepare({ ...spec, ...change }, text).then(
      () => changeSpec(change),
      (error: unknown) => console.warn(error),
    );
  };
}
