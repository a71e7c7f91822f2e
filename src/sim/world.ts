import { admit, type AdmissionProblem, type Entry } from './api/index.ts';
import { settle } from './controllers/index.ts';
import { program } from './dataplane/index.ts';
import type { Cluster } from './dataplane/types.ts';
import { readManifest, type Manifest } from './manifest/index.ts';
import type { ClusterSpec } from './spec.ts';

/** All that follows from a text and a choice of cluster. Only these two are ever stored; everything here is derived. */
export interface World {
  readonly spec: ClusterSpec;
  readonly manifest: Manifest;
  readonly entries: readonly Entry[];
  readonly problems: readonly AdmissionProblem[];
  readonly cluster: Cluster;
}

/**
 * Text → documents → admitted objects → settled store → network state. Never throws for anything a learner can write.
 * `previous` only makes it faster: what has not changed is used again.
 */
export function build(text: string, spec: ClusterSpec, previous?: World): World {
  const manifest = readManifest(text, previous?.manifest);
  const { entries, problems } = admit(manifest, spec);
  const store = settle(entries, spec, previous?.cluster.store);
  return { spec, manifest, entries, problems, cluster: program(store, spec) };
}
