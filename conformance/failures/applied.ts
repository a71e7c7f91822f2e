import { admit } from '../../src/sim/api/index.ts';
import { readManifest } from '../../src/sim/manifest/index.ts';
import { specOf, type Setting } from './cluster.ts';
import type { Seen } from './outcome.ts';

/** What `kubectl apply` of the manifests comes to: accepted, or which fields are to blame and what the server says of them. */
export function applied({
  manifests,
  env,
}: Setting): Seen & { readonly fields: readonly string[] } {
  const manifest = readManifest(manifests);
  const { problems } = admit(manifest, specOf(env));
  const errors = [...manifest.problems, ...problems].filter(({ severity }) => severity === 'error');
  const evidence = errors
    .map((error) => ('message' in error ? error.message : error.detail))
    .join('\n');
  if (errors.length === 0)
    return { outcome: 'accepted', details: ['accepted'], evidence, fields: [] };
  const fields = errors.flatMap((error) => ('path' in error ? error.path : []));
  return { outcome: 'apply-rejected', details: [], evidence, fields };
}
