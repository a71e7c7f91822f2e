import { values } from '../fields/values.ts';
import { checkMetadata } from '../metadata.ts';
import { structNamed } from '../fields/structs.ts';
import { itemOf } from '../../manifest/index.ts';
import type { FieldError, KindDefinition, Obj } from '../types.ts';
import { checkIp, checkNotSpecial } from '../validate/addresses.ts';
import { addAll, notSupported, required } from '../validate/errors.ts';
import { checkText, dnsLabel, dnsSubdomain } from '../validate/names.ts';
import { checkPort } from '../validate/numbers.ts';
import type { Protocol } from './types.ts';

export interface EndpointsAddress {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: {
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
}

export interface EndpointsSubset {
  readonly addresses?: readonly EndpointsAddress[];
  readonly notReadyAddresses?: readonly EndpointsAddress[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly port: number;
    readonly protocol: Protocol;
  }[];
}

/** What EndpointSlices replaced. Those written by hand for a Service without selector still work. */
export interface Endpoints extends Obj {
  readonly subsets?: readonly EndpointsSubset[];
}

declare module '../types.ts' {
  interface Kinds {
    Endpoints: Endpoints;
  }
}

const protocols: readonly string[] = values['EndpointPort.protocol'];

function checkSubset(subset: EndpointsSubset, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { addresses: ready = [], notReadyAddresses = [], ports = [] } = subset;
  if (ready.length + notReadyAddresses.length === 0)
    errors.push(required(path, 'must specify `addresses` or `notReadyAddresses`'));
  for (const [field, given] of Object.entries({ addresses: ready, notReadyAddresses }))
    for (const [index, { ip = '' }] of given.entries()) {
      const at = `${itemOf(`${path}.${field}`, index)}.ip`;
      errors.push(...checkIp(ip, at), ...checkNotSpecial(ip, at));
    }
  for (const [index, { name, port, protocol }] of ports.entries()) {
    const at = itemOf(`${path}.ports`, index);
    if (name === undefined && ports.length > 1) errors.push(required(`${at}.name`));
    if (name !== undefined) addAll(errors, checkText(dnsLabel, name, `${at}.name`));
    addAll(errors, checkPort(port ?? 0, `${at}.port`));
    if (!protocols.includes(protocol))
      errors.push(notSupported(`${at}.protocol`, protocol, protocols));
  }
  return errors;
}

const endpoints: KindDefinition<Endpoints> = {
  kind: 'Endpoints',
  apiVersion: 'v1',
  plural: 'endpoints',
  shortNames: ['ep'],
  scope: 'Namespaced',
  simulated: true,
  example: {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'legacy-db' },
    subsets: [{ addresses: [{ ip: '192.0.2.20' }], ports: [{ name: 'db', port: 5432 }] }],
  },
  schema: structNamed('Endpoints'),
  defaults: (object) =>
    object.subsets
      ? {
          ...object,
          subsets: object.subsets.map((subset) =>
            subset.ports
              ? {
                  ...subset,
                  ports: subset.ports.map((port) => ({
                    ...port,
                    protocol: port.protocol ?? 'TCP',
                  })),
                }
              : subset,
          ),
        }
      : object,
  validate: (object) => [
    ...checkMetadata(object, dnsSubdomain),
    ...(object.subsets ?? []).flatMap((subset, index) =>
      checkSubset(subset, itemOf('subsets', index)),
    ),
  ],
  warnings: () => [
    {
      path: 'apiVersion',
      message: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    },
  ],
  columns: (object) => {
    const pairs = (object.subsets ?? []).flatMap(({ addresses: ready = [], ports = [] }) =>
      ready.flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)),
    );
    return [['ENDPOINTS', pairs.length === 0 ? '<none>' : pairs.join(',')]];
  },
};

export default endpoints;
