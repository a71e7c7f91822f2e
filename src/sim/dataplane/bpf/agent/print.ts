import type { BpfMap, BpfMaps } from '../types.ts';

/** The commands of `cilium-dbg bpf` that list the maps of a node, and what each prints (cilium-dbg/cmd/bpf_lb_list.go and its neighbours). */
export function mapPrinters(maps: () => BpfMaps): ReadonlyMap<string, () => string> {
  const lists = [
    ['lb', 'cilium_lb4_services_v2', 'SERVICE ADDRESS', 'BACKEND ADDRESS (REVNAT_ID) (SLOT)'],
    ['endpoint', 'cilium_lxc', 'IP ADDRESS', 'LOCAL ENDPOINT INFO'],
    ['ipcache', 'cilium_ipcache', 'IP PREFIX/ADDRESS', 'IDENTITY'],
  ] as const;
  return new Map(
    lists.map(([what, map, ...head]) => {
      const command = `cilium-dbg bpf ${what} list`;
      return [command, () => `# ${command}\n${table(head, rowsOf(maps()[map]))}`];
    }),
  );
}

function rowsOf(map: BpfMap<unknown>): readonly (readonly [string, string])[] {
  return [...map].map(([key, { text }]) => [key, text]);
}

function table(
  head: readonly [string, string],
  rows: readonly (readonly [string, string])[],
): string {
  const width = Math.max(...[head, ...rows].map(([key]) => key.length)) + 3;
  return [head, ...rows].map(([key, value]) => `${key.padEnd(width)}${value}\n`).join('');
}
