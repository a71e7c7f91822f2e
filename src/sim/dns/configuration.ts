import { remember } from '../../base/remember.ts';
import type { Pod, Store } from '../api/index.ts';
import type { ConfigMap } from '../api/kinds/configuration.ts';
import { kubeadmCorefile, type ServerBlock } from './corefile.ts';

type Reader = (text: string, files: Readonly<Record<string, string>>) => readonly ServerBlock[];

let read: Reader | undefined;

/** Fetches what reads Corefiles. To be awaited before a name is looked up in a cluster whose text has one. */
export async function loadCorefileReader(): Promise<void> {
  const { readCorefile } = await import('./reader/corefile.ts');
  read = readCorefile;
}

/** Whether a text may hold a Corefile. */
export function mayHoldCorefile(text: string): boolean {
  return text.includes('Corefile');
}

/** The Corefile that a CoreDNS in this Pod reads: kubeadm's, unless somebody wrote the ConfigMap. */
export function corefileOf(store: Store, pod: Pod | undefined): readonly ServerBlock[] {
  const data = pod && configMapOf(store, pod)?.data;
  return (read && data && blocksOf(data)) ?? kubeadmCorefile;
}

/** The ConfigMap in which a Pod's CoreDNS finds its Corefile: that of its volumes, else that of kubeadm's manifest. */
function configMapOf(store: Store, { metadata, spec }: Pod): ConfigMap | undefined {
  const names = (spec.volumes ?? []).map(({ configMap }) => (configMap as { name?: string })?.name);
  return [...names, 'coredns']
    .map((name) => store.get('ConfigMap', metadata.namespace, name ?? ''))
    .find((found) => found?.data?.['Corefile'] !== undefined);
}

const blocksOf = remember((data: Readonly<Record<string, string>>) =>
  read?.(data['Corefile'] ?? '', data),
);
