import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf, type Ip } from '../../../sim/net/index.ts';
import { addressOf, portsOf, situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';
import { urlWith } from '../urls.ts';

declare module '../types.ts' {
  interface Findings {
    /** A node port was asked for at an address of the node on which it does not answer. */
    'node-port-address': {
      readonly service: Ref;
      readonly node: Ref;
      readonly nodePort: number;
      readonly asked: Ip;
      /** The node's primary address, where node ports always answer. */
      readonly address: Ip;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'node-port-address',
  order: 79,
  explain(cluster, trace) {
    const { asked, stop, target } = situationOf(cluster, trace);
    const nodePort = asked && destinationPortOf(asked);
    const node = stop && cluster.namespaces.get(stop.place.netns);
    const address = node && addressOf(node);
    if (!asked || nodePort === undefined || !address || asked.destination === address) return [];
    if (stop?.reason !== 'nothing-listens' || !node.id.startsWith('node:')) return [];
    for (const service of cluster.store.list('Service')) {
      const found = portsOf(service).find(
        ({ port }) => port.nodePort === nodePort && port.protocol === asked.transport.protocol,
      );
      if (!found) continue;
      const ref = refTo(service, `spec.ports[${found.index}].nodePort`);
      return [
        {
          code: 'node-port-address',
          severity: 'error',
          service: ref,
          node: { kind: 'Node', namespace: '', name: node.name, path: '' },
          nodePort,
          asked: asked.destination,
          address,
          evidence: [ref],
          ...(target && { fix: { fix: 'send-to', to: urlWith(target, { host: address }) } }),
        },
      ];
    }
    return [];
  },
};
export default rule;
