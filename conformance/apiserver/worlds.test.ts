import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/learn/diagnose/index.ts';
import { admit, written } from '../../src/sim/api/index.ts';
import { send } from '../../src/sim/dataplane/index.ts';
import { printYaml, readManifest } from '../../src/sim/manifest/index.ts';
import type { Sender } from '../../src/sim/trace/index.ts';
import { build, type World } from '../../src/sim/world.ts';
import { runCase, spec, textOf } from './cluster.ts';
import type { Case, File } from './types.ts';

// Whatever the recorded server made of these manifests: none may break us. Nothing here is compared with the recording.

const file = 'conformance/apiserver/cases.json';
const cases = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as File).cases : [];
const named = cases.map((one): [string, Case] => [one.id, one]);
/** Far more than any of these takes, and far less than for ever. */
const millisecondsMax = 5000;

describe.skipIf(!existsSync(file))('the recorded manifests', () => {
  test('are there', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(named)('%s becomes a cluster that carries a request, in time', (_id, one) => {
    const start = performance.now();
    const world = build(textOf(one), spec);
    const request = { from: senderIn(world), to: targetIn(world), attempt: 0 };
    const { trace } = send(world.cluster, request);
    expect(diagnose(world.cluster, trace)).toBeInstanceOf(Array);
    expect(trace.request).toEqual(request);
    expect(performance.now() - start).toBeLessThan(millisecondsMax);
  });

  test.each(named)('%s is admitted again as kubectl get would write it', (_id, one) => {
    const { admission, former } = runCase(one);
    const objects = admission.entries.map(({ object }) => object);
    const text = objects.map((object) => printYaml(written(object))).join('---\n');
    const again = admit(readManifest(text), spec, former);
    expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.entries.map(({ object }) => object)).toEqual(objects);
  });
});

/** The first Pod that came of the text, or else a client outside. */
function senderIn({ cluster }: World): Sender {
  const pods = cluster.store.entriesOf('Pod').filter(({ source }) => source.by !== 'cluster');
  const [{ object } = {}] = pods;
  if (!object) return { kind: 'host', name: 'client' };
  const { namespace, name } = object.metadata;
  return { kind: 'pod', namespace, name };
}

/** The first Service of the text, or else the API server's. */
function targetIn({ entries, cluster }: World): string {
  const found = entries.find(({ object }) => object.kind === 'Service')?.object.metadata;
  const { namespace, name } = found ?? { namespace: 'default', name: 'kubernetes' };
  const [port] = cluster.store.get('Service', namespace, name)?.spec.ports ?? [];
  return `http://${name}.${namespace}:${port?.port ?? 80}/`;
}
