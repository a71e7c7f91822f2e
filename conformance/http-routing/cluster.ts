import {
  admit,
  createStore,
  installCustomKinds,
  serviceNameLabel,
  type Store,
} from '../../src/sim/api/index.ts';
import { readManifest } from '../../src/sim/manifest/index.ts';
import { defaultSpec } from '../../src/sim/spec.ts';

await installCustomKinds();

/** An object of a recording, as it was given to the API server. */
export interface Recorded {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: object;
}

/** What looks after the Gateways of the recordings; their class is called so too. */
export const controllerName = 'podpath.dev/gateway-conformance';

/**
 * The cluster of a case: its objects, and what the upstream tests make besides and the recordings leave out. That is the class, a
 * certificate for each listener that names one, and a ready Pod behind each port of each Service. Throws when an object is not accepted.
 */
export function clusterOf(objects: readonly Recorded[]): Store {
  const secrets = new Map(
    certificatesOf(objects).map((secret) => [JSON.stringify(secret), secret]),
  );
  const whole = [
    gatewayClass,
    ...objects,
    ...secrets.values(),
    ...objects.filter(({ kind }) => kind === 'Service').map(sliceOf),
  ];
  const text = whole.map((object) => JSON.stringify(object)).join('\n---\n');
  const { entries, problems } = admit(readManifest(text), defaultSpec);
  const [rejected] = problems.filter(({ severity }) => severity === 'error');
  if (rejected) throw new Error(`Not accepted: ${JSON.stringify(rejected)}`);
  return createStore(entries);
}

const gatewayClass = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'gateway-conformance' },
  spec: { controllerName },
};

interface GatewaySpec {
  readonly listeners: readonly {
    readonly tls?: {
      readonly certificateRefs?: readonly { readonly name: string; readonly namespace?: string }[];
    };
  }[];
}

function certificatesOf(objects: readonly Recorded[]): readonly object[] {
  return objects
    .filter(({ kind }) => kind === 'Gateway')
    .flatMap(({ metadata, spec }) =>
      (spec as GatewaySpec).listeners.flatMap(({ tls }) =>
        (tls?.certificateRefs ?? []).map(({ name, namespace = metadata.namespace }) => ({
          apiVersion: 'v1',
          kind: 'Secret',
          type: 'kubernetes.io/tls',
          metadata: { name, namespace },
          data: {
            'tls.crt': btoa('-----CERTIFICATE-----'),
            'tls.key': btoa('-----PRIVATE KEY-----'),
          },
        })),
      ),
    );
}

function sliceOf({ metadata, spec }: Recorded): object {
  const { ports } = spec as { readonly ports: readonly { readonly name?: string }[] };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels: { [serviceNameLabel]: metadata.name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.1.7'], conditions: { ready: true } }],
    ports: ports.map(({ name = '' }, index) => ({ name, port: 3000 + index })),
  };
}
