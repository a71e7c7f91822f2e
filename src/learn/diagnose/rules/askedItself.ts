import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf, type Ip } from '../../../sim/net/index.ts';
import { addressOf, portsOf, situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A loopback address was asked for: that is always the sender itself. */
    'asked-itself': {
      readonly address: Ip;
      readonly port: number;
      /** What a person calls the sender. */
      readonly sender: string;
      /** A Service with this node port, which a node would answer. */
      readonly service?: Ref;
    };
  }
}

const rule: DiagnosisRule = {
  name: 'asked-itself',
  order: 35,
  explain(cluster, trace) {
    const { asked, sender, stop, target } = situationOf(cluster, trace);
    const port = asked && destinationPortOf(asked);
    if (stop?.reason !== 'nothing-listens' || !asked || !sender || port === undefined) return [];
    if (!asked.destination.startsWith('127.') && asked.destination !== '::1') return [];
    const node = [...cluster.namespaces.values()].find(({ id }) => id.startsWith('node:'));
    const host = node && addressOf(node);
    const services = cluster.store.list('Service').flatMap((service) =>
      portsOf(service)
        .filter((each) => each.port.nodePort === port)
        .map(({ index }) => refTo(service, `spec.ports[${index}].nodePort`)),
    );
    const [service] = services;
    // A node that asks itself for a node port is right in one mode of kube-proxy: that is another finding.
    if (service && sender.id.startsWith('node:')) return [];
    return [
      {
        code: 'asked-itself',
        severity: 'error',
        address: asked.destination,
        port,
        sender: sender.name,
        ...(service && { service }),
        evidence: service ? [service] : [],
        ...(service &&
          target &&
          host !== undefined && { fix: { fix: 'send-to', to: urlWith(target, { host }) } }),
      },
    ];
  },
};
export default rule;
