import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf, type Ip } from '../../../sim/net/index.ts';
import { nodeWith, portsOf, situationOf } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** A node was asked for a port that is nobody's node port. */
    'node-port-missing': {
      readonly node: Ref;
      readonly address: Ip;
      readonly port: number;
      /** The node ports there are. */
      readonly nodePorts: readonly { readonly service: Ref; readonly nodePort: number }[];
      /** The Service whose `port` or `targetPort` was asked for instead of its node port. */
      readonly mixedUp?: {
        readonly service: Ref;
        readonly field: 'port' | 'targetPort';
        readonly nodePort?: number;
      };
    };
  }
}

/** How many node ports a finding names. */
const namedMax = 4;

const rule: DiagnosisRule = {
  name: 'node-port-missing',
  order: 80,
  explain(cluster, trace) {
    const { addressed, asked, failed, stop, target } = situationOf(cluster, trace);
    const port = asked && destinationPortOf(asked);
    const node = asked && nodeWith(cluster, asked.destination);
    if (!failed || !asked || port === undefined || !node || addressed) return [];
    if (stop?.reason !== 'nothing-listens' || stop.place.netns !== node.id) return [];
    const { protocol } = asked.transport;
    const services = cluster.store
      .list('Service')
      .filter(({ metadata }) => metadata.namespace !== 'kube-system');
    const ports = services.flatMap((service) =>
      portsOf(service)
        .filter((each) => each.port.protocol === protocol)
        .map((each) => ({ service, ...each })),
    );
    const open = ports.flatMap(({ service, index, port: { nodePort } }) =>
      nodePort === undefined
        ? []
        : [{ service: refTo(service, `spec.ports[${index}].nodePort`), nodePort }],
    );
    const byField = (field: 'port' | 'targetPort') =>
      ports
        .filter((each) => each.port[field] === port)
        .toSorted(
          (one, other) =>
            Number(other.port.nodePort !== undefined) - Number(one.port.nodePort !== undefined),
        )[0];
    const mixed = byField('port') ?? byField('targetPort');
    const mixedField = byField('port') ? 'port' : 'targetPort';
    const mixedUp =
      mixed &&
      ({
        service: refTo(mixed.service, `spec.ports[${mixed.index}].${mixedField}`),
        field: mixedField,
        ...(mixed.port.nodePort !== undefined && { nodePort: mixed.port.nodePort }),
      } as const);
    const meant = mixedUp ? mixedUp.nodePort : open.length === 1 ? open[0]?.nodePort : undefined;
    return [
      {
        code: 'node-port-missing',
        severity: 'error',
        node: { kind: 'Node', namespace: '', name: node.name, path: '' },
        address: asked.destination,
        port,
        nodePorts: open.slice(0, namedMax),
        ...(mixedUp && { mixedUp }),
        evidence: mixedUp
          ? [mixedUp.service]
          : open.slice(0, namedMax).map(({ service }) => service),
        ...(meant !== undefined &&
          target && { fix: { fix: 'send-to', to: urlWith(target, { port: meant }) } }),
      },
    ];
  },
};
export default rule;
