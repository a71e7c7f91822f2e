import type { Ref } from '../../../api/types.ts';
import type { Ip } from '../../../net/index.ts';
import type { MapLookup } from '../../../trace/steps/bpf.ts';
import type { BpfMap, BpfMaps } from '../types.ts';
import { longestMatch } from './maps.ts';

type ValueOf<Map> = Map extends BpfMap<infer Value> ? Value : never;

/** The maps of a kernel, and a list of all that was found in them. */
export class Lookups {
  readonly maps: BpfMaps;
  private made: MapLookup[] = [];

  constructor(maps: BpfMaps) {
    this.maps = maps;
  }

  /** bpf_map_lookup_elem. What is not found is not worth telling. */
  find<Name extends keyof BpfMaps>(map: Name, key: string): ValueOf<BpfMaps[Name]> | undefined {
    const entry = this.maps[map].get(key);
    if (!entry) return undefined;
    this.add(map, key, entry.text, entry.because);
    return entry.value as ValueOf<BpfMaps[Name]>;
  }

  /** The same in the map of ranges, of which the longest counts. */
  identify(address: Ip): ValueOf<BpfMaps['cilium_ipcache']> | undefined {
    const found = longestMatch(this.maps.cilium_ipcache, address);
    if (!found) return undefined;
    this.add('cilium_ipcache', found.key, found.entry.text, found.entry.because);
    return found.entry.value;
  }

  /** An entry of a map that programs write themselves. */
  add(map: string, key: string, value: string, because: readonly Ref[] = []): void {
    this.made.push({ map, key, value, because });
  }

  /** bpf_map_update_elem. */
  wrote(map: string, key: string, value: string): void {
    this.made.push({ map, key, value, written: true, because: [] });
  }

  /** All since the last time, in order. */
  take(): readonly MapLookup[] {
    const { made } = this;
    this.made = [];
    return made;
  }
}

/** The objects behind what was found, the last first, each once. */
export function causesOf(lookups: readonly MapLookup[]): readonly Ref[] {
  const causes = new Map<string, Ref>();
  for (const { because } of lookups.toReversed())
    for (const ref of because)
      causes.set(`${ref.kind}/${ref.namespace}/${ref.name}/${ref.path}`, ref);
  return [...causes.values()];
}
