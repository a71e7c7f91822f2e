import { spawnSync } from 'node:child_process';
import { unknownParts } from '../../src/cli/lab/links.ts';
import { loadCnis, proxyModes } from '../../src/sim/dataplane/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';
import { build } from '../../src/sim/world.ts';

interface Plugins {
  /** Names of the CNI plugins whose network can be built on this kernel. */
  readonly known: readonly string[];
  readonly missing: readonly { readonly cni: string; readonly type: string }[];
}

/** Which CNI plugins this kernel has the devices for. */
export async function cnisOfKernel(): Promise<Plugins> {
  const known: string[] = [];
  const missing: { cni: string; type: string }[] = [];
  for (const { name: cni } of await loadCnis()) {
    const { cluster } = build('', { ...defaultSpec, cni });
    const types = [...cluster.namespaces.values()].flatMap(({ interfaces }) =>
      [...interfaces.values()].map(({ device }) => device.type),
    );
    const type = unknownParts(cluster)[0] ?? [...new Set(types)].find((each) => !canMake(each));
    if (type === undefined) known.push(cni);
    else missing.push({ cni, type });
  }
  return { known, missing };
}

/** Which modes of kube-proxy this kernel can run: IPVS is a module of its own, and so is the program that writes to it. */
export function proxyModesOfKernel(): {
  readonly known: readonly string[];
  readonly missing: readonly string[];
} {
  const canRun = (mode: string): boolean =>
    mode !== 'ipvs' || spawnSync('ipvsadm', ['-Ln']).status === 0;
  const names = proxyModes.map(({ name }) => name);
  return { known: names.filter(canRun), missing: names.filter((name) => !canRun(name)) };
}

/** Devices that come with a kernel module of their own, which not every kernel has; the others every one of this kind has. */
function canMake(type: string): boolean {
  if (type !== 'ipip' && type !== 'vxlan') return true;
  const options = type === 'vxlan' ? ['id', '1', 'dstport', '0'] : [];
  const made = spawnSync('ip', ['link', 'add', 'probe', 'type', type, ...options]).status === 0;
  if (made) spawnSync('ip', ['link', 'delete', 'probe']);
  return made;
}
