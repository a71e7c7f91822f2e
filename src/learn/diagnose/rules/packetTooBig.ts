import { cnis } from '../../../sim/dataplane/index.ts';
import { situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A packet did not fit through a device on its way, and must not be fragmented. */
    'packet-too-big': {
      readonly bytes: number;
      /** What would have fitted. */
      readonly mtu: number;
      /** Whose device it is. */
      readonly place: string;
      /** The network plugin, and what it adds to packets between nodes; absent for one that adds nothing. */
      readonly plugin?: { readonly title: string; readonly overheadBytes: number };
    };
  }
}

/** Of an IPv4 header without options, and of an echo's: what `ping -s` does not count. */
const headerBytes = 28;

const rule: DiagnosisRule = {
  name: 'packet-too-big',
  order: 5,
  explain(cluster, trace) {
    const { failed, stop, target } = situationOf(cluster, trace);
    if (!failed || stop?.reason !== 'too-big' || stop.mtu === undefined) return [];
    const { mtu } = stop;
    const cni = cnis().find(({ name }) => name === cluster.spec.cni);
    const path = `/?size=${mtu - headerBytes}`;
    const fix: Fix | undefined =
      target?.scheme === 'icmp'
        ? { fix: 'send-to', to: urlWith({ ...target, path }, {}) }
        : undefined;
    return [
      {
        code: 'packet-too-big',
        severity: 'error',
        bytes: stop.before.bytes ?? 0,
        mtu,
        place: cluster.namespaces.get(stop.place.netns)?.name ?? '',
        ...(cni &&
          cni.overheadBytes > 0 && {
            plugin: { title: cni.title, overheadBytes: cni.overheadBytes },
          }),
        evidence: [],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;
