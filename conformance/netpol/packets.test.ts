import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { installCustomKinds, type JsonObject, type Store } from '../../src/sim/api/index.ts';
import { cnis, existing, loadCnis, program, send } from '../../src/sim/dataplane/index.ts';
import type { Cluster, Cni } from '../../src/sim/dataplane/types.ts';
import { ip } from '../../src/sim/net/index.ts';
import {
  judge,
  partyAt,
  podParties,
  policiesOf,
  type PodParty,
  type Policies,
} from '../../src/sim/policy/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { namesOf, storeOf, type PolicyCase, type PolicyFile } from './reach.ts';

// Policies are judged in one place, and enforced by each CNI plugin in its own way: here packets go through every flow of the
// recordings, and have to meet the verdict.

await installCustomKinds();
await loadCnis();
/** One of each family: the others differ from it in what is between nodes, and there is one node. */
const enforcing = cnis().filter(({ name }) => name === 'calico' || name === 'kindnet');

const files = ['netpol', 'netpol-admin'].map((suite) => ({
  suite,
  file: JSON.parse(readFileSync(`conformance/${suite}/cases.json`, 'utf8')) as PolicyFile,
}));

describe.each(enforcing)('$title', (cni) => {
  test.each(files)('packets meet the verdicts of $suite', ({ file }) => {
    const wrong = file.cases.flatMap((one) => differences(cni, one, file));
    expect(wrong).toEqual([]);
  });
});

/** All Pods of the recordings are on this node, whose range has their addresses. */
const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1' },
  spec: { podCIDR: '0.0.0.0/0' },
  status: { addresses: [{ type: 'InternalIP', address: '172.31.0.1' }] },
};

function differences(cni: Cni, one: PolicyCase, { fixtures }: PolicyFile): readonly string[] {
  const { policies, adminPolicies = [], fqdnCache = {} } = one;
  const given = [...(fixtures[one.fixture]?.objects ?? []), ...policies, ...adminPolicies];
  const store = storeOf([node, ...given.map(running)]);
  const spec = existing({ ...defaultSpec, cni: cni.name, nodeCidr: '172.31.0.0/24' });
  const cluster = program(store, spec);
  const read = policiesOf(store, {
    names: namesOf(fqdnCache),
    implementation: cni.enforces,
  });
  return questionsOf(one, store).flatMap((question) => {
    const expected = verdictOf(read, store, question);
    const actual = walked(cluster, question);
    const { from, to, protocol, port } = question;
    return expected === actual
      ? []
      : [`${one.id}: ${nameOf(from)} → ${to} ${protocol} ${port}: ${actual}, not ${expected}`];
  });
}

/** Where it runs and that it does, as no recording says. */
function running(object: JsonObject): JsonObject {
  if (object['kind'] !== 'Pod') return object;
  const spec = { ...(object['spec'] as JsonObject), nodeName: 'node-1' };
  return { ...object, spec, status: { ...(object['status'] as JsonObject), phase: 'Running' } };
}

interface Question {
  readonly from: PodParty;
  readonly to: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
}

/** Flows out of Pods: a packet of somebody else's comes from nowhere in particular. */
function questionsOf(one: PolicyCase, store: Store): readonly Question[] {
  const pods = podParties(store);
  if (one.kind !== 'matrix') {
    const { src, dst, port, protocol } = one.packet;
    const from = partyAt(store, ip(src));
    return from.is === 'pod' ? [{ from, to: dst, protocol, port: port ?? 80 }] : [];
  }
  return one.expect.flatMap(({ port, protocol }) =>
    pods.flatMap((from) =>
      pods.filter((to) => to !== from).map((to) => ({ from, to: to.address, protocol, port })),
    ),
  );
}

function verdictOf(
  policies: Policies,
  store: Store,
  { from, to, protocol, port }: Question,
): 'may pass' | 'may not pass' {
  const destination = partyAt(store, ip(to));
  return judge(policies, { source: from, destination, protocol, port }).allowed
    ? 'may pass'
    : 'may not pass';
}

function walked(
  cluster: Cluster,
  { from, to, protocol, port }: Question,
): 'may pass' | 'may not pass' {
  const { namespace, name } = from.pod.metadata;
  const request = {
    from: { kind: 'pod', namespace, name },
    to: `${protocol.toLowerCase()}://${to}:${port}`,
    attempt: 0,
  } as const;
  const { outcome } = send(cluster, request).trace;
  return outcome.reason === 'policy-denied' ? 'may not pass' : 'may pass';
}

function nameOf({ pod: { metadata } }: PodParty): string {
  return `${metadata.namespace}/${metadata.name}`;
}
