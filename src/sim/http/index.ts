/** From a request of HTTP to a backend, as Ingress controllers and Gateways find it. */
export { ingressNginx, type IngressController } from './ingress/controller.ts';
export { servingOf } from './ingress/classes.ts';
export { runningControllers, type RunningController } from './ingress/running.ts';
export { annotationsOf } from './ingress/annotations.ts';
export { coversOneLabel } from './hostnames.ts';
export { routeIngress } from './ingress/route.ts';
export { routeGateway, type Entrance, type GatewayDecision } from './gateway/route.ts';
export { changeHeaders } from './request.ts';
export * from './gateway/envoy.ts';
export { routesOf } from './gateway/kinds.ts';
export { classConditions, gatewayStatus } from './gateway/gatewayStatus.ts';
export { routeStatus } from './gateway/routeStatus.ts';
export { isProgrammed } from './gateway/listeners.ts';
export type { AnyRoute, Gateway } from './gateway/kinds.ts';
export type { Condition } from './gateway/conditions.ts';
export type * from './types.ts';
