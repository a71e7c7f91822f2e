import { addressAt } from '../../../api/cluster.ts';
import type { Entry, Service } from '../../../api/index.ts';
import type { ClusterSpec } from '../../../spec.ts';

/** What of the cluster's ranges nobody has yet: an add-on takes it after the learner's objects have theirs. */
export interface Free {
  /** A cluster IP, as two fields of a Service. */
  clusterIp(): { readonly clusterIP?: string; readonly clusterIPs?: readonly string[] };
  nodePort(wished: number): number;
}

/** Where looking for a free address begins: far from where the server begins to give out its own. */
const firstOffset = 200;
const triesMax = 10_000;

/** What is free beside these objects. Each answer takes what it gives. */
export function freeIn(given: readonly Entry[], spec: ClusterSpec): Free {
  const services = given
    .filter(({ object }) => object.kind === 'Service')
    .map(({ object }) => object as Service);
  const addresses = new Set(services.flatMap(({ spec: { clusterIPs } }) => clusterIPs ?? []));
  const ports = new Set(
    services.flatMap(({ spec: service }) =>
      (service.ports ?? []).flatMap(({ nodePort }) => nodePort ?? []),
    ),
  );
  const [first, last] = spec.nodePorts;
  return {
    clusterIp() {
      for (let tries = 0; tries < triesMax; tries++) {
        const clusterIP = addressAt(spec.serviceCidr, firstOffset + tries);
        if (clusterIP === undefined) break;
        if (addresses.has(clusterIP)) continue;
        addresses.add(clusterIP);
        return { clusterIP, clusterIPs: [clusterIP] };
      }
      return {};
    },
    nodePort(wished) {
      const count = last - first + 1;
      for (let tries = 0; tries < count; tries++) {
        const port = first + ((Math.max(0, wished - first) + tries) % count);
        if (ports.has(port)) continue;
        ports.add(port);
        return port;
      }
      return wished;
    },
  };
}
