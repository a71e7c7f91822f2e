import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { send } from '../src/sim/dataplane/index.ts';
import { defaultSpec } from '../src/sim/spec.ts';
import { build } from '../src/sim/world.ts';
import { medians } from './clock.ts';
import type { Benchmark } from './types.ts';

const connections = 1000;
/** What a kernel lab on such a machine was seen to need where none can be run now: about 1,900 connections a second. */
const recordedMs = 526;

/** Connections to ClusterIPs, hop by hop, in a cluster of 100 Services with five endpoints each, against a real kernel that opens as many. */
export const benchmark: Benchmark = {
  name: 'connections',
  run() {
    const { cluster } = build(hundredServices(), { ...defaultSpec, nodes: 5 });
    const addresses = cluster.store
      .list('Service')
      .flatMap(({ metadata, spec }) =>
        metadata.name.startsWith('svc-') ? [spec.clusterIP ?? ''] : [],
      );
    const from = { kind: 'pod', namespace: 'default', name: 'client' } as const;
    const [oursMs = 0] = medians(9, () => () => {
      for (let attempt = 0; attempt < connections; attempt++)
        send(cluster, { from, to: `tcp://${addresses[attempt % addresses.length]}:80`, attempt });
    });
    const kernelMs = timeOfKernel();
    return Promise.resolve([
      {
        name: `${connections} through 100 Services`,
        oursMs,
        theirsMs: kernelMs ?? recordedMs,
        against: kernelMs === undefined ? 'a kernel, as it was recorded' : "this machine's kernel",
        ratioMax: 0.1,
      },
    ]);
  },
};

/** The kernel lab asks this machine's kernel; `undefined` where it may not. */
function timeOfKernel(): number | undefined {
  const run = ['scripts/run.mjs', 'kernel-lab', '--time'];
  const { stdout } = spawnSync(process.execPath, run, { encoding: 'utf8' });
  const told = /milliseconds: ([\d.]+)/.exec(stdout)?.[1];
  return told === undefined ? undefined : Number(told);
}

function hundredServices(): string {
  const client =
    '{apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: c, image: busybox}]}}';
  const services = Array.from({ length: 100 }, (_, index) => {
    const app = `app-${index}`;
    const template = `template: {metadata: {labels: {app: ${app}}}, spec: {containers: [{name: web, image: nginx}]}}`;
    return [
      `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${app}}, spec: {replicas: 5, selector: {matchLabels: {app: ${app}}}, ${template}}}`,
      `{apiVersion: v1, kind: Service, metadata: {name: svc-${index}}, spec: {selector: {app: ${app}}, ports: [{port: 80}]}}`,
    ].join('\n---\n');
  });
  return [client, ...services].join('\n---\n');
}
