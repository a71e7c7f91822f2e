import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf } from '../../../sim/net/index.ts';
import { listenerFields, netnsOf, openPorts, type OpenPort } from '../backends.ts';
import { distinct } from '../refs.ts';
import { situationOf } from '../situation.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A Service leads to a port of the Pod on which nothing listens, though something listens on others. */
    'wrong-target-port': {
      readonly service: Ref;
      readonly pod: Ref;
      /** The port the packet came to. */
      readonly port: number;
      readonly servicePort: number;
      readonly listens: readonly OpenPort[];
    };
    /** A Service leads to the right port number with the wrong protocol. */
    'wrong-protocol': {
      readonly service: Ref;
      readonly pod: Ref;
      readonly port: number;
      readonly protocol: string;
      /** The protocol that the process speaks on this port. */
      readonly listens: OpenPort['protocol'];
    };
  }
}

const rule: DiagnosisRule = {
  name: 'wrong-target-port',
  order: 50,
  explain(cluster, trace) {
    const { addressed, reached, stop } = situationOf(cluster, trace);
    const netns = reached && netnsOf(cluster, reached);
    const port = stop && destinationPortOf(stop.before);
    if (
      stop?.reason !== 'nothing-listens' ||
      port === undefined ||
      !netns ||
      !addressed?.port ||
      addressed.by === 'name'
    )
      return [];
    const { protocol } = stop.before.transport;
    if (
      netns.listeners.length === 0 ||
      netns.listeners.some((each) => each.port === port && each.protocol === protocol)
    )
      return [];
    const { service } = addressed;
    const { index, port: servicePort } = addressed.port;
    const path = `spec.ports[${index}]`;
    const declared = listenerFields(cluster.store, netns);
    const base = { severity: 'error', pod: refTo(reached), port } as const;
    const other = netns.listeners.find((each) => each.port === port);
    if (other) {
      const ref = refTo(service, `${path}.protocol`);
      const fix = { fix: 'set-field', ref, value: other.protocol } as const;
      return [
        {
          ...base,
          code: 'wrong-protocol',
          service: ref,
          protocol,
          listens: other.protocol,
          evidence: distinct([ref, ...declared]),
          fix,
        },
      ];
    }
    const ref = refTo(service, `${path}.targetPort`);
    const open = netns.listeners.filter((each) => each.protocol === protocol);
    const meant = open.find((each) => each.port === servicePort.port) ?? open[0];
    return [
      {
        ...base,
        code: 'wrong-target-port',
        service: ref,
        servicePort: servicePort.port,
        listens: openPorts(netns),
        evidence: distinct([ref, ...declared]),
        ...(meant && { fix: { fix: 'set-field', ref, value: meant.port } }),
      },
    ];
  },
};
export default rule;
