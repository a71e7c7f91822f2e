import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf, type Ip } from '../../../sim/net/index.ts';
import { refTo } from '../refs.ts';
import { portsOf, situationOf, type NumberedPort } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The Service has no such port, so no rule matches and the packet goes on to an address that nobody has. */
    'wrong-service-port': {
      readonly service: Ref;
      readonly address: Ip;
      readonly port: number;
      readonly protocol: string;
      readonly ports: readonly {
        readonly port: number;
        readonly protocol: string;
        readonly targetPort: number | string;
      }[];
      /** The port of the Service that leads to the number that was asked for: `port` and `targetPort` were mixed up. */
      readonly mixedUp?: number;
    };
  }
}

/** How many ports a finding names. */
const namedMax = 4;

const rule: DiagnosisRule = {
  name: 'wrong-service-port',
  order: 60,
  explain(cluster, trace) {
    const { addressed, asked, failed, target } = situationOf(cluster, trace);
    const port = asked && destinationPortOf(asked);
    if (!failed || !addressed || addressed.port || port === undefined || !asked) return [];
    if (addressed.by === 'name' || trace.request.from.kind === 'host') return [];
    const { service } = addressed;
    const { protocol } = asked.transport;
    const candidates = portsOf(service).filter((each) => each.port.protocol === protocol);
    const mixedUp = candidates.find((each) => each.port.targetPort === port);
    const meant: NumberedPort | undefined = mixedUp ?? candidates[0];
    return [
      {
        code: 'wrong-service-port',
        severity: 'error',
        service: refTo(service, 'spec.ports'),
        address: asked.destination,
        port,
        protocol,
        ports: portsOf(service)
          .slice(0, namedMax)
          .map((each) => ({
            port: each.port.port,
            protocol: each.port.protocol,
            targetPort: each.port.targetPort,
          })),
        ...(mixedUp && { mixedUp: mixedUp.port.port }),
        evidence: [refTo(service, meant ? `spec.ports[${meant.index}].port` : 'spec.ports')],
        ...(meant &&
          target && { fix: { fix: 'send-to', to: urlWith(target, { port: meant.port.port }) } }),
      },
    ];
  },
};
export default rule;
