import { structNamed } from '../fields/structs.ts';
import { checkMetadata } from '../metadata.ts';
import { fieldOf } from '../../manifest/index.ts';
import { checkIngress, classAnnotation } from '../networking/ingress.ts';
import type { KindDefinition, Obj } from '../types.ts';
import { dnsSubdomain } from '../validate/names.ts';
import type { ObjectReference } from '../validate/references.ts';

export interface IngressBackend {
  readonly service?: {
    readonly name?: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
  readonly resource?: ObjectReference;
}

export interface IngressPath {
  readonly path?: string;
  readonly pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend?: IngressBackend;
}

export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressBackend;
  readonly rules?: readonly {
    readonly host?: string;
    readonly http?: { readonly paths?: readonly IngressPath[] };
  }[];
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
}

export interface IngressAddress {
  readonly ip?: string;
  readonly hostname?: string;
}

export interface IngressStatus {
  readonly loadBalancer?: { readonly ingress?: readonly IngressAddress[] };
}

export type Ingress = Obj<IngressSpec, IngressStatus> & { readonly spec: IngressSpec };

declare module '../types.ts' {
  interface Kinds {
    Ingress: Ingress;
  }
}

const ingress: KindDefinition<Ingress> = {
  kind: 'Ingress',
  apiVersion: 'networking.k8s.io/v1',
  plural: 'ingresses',
  shortNames: ['ing'],
  scope: 'Namespaced',
  simulated: true,
  generation: true,
  example: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop' },
    spec: {
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  },
  schema: structNamed('Ingress'),
  defaults: (object) => object,
  prepare: (object) => ({
    ...object,
    status: { loadBalancer: {}, ...object.status },
  }),
  validate: (object) => [...checkMetadata(object, dnsSubdomain), ...checkIngress(object)],
  warnings: ({ metadata, spec }) =>
    metadata.annotations?.[classAnnotation] !== undefined && spec.ingressClassName === undefined
      ? [
          {
            path: fieldOf('metadata.annotations', classAnnotation),
            message: `annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`,
          },
        ]
      : [],
  columns: ({ spec, status }) => [
    ['CLASS', spec.ingressClassName ?? '<none>'],
    ['HOSTS', (spec.rules ?? []).flatMap(({ host }) => host ?? []).join(',') || '*'],
    [
      'ADDRESS',
      (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname).join(','),
    ],
    ['PORTS', (spec.tls ?? []).length > 0 ? '80, 443' : '80'],
  ],
};

export default ingress;
