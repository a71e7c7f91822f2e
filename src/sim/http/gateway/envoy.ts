import type { Pod } from '../../api/kinds/types.ts';
import type { Store } from '../../api/types.ts';
import { classesOf, gatewaysOf, type Gateway, type GatewayClass } from './kinds.ts';

/** As GatewayClasses name Envoy Gateway. */
export const envoyControllerName = 'gateway.envoyproxy.io/gatewayclass-controller';

const owner = 'gateway.envoyproxy.io/owning-gateway';

/** What Envoy Gateway writes on the proxies of a Gateway (`internal/gatewayapi/helpers.go`, GatewayOwnerLabels). */
export function ownerLabels({ metadata }: Gateway): Readonly<Record<string, string>> {
  return { [`${owner}-namespace`]: metadata.namespace, [`${owner}-name`]: metadata.name };
}

/** The Gateway that a proxy is for. */
export function gatewayOfProxy(store: Store, { metadata }: Pod): Gateway | undefined {
  const namespace = metadata.labels?.[`${owner}-namespace`];
  const name = metadata.labels?.[`${owner}-name`];
  return gatewaysOf(store).find(
    (gateway) => gateway.metadata.namespace === namespace && gateway.metadata.name === name,
  );
}

/** The classes that a running Envoy Gateway looks after; none where it does not run. */
export function envoyClasses(store: Store): readonly GatewayClass[] {
  const isRunning = store
    .list('Pod')
    .some(
      ({ status, spec }) =>
        status?.phase === 'Running' &&
        spec.containers.some(({ image }) => isEnvoyGateway.test(image ?? '')),
    );
  return isRunning
    ? classesOf(store).filter(({ spec }) => spec.controllerName === envoyControllerName)
    : [];
}

/** The Gateways of these classes. */
export function envoyGateways(store: Store): readonly Gateway[] {
  const names = new Set(envoyClasses(store).map(({ metadata }) => metadata.name));
  return gatewaysOf(store).filter(({ spec }) => names.has(spec.gatewayClassName));
}

const isEnvoyGateway = /(?:^|\/)envoyproxy\/gateway(?:[:@]|$)/;

/** Envoy may not bind ports below 1024: its container listens above them (`servicePortToContainerPort` of `internal/gatewayapi`). */
export function containerPortOf(port: number): number {
  return port < 1024 ? port + 10_000 : port;
}
