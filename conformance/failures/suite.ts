import type { Result, Suite } from '../types.ts';
import { ask } from './ask.ts';
import { stageOf, type Setting, type Stage } from './cluster.ts';
import { mended } from './manifests.ts';
import { judge, type Judged } from './judge.ts';
import type { App, Case, Expectation, File, Probe } from './types.ts';

/**
 * `failures`: what becomes of the probe, of every contrast probe and of the probe after the fix. `failures-mesh`: the same of the
 * cases whose cluster has a service mesh.
 */
const suites: readonly Suite[] = [
  { name: 'failures', asks: (one) => !hasMesh(one as Case), run },
  { name: 'failures-mesh', folder: 'failures', asks: (one) => hasMesh(one as Case), run },
];
export default suites;

function hasMesh({ env, fix }: Case): boolean {
  return [env, fix?.env].some((some) => some?.mesh !== undefined && some.mesh !== null);
}

function run(file: unknown): readonly Result[] {
  const { defaults, cases } = file as File;
  return cases.map((one) => runCase(one, { ...defaults, ...one.env }));
}

function runCase(one: Case, env: Setting['env']): Result {
  const { apps = [], placement, actions = [], fix } = one;
  const broken: Setting = { env, manifests: one.manifests, apps, placement, actions };
  const better: Setting = {
    ...broken,
    env: { ...env, ...fix.env },
    manifests: mended(one.manifests, fix),
    apps: overlaid(apps, fix.apps ?? []),
  };
  const contrast = one.contrast ?? [];
  const judged = [
    ...askAll('probe', broken, [one]),
    ...askAll('contrast', broken, contrast),
    ...askAll('fix', better, [{ probe: fix.probe ?? one.probe, expect: fix.expect }]),
  ];
  return {
    id: one.id,
    passed: judged.every(({ passed }) => passed),
    expected: judged.map(({ expected }) => expected).join('\n'),
    actual: judged.map(({ actual }) => actual).join('\n'),
  };
}

/** What runs in Pods that the fix speaks of is what it says; elsewhere it stays. */
function overlaid(apps: readonly App[], better: readonly App[]): readonly App[] {
  const isSame = (one: App, other: App) =>
    JSON.stringify(one.match) === JSON.stringify(other.match);
  return [...better, ...apps.filter((app) => !better.some((each) => isSame(app, each)))];
}

interface Question {
  readonly probe: Probe;
  readonly expect: Expectation;
}

/** Questions of one setting, each to a cluster that nobody has asked before. A setting that cannot be built fails them all. */
function askAll(
  label: string,
  setting: Setting,
  questions: readonly Question[],
): readonly Judged[] {
  let stage: Stage | undefined;
  return questions.map(({ probe, expect }) =>
    judge(`${label} ${probe.do}`, expect, () => ask((stage ??= stageOf(setting)), probe)),
  );
}
