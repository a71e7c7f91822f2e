import { essenceOf, matrixOf, questionOf, type Essence } from '../src/sim/matrix/index.ts';
import { defaultSpec } from '../src/sim/spec.ts';
import { build, prepare } from '../src/sim/world.ts';
import { medians } from './clock.ts';
import { guardedCluster } from './guarded.ts';
import type { Benchmark } from './types.ts';

const policies = 60;
const spec = { ...defaultSpec, nodes: 5, cni: 'calico' };

/** What the worker does for a matrix, against looking at two flags for each pair, direction and policy; and how it grows. */
export const benchmark: Benchmark = {
  name: 'matrix',
  async run() {
    await prepare(spec);
    const [half, whole] = [questionFor(150), questionFor(300)];
    const [halfMs = 0, wholeMs = 0, floorMs = 0] = medians(
      5,
      () => () => matrixOf(half),
      () => () => matrixOf(whole),
      () => () => lookEverywhere(whole),
    );
    const name = `300 Pods, ${policies} NetworkPolicies`;
    return [
      { name, against: 'a second', oursMs: wholeMs, theirsMs: 1000, ratioMax: 1 },
      {
        name,
        against: 'two flags for each pair and policy',
        oursMs: wholeMs,
        theirsMs: floorMs,
        ratioMax: 10,
      },
      {
        name: 'twice the Pods',
        against: '150 Pods, times four',
        oursMs: wholeMs,
        theirsMs: 4 * halfMs,
        ratioMax: 1.3,
      },
    ];
  },
};

function questionFor(pods: number): Essence {
  return essenceOf(questionOf(build(guardedCluster(pods, policies), spec).cluster, 'as-written'));
}

/** For each source, destination, direction and policy: is it meant, and its port? */
function lookEverywhere({ members, destinations }: Essence): number {
  const [peers, ports] = [new Uint8Array(members.length), new Uint8Array(destinations.length)];
  let matched = 0;
  for (let source = 0; source < peers.length; source++)
    for (let place = 0; place < ports.length; place++)
      for (let policy = 0; policy < 2 * policies; policy++)
        if (peers[source] === policy && ports[place] === policy) matched += 1;
  return matched;
}
