import { itemOf } from '../../manifest/index.ts';
import type { Service, ServicePort, ServiceSpec } from '../kinds/types.ts';
import type { FieldError } from '../types.ts';
import { invalid } from '../validate/errors.ts';
import { isHeadless, wantsHealthCheck, wantsNodePorts } from './questions.ts';
import { checkLoadBalancerClass } from './validate.ts';

const fixed = 'may not change once set';

// As ValidateServiceUpdate and what it calls in pkg/apis/core/validation of Kubernetes 1.36.
export function checkServiceUpdate(service: Service, former: Service): readonly FieldError[] {
  return [
    ...checkAddresses(service, former),
    ...checkFamilies(service, former),
    ...checkClass(service, former),
    ...checkHealthCheckPort(service, former),
  ];
}

function isExternalName(...services: readonly Service[]): boolean {
  return services.some(({ spec }) => spec.type === 'ExternalName');
}

function checkAddresses(service: Service, former: Service): readonly FieldError[] {
  if (isExternalName(service, former) || (isHeadless(service) && isHeadless(former))) return [];
  const now = addressesOf(service.spec);
  const before = addressesOf(former.spec);
  const path = 'spec.clusterIPs';
  const first = itemOf(path, 0);
  if (now.length === before.length)
    return before.flatMap((address, index) =>
      address === now[index] ? [] : [invalid(itemOf(path, index), now, fixed)],
    );
  const errors: FieldError[] = [];
  if (now.length === 0) errors.push(invalid(first, null, 'primary clusterIP can not be unset'));
  else if (before.length > 0 && now[0] !== before[0]) errors.push(invalid(first, now, fixed));
  if (
    now.length === 1 &&
    before.length > now.length &&
    service.spec.ipFamilyPolicy !== 'SingleStack'
  )
    errors.push(
      invalid(
        'spec.ipFamilyPolicy',
        service.spec.ipFamilyPolicy,
        "must be set to 'SingleStack' when releasing the secondary clusterIP",
      ),
    );
  return errors;
}

function addressesOf({ clusterIP, clusterIPs }: ServiceSpec): readonly string[] {
  return clusterIPs ?? (clusterIP === undefined ? [] : [clusterIP]);
}

function checkFamilies(service: Service, former: Service): readonly FieldError[] {
  if (isExternalName(service, former) || isHeadless(service) || isHeadless(former)) return [];
  const now = service.spec.ipFamilies ?? [];
  const before = former.spec.ipFamilies ?? [];
  const first = itemOf('spec.ipFamilies', 0);
  if (now.length === before.length)
    return before.flatMap((family, index) =>
      family === now[index] ? [] : [invalid(first, now, fixed)],
    );
  const errors: FieldError[] = [];
  if (before.length > 0 && now.length > 0 && now[0] !== before[0])
    errors.push(invalid(first, service.spec.clusterIPs, fixed));
  if (
    now.length === 1 &&
    before.length > now.length &&
    service.spec.ipFamilyPolicy !== 'SingleStack'
  )
    errors.push(
      invalid(
        'spec.ipFamilyPolicy',
        service.spec.ipFamilyPolicy,
        "must be set to 'SingleStack' when releasing the secondary ipFamily",
      ),
    );
  return errors;
}

/** The class is looked at once as a change, and once more with the object itself: its errors are reported twice. */
function checkClass({ spec }: Service, former: Service): readonly FieldError[] {
  const changed =
    spec.type === 'LoadBalancer' &&
    former.spec.type === 'LoadBalancer' &&
    spec.loadBalancerClass !== former.spec.loadBalancerClass;
  return [
    ...(changed ? [invalid('spec.loadBalancerClass', spec.loadBalancerClass, fixed)] : []),
    ...checkLoadBalancerClass(spec),
  ];
}

function checkHealthCheckPort({ spec }: Service, former: Service): readonly FieldError[] {
  const both = wantsHealthCheck(spec) && wantsHealthCheck(former.spec);
  if (!both || spec.healthCheckNodePort === former.spec.healthCheckNodePort) return [];
  return [invalid('spec.healthCheckNodePort', spec.healthCheckNodePort, 'field is immutable')];
}

/** What the server takes away when a Service changes its type and nobody says otherwise: dropTypeDependentFields. */
export function withoutFormerType(service: Service, former: Service): Service {
  const kept: Record<string, unknown> = { ...service.spec };
  const { type = 'ClusterIP' } = service.spec as { type?: ServiceSpec['type'] };
  const spec = { ...service.spec, type };
  const isUnchanged = (field: keyof ServiceSpec): boolean =>
    JSON.stringify(spec[field]) === JSON.stringify(former.spec[field]);
  const drop = (...fields: readonly (keyof ServiceSpec)[]): void => {
    for (const field of fields) if (isUnchanged(field)) delete kept[field];
  };
  if (type === 'ExternalName' && former.spec.type !== 'ExternalName')
    drop('clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy');
  if (wantsNodePorts(former.spec) && !wantsNodePorts(spec)) {
    const numbers = (given: ServiceSpec): string =>
      JSON.stringify((given.ports ?? []).map(({ nodePort }) => nodePort));
    if (numbers(spec) === numbers(former.spec))
      kept['ports'] = (spec.ports ?? []).map(withoutNodePort);
  }
  if (wantsHealthCheck(former.spec) && !wantsHealthCheck(spec)) drop('healthCheckNodePort');
  if (former.spec.type === 'LoadBalancer' && type !== 'LoadBalancer')
    drop('loadBalancerClass', 'allocateLoadBalancerNodePorts');
  if (former.spec.type !== 'ClusterIP' && type === 'ClusterIP') drop('externalTrafficPolicy');
  if (type === 'ExternalName') drop('externalTrafficPolicy');
  // clusterIP is what people write; the list follows it.
  if (spec.clusterIP !== former.spec.clusterIP && isUnchanged('clusterIPs')) {
    if (spec.clusterIP === undefined) delete kept['clusterIPs'];
    else kept['clusterIPs'] = [spec.clusterIP];
  }
  return { ...service, spec: kept as unknown as ServiceSpec };
}

function withoutNodePort(port: ServicePort): ServicePort {
  const kept: { nodePort?: number } & Omit<ServicePort, 'nodePort'> = { ...port };
  delete kept.nodePort;
  return kept;
}
