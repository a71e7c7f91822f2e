import { admit, installCustomKinds, type Admission, type Entry } from '../../src/sim/api/index.ts';
import { settle } from '../../src/sim/controllers/index.ts';
import { readManifest, type Manifest } from '../../src/sim/manifest/index.ts';
import { defaultSpec, type ClusterSpec } from '../../src/sim/spec.ts';
import type { Case, Json } from './types.ts';

await installCustomKinds();

/** The recorded cluster's ranges. */
export const spec: ClusterSpec = {
  ...defaultSpec,
  nodes: 3,
  serviceCidr: '10.96.0.0/16',
  nodePorts: [30000, 32767],
  podCidr: '10.244.0.0/16',
  nodeCidr: '192.168.10.0/24',
};

/** The recorded cluster's nodes; its namespace `lab` is the one of objects that name none. */
const nodes = [
  ['node-1', '10.244.0.0/24', '192.168.10.11', 'zone-a'],
  ['node-2', '10.244.1.0/24', '192.168.10.12', 'zone-b'],
  ['node-3', '10.244.2.0/24', '192.168.10.13', 'zone-b'],
].map(([name = '', podCIDR = '', address = '', zone = '']) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: {
      'kubernetes.io/hostname': name,
      'topology.kubernetes.io/region': 'lab',
      'topology.kubernetes.io/zone': zone,
    },
  },
  spec: { podCIDR, podCIDRs: [podCIDR] },
  status: {
    addresses: [{ type: 'InternalIP', address }],
    conditions: [{ type: 'Ready', status: 'True' }],
  },
}));

/** The manifest of a case. */
export function textOf({ input }: Case): string {
  return input.text ?? joined(input.objects ?? []);
}

/** What a case comes to in our cluster. */
export interface Run {
  readonly manifest: Manifest;
  readonly admission: Admission;
  /** What was there before, settled where the case has objects of its own to begin with. */
  readonly former: readonly Entry[];
}

export function runCase(one: Case): Run {
  const { input, setup } = one;
  const manifest = readManifest(textOf(one));
  const objects = [...(setup?.objects ?? []), ...(input.objects ?? [])];
  const before = [...nodes, ...namespaces(objects), ...(setup?.objects ?? [])];
  const made = admit(readManifest(joined(before)), spec).entries.map(asCluster);
  const former = setup ? [...settle(made, spec).entries()].map(asCluster) : made;
  return { manifest, former, admission: admit(manifest, spec, former) };
}

/** All objects once the controllers have come to rest, without those the cluster had before. */
export function settled({ admission, former }: Run): readonly Entry[] {
  return [...settle([...former, ...admission.entries], spec).entries()];
}

function joined(objects: readonly Json[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

/** The recording made every namespace that objects name. */
function namespaces(objects: readonly Json[]): readonly Json[] {
  const names = new Set(
    objects.flatMap((object) => {
      const { metadata } = (object ?? {}) as { metadata?: { namespace?: string } | null };
      return metadata?.namespace ?? [];
    }),
  );
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

function asCluster(entry: Entry): Entry {
  return entry.source.by === 'learner' ? { ...entry, source: { by: 'cluster' } } : entry;
}
