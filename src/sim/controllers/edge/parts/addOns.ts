import type { Entry, Obj } from '../../../api/index.ts';
import type { ClusterSpec } from '../../../spec.ts';
import { envoyGateway } from './envoyGateway.ts';
import { freeIn, type Free } from './free.ts';
import { ingressNginx } from './ingressNginx.ts';

/**
 * What is installed because the learner's objects need it: an Ingress does nothing by itself, and few who try one write down its controller.
 * A text with a controller of its own gets no second one.
 */
export function addOnsFor(given: readonly Entry[], spec: ClusterSpec): readonly Obj[] {
  const needs = (kinds: ReadonlySet<string>, images: RegExp): boolean =>
    given.some(({ object }) => kinds.has(object.kind)) &&
    !given.some(({ object }) => runs(object, images));
  return [
    ...(needs(ingressKinds, ingressControllerImages)
      ? installers[spec.ingressController](spec, freeIn(given, spec))
      : []),
    ...(needs(gatewayKinds, gatewayControllerImages) && spec.gatewayController === 'envoy-gateway'
      ? envoyGateway()
      : []),
  ];
}

const ingressKinds = new Set(['Ingress']);
const gatewayKinds = new Set(['GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute']);

type Installer = (spec: ClusterSpec, free: Free) => readonly Obj[];

const installers: Readonly<Record<ClusterSpec['ingressController'], Installer>> = {
  'ingress-nginx': ingressNginx,
  none: () => [],
};

/** How the images of Ingress controllers that people install are called (Kubernetes documentation, "Ingress Controllers"). */
const ingressControllerImages =
  /(?:^|\/)(?:ingress-nginx\/controller(?:-chroot)?|nginx-ingress-controller|traefik|kong|haproxy-ingress|kubernetes-ingress|nginx-ingress|contour|apisix-ingress-controller)(?:[:@]|$)/;

/** The same of Gateways (Gateway API documentation, "Implementations"). */
const gatewayControllerImages =
  /(?:^|\/)(?:envoyproxy\/gateway|nginx-gateway-fabric|traefik|kong|contour|kgateway|pilot)(?:[:@]|$)/;

/** Whether a Pod, or the template of a workload, has a container of such an image. */
function runs({ spec }: Obj, images: RegExp): boolean {
  const { template, containers } = (spec ?? {}) as {
    readonly template?: { readonly spec?: { readonly containers?: readonly Image[] } };
    readonly containers?: readonly Image[];
  };
  const all = template?.spec?.containers ?? containers ?? [];
  return Array.isArray(all) && all.some(({ image }) => image !== undefined && images.test(image));
}

interface Image {
  readonly image?: string;
}
