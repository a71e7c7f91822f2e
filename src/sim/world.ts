import { admit, type AdmissionProblem, type Entry } from './api/index.ts';
import { loadControllers, loadEdgeControllers, settle } from './controllers/index.ts';
import { loadEdge as loadRelays, prepare as prepareProgram, program } from './dataplane/index.ts';
import type { Cluster } from './dataplane/types.ts';
import { readManifest, type Manifest } from './manifest/index.ts';
import { loadProxies, loadTroubles, mayHaveTroubles } from './process/index.ts';
import type { ClusterSpec } from './spec.ts';

/** All that follows from a text and a choice of cluster. Only these are ever stored; everything here is derived. */
export interface World {
  readonly spec: ClusterSpec;
  readonly manifest: Manifest;
  readonly entries: readonly Entry[];
  readonly problems: readonly AdmissionProblem[];
  /** Whether some of the text was rejected. */
  readonly isRejected: boolean;
  /** Whether only the change was: a cluster without the former objects would accept the text as it is. */
  readonly isNewAccepted: boolean;
  readonly cluster: Cluster;
}

export interface BuildOptions {
  /** Only makes it faster: what has not changed is used again. */
  readonly previous?: World | undefined;
  /**
   * The objects that the text is applied over. Of what is rejected they stay as they were. A text of which nothing is rejected
   * gives the same world as without them, so that it can be told by the text alone.
   */
  readonly former?: readonly Entry[] | undefined;
}

/**
 * Fetches the parts that this choice of cluster and this text need and that are not here from the start. To be awaited before {@link build}.
 * Gives the choice as it can be built: not every plugin has every proxy mode.
 */
export async function prepare(spec: ClusterSpec, text = ''): Promise<ClusterSpec> {
  const [chosen] = await Promise.all([
    prepareProgram(spec),
    loadControllers(spec),
    namesEdge.test(text) ? loadEdge() : undefined,
    mayHaveTroubles(text) ? loadTroubles() : undefined,
  ]);
  return chosen;
}

/** Brings here what texts with Ingresses, Gateways or their controllers need, which are few. */
export async function loadEdge(): Promise<void> {
  await Promise.all([loadProxies(), loadRelays(), loadEdgeControllers()]);
}

/** Kinds and images; a text that only speaks of them loads too much, and nothing else happens. */
const namesEdge = /\b(?:Ingress|Gateway|ingress-nginx|traefik|envoy|nginx-gateway)\b/;

/** Text → documents → admitted objects → settled store → network state. Never throws for anything a learner can write. */
export function build(text: string, spec: ClusterSpec, options: BuildOptions = {}): World {
  const { previous, former = [] } = options;
  const manifest = readManifest(text, previous?.manifest);
  const anew = admit(manifest, spec);
  const applied = former.length === 0 ? anew : admit(manifest, spec, former);
  const isRejected = hasErrors(manifest.problems) || hasErrors(applied.problems);
  const { entries, problems } = isRejected ? applied : anew;
  const store = settle(entries, spec, previous?.cluster.store);
  return {
    spec,
    manifest,
    entries,
    problems,
    isRejected,
    isNewAccepted: !hasErrors(manifest.problems) && !hasErrors(anew.problems),
    cluster: program(store, spec),
  };
}

/**
 * The objects of these entries that a learner wrote, as they were written: applied to an empty cluster, this text gives them
 * again.
 */
export function writtenText(entries: readonly Entry[]): string {
  return entries
    .filter(({ source }) => source.by === 'learner')
    .map(({ applied, object }) => JSON.stringify(applied ?? object))
    .join('\n---\n');
}

/** What a text of which nothing is rejected has to say: the objects it was given. */
export function writtenEntries(text: string, spec: ClusterSpec): readonly Entry[] {
  return admit(readManifest(text), spec).entries;
}

function hasErrors(problems: readonly { readonly severity: 'error' | 'warning' }[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
