import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { installCustomKinds } from '../../src/sim/api/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { build, prepare } from '../../src/sim/world.ts';
import { labCases, type LabCase } from './cases.ts';
import { cnisOfKernel, proxyModesOfKernel } from './plugins.ts';
import { describeFlow, flowsOf, simulated, type Flow, type Story } from './flows.ts';
import { KernelCluster } from './kernel.ts';

/*
 * `npm run kernel-lab`: builds clusters of the simulation out of network namespaces of this machine's kernel, asks both the same
 * questions and compares the answers. Needs root on Linux; elsewhere it says that it is skipped. Everything happens in
 * namespaces of its own: nothing of the machine's network is touched, and nothing is left behind.
 */

const insideFlag = '--inside';
const flowsMax = 60;
/** Of clusters with policies, where silence is the usual answer and has to be waited for. */
const silentFlowsMax = 32;
/** Questions under way at a time. */
const parallel = 16;
const ownNamespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
const tools = ['ip', 'bridge', 'iptables-restore', 'ipset', 'nft', 'nfacct', 'unshare', 'ping'];

/** With it, the time of 1,000 connections is printed, and nothing compared. */
const timeFlag = '--time';

const chosen = process.argv.slice(2).filter((word) => word !== insideFlag);
if (!process.argv.includes(insideFlag)) process.exitCode = runOutside();
else if (chosen.includes(timeFlag)) await timeInside();
else await runInside();

function runOutside(): number {
  const missing = whyNot();
  if (missing !== undefined) {
    console.log(`kernel-lab: skipped, ${missing}.`);
    return 0;
  }
  const { status } = spawnSync(
    'unshare',
    [...ownNamespaces, process.execPath, process.argv[1] ?? '', insideFlag, ...chosen],
    { stdio: 'inherit' },
  );
  return status ?? 1;
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  const missing = tools.filter(
    (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
  );
  if (missing.length > 0) return `${missing.join(', ')} not found`;
  const isAllowed = spawnSync('unshare', ['--mount', '--net', 'true']).status === 0;
  return isAllowed ? undefined : 'namespaces cannot be made here';
}

async function runInside(): Promise<void> {
  await installCustomKinds();
  spawnSync('sh', ['-ec', 'mkdir -p /run/netns; mount -t tmpfs tmpfs /run/netns']);
  const { known, missing } = await cnisOfKernel();
  for (const { cni, type } of missing)
    console.log(`skipped  ${cni}: no device of type ${type} can be made here`);
  const modes = proxyModesOfKernel();
  for (const mode of modes.missing)
    console.log(`skipped  proxy mode ${mode}: ipvsadm is not here, or this kernel has no IPVS`);
  const cases = labCases(known, modes.known).filter(({ name }) =>
    chosen.every((word) => name.includes(word)),
  );
  let failed = 0;
  let asked = 0;
  for (const each of cases) {
    const { differences, count } = await runCase(each);
    asked += count;
    if (differences.length > 0) failed++;
    console.log(
      `${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${each.name} (${count} questions)`,
    );
    for (const line of differences) console.log(`  ${line}`);
  }
  console.log(`kernel-lab: ${cases.length - failed}/${cases.length} clusters, ${asked} questions`);
  process.exitCode = failed === 0 && cases.length > 0 ? 0 : 1;
}

/** How long a Pod needs for 1,000 connections to a ClusterIP with two endpoints. */
async function timeInside(): Promise<void> {
  spawnSync('sh', ['-ec', 'mkdir -p /run/netns; mount -t tmpfs tmpfs /run/netns']);
  const [each] = labCases(['flannel'], [defaultSpec.proxyMode]).filter(({ name }) =>
    name.startsWith('clusterip'),
  );
  const { cluster } = build(each?.text ?? '', { ...defaultSpec, proxyMode: 'iptables' });
  const flow = flowsOf(cluster, Number.MAX_SAFE_INTEGER).find(
    ({ netns, port, protocol }) =>
      netns === 'pod:default/client' && port === 8080 && protocol === 'TCP',
  );
  if (!flow) throw new Error('the client asks for the Service');
  const lab = await KernelCluster.start(cluster, new Set([flow.netns]));
  console.log(`milliseconds: ${String(await lab.time(flow, 1000))}`);
  lab.stop();
}

async function runCase({
  text,
  spec,
  hasPolicies,
}: LabCase): Promise<{ differences: readonly string[]; count: number }> {
  await prepare(spec);
  const { cluster } = build(text, spec);
  const flows = flowsOf(cluster, hasPolicies ? silentFlowsMax : flowsMax);
  const lab = await KernelCluster.start(cluster, new Set(flows.map(({ netns }) => netns)));
  try {
    const differences: string[] = [];
    const left = flows.map((flow) => ({ flow, expected: simulated(cluster, flow) }));
    await Promise.all(
      Array.from({ length: parallel }, async () => {
        for (let next = left.shift(); next; next = left.shift())
          differences.push(...(await compare(lab, next.flow, next.expected)));
      }),
    );
    return { differences, count: flows.length };
  } finally {
    lab.stop();
  }
}

/** Where the simulation knows of several answers, the kernel is asked more than once. */
async function compare(
  lab: KernelCluster,
  flow: Flow,
  expected: ReadonlySet<Story>,
): Promise<readonly string[]> {
  const heard = new Set<Story>();
  const tries = Math.min(6, 2 * expected.size - 1);
  for (let attempt = 0; attempt < tries; attempt++) heard.add(await lab.ask(flow, expected));
  const wrong = [...heard].filter((story) => !expected.has(story));
  return wrong.map(
    (story) =>
      `${describeFlow(flow)}: the kernel: ${story}; simulated: ${[...expected].join(' | ')}`,
  );
}
