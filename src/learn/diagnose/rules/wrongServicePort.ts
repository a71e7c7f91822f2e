import type { Service } from '../../../sim/api/kinds/types.ts';
import { refTo } from '../../../sim/api/index.ts';
import type { Ref } from '../../../sim/api/types.ts';
import { destinationPortOf, type Ip } from '../../../sim/net/index.ts';
import { netnsOf, selectedPods } from '../backends.ts';
import { portsOf, situationOf, type NumberedPort, type Situation } from '../situation.ts';
import { urlWith } from '../urls.ts';
import type { DiagnosisRule, Fix } from '../types.ts';

declare module '../types.ts' {
  interface Findings {
    /** The Service has no such port: the packet goes on to an address that nobody has, or a rule rejects it there. */
    'wrong-service-port': {
      readonly service: Ref;
      readonly address: Ip;
      readonly port: number;
      readonly protocol: string;
      /** The node that was to translate it told the sender. */
      readonly rejected: boolean;
      readonly ports: readonly { readonly port: number; readonly protocol: string }[];
      /** The number that was asked for is another field of the Service; `port` would have been right. */
      readonly mixedUp?: { readonly field: 'targetPort' | 'nodePort'; readonly port: number };
      /** The Service has this port, for another protocol. */
      readonly otherProtocol?: string;
    };
  }
}

/** How many ports a finding names. */
const namedMax = 4;

const rule: DiagnosisRule = {
  name: 'wrong-service-port',
  order: 60,
  explain(cluster, trace) {
    const situation = situationOf(cluster, trace);
    const { addressed, asked, failed, stop } = situation;
    const port = asked && destinationPortOf(asked);
    if (!failed || !addressed || addressed.port || port === undefined || !asked) return [];
    if (addressed.by === 'name' || trace.request.from.kind === 'host') return [];
    const { service } = addressed;
    const { protocol } = asked.transport;
    const ports = portsOf(service);
    const mixed = mixedUp(ports, protocol, port);
    const other = ports.find((each) => each.port.port === port);
    const meant = mixed?.meant ?? ports.find((each) => each.port.protocol === protocol);
    const fix = other ? repairProtocol(situation, service, other) : repairRequest(situation, meant);
    const at = other
      ? `spec.ports[${other.index}].protocol`
      : meant && `spec.ports[${meant.index}].port`;
    return [
      {
        code: 'wrong-service-port',
        severity: 'error',
        service: refTo(service, 'spec.ports'),
        address: asked.destination,
        port,
        protocol,
        rejected: stop?.reason === 'rejected-by-rule',
        ports: ports.slice(0, namedMax).map((each) => ({
          port: each.port.port,
          protocol: each.port.protocol,
        })),
        ...(mixed && { mixedUp: { field: mixed.field, port: mixed.meant.port.port } }),
        ...(other && { otherProtocol: other.port.protocol }),
        evidence: [refTo(service, at ?? 'spec.ports')],
        ...(fix && { fix }),
      },
    ];
  },
};
export default rule;

function mixedUp(
  ports: readonly NumberedPort[],
  protocol: string,
  number: number,
): { readonly field: 'targetPort' | 'nodePort'; readonly meant: NumberedPort } | undefined {
  for (const field of ['targetPort', 'nodePort'] as const) {
    const meant = ports.find(({ port }) => port.protocol === protocol && port[field] === number);
    if (meant) return { field, meant };
  }
  return undefined;
}

function repairRequest({ target }: Situation, meant: NumberedPort | undefined): Fix | undefined {
  if (!target || !meant) return undefined;
  return { fix: 'send-to', to: urlWith(target, { port: meant.port.port }) };
}

/** The Service is wrong, and not the request, where the Pods speak the protocol that was asked for. */
function repairProtocol(
  { asked, cluster }: Situation,
  service: Service,
  { index, port }: NumberedPort,
): Fix | undefined {
  const protocol = asked?.transport.protocol;
  const speaks = selectedPods(cluster.store, service).some((pod) =>
    netnsOf(cluster, pod)?.listeners.some(
      (listener) => listener.port === port.targetPort && listener.protocol === protocol,
    ),
  );
  if (!speaks || protocol === undefined) return undefined;
  return {
    fix: 'set-field',
    ref: refTo(service, `spec.ports[${index}].protocol`),
    value: protocol,
  };
}
