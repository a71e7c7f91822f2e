import { addKinds, allKinds } from '../registry.ts';

let installed: Promise<void> | undefined;

/**
 * Makes the server know the kinds that CustomResourceDefinitions bring. Their tables are fetched for this: most texts have no need
 * of them. Afterwards `allKinds` is another list. Rejects when they cannot be had; asked again, it tries again.
 */
export function installCustomKinds(): Promise<void> {
  installed ??= fetchKinds();
  return installed;
}

async function fetchKinds(): Promise<void> {
  try {
    const { customKinds } = await import('./kinds.ts');
    addKinds(customKinds);
  } catch (error) {
    installed = undefined;
    throw error;
  }
}

/** Whether a text seems to name kinds of groups that the server does not know by now. */
export function namesOtherKinds(text: string): boolean {
  const groups = new Set(allKinds().map(({ apiVersion }) => apiVersion.split('/')[0]));
  const versions = text.matchAll(/\b([a-z][a-z\d-]*(?:\.[a-z\d-]+)+)\/v\d/g);
  return [...versions].some(([, group]) => !groups.has(group));
}
