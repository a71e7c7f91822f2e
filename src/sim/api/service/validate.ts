import { values } from '../fields/values.ts';
import { readIp } from '../../net/address.ts';
import { fieldOf, itemOf } from '../../manifest/index.ts';
import type { Service, ServicePort, ServiceSpec } from '../kinds/types.ts';
import { checkClusterIPs } from './validateAddresses.ts';
import { isExternal, isHeadless, wantsHealthCheck } from './questions.ts';
import type { FieldError } from '../types.ts';
import { checkCidr, checkIp, checkNotSpecial } from '../validate/addresses.ts';
import {
  addAll,
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
  writtenAt,
} from '../validate/errors.ts';
import { checkLabels } from '../validate/labels.ts';
import { checkText, dnsLabel, dnsSubdomain, qualifiedName } from '../validate/names.ts';
import { checkPort, checkPortOrName } from '../validate/numbers.ts';

// As ValidateService and what it calls in pkg/apis/core/validation of Kubernetes 1.36, and in its order.

const types: readonly string[] = values['ServiceSpec.type'];
const affinities: readonly string[] = values['ServiceSpec.sessionAffinity'];
const protocols: readonly string[] = values['ServicePort.protocol'];
const trafficPolicies: readonly string[] = values['ServiceSpec.externalTrafficPolicy'];
const distributions: readonly string[] = values['ServiceSpec.trafficDistribution'];
const affinitySecondsMax = 86400;
const kubeletPort = 10250;
const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'";

export function checkServiceSpec(service: Service): readonly FieldError[] {
  const { spec } = service;
  return [
    ...checkPortsPresent(service),
    ...checkType(service),
    ...checkPorts(spec),
    ...checkLabels(spec.selector, 'spec.selector'),
    ...checkAffinity(spec),
    ...checkClusterIPs(service),
    ...checkExternalIPs(spec),
    ...checkNodePorts(spec),
    ...checkDuplicatePorts(spec),
    ...checkLoadBalancer(service),
    ...checkTrafficPolicies(spec),
  ];
}

function checkPortsPresent(service: Service): readonly FieldError[] {
  const { spec } = service;
  if ((spec.ports ?? []).length > 0 || isHeadless(service) || spec.type === 'ExternalName')
    return [];
  return [required('spec.ports')];
}

function checkType(service: Service): readonly FieldError[] {
  const { spec } = service;
  switch (spec.type) {
    case 'ExternalName':
      return checkExternalName(spec);
    case 'LoadBalancer':
    case 'NodePort':
      return [...checkHeadful(service), ...checkKubeletPort(spec)];
    case 'ClusterIP':
      return [];
    default:
      return [notSupported('spec.type', spec.type, types)];
  }
}

function checkHeadful(service: Service): readonly FieldError[] {
  if (!isHeadless(service)) return [];
  const detail = `may not be set to 'None' for ${service.spec.type} services`;
  return [writtenAt(invalid('spec.clusterIPs[0]', 'None', detail), 'spec.clusterIP')];
}

function checkKubeletPort(spec: ServiceSpec): readonly FieldError[] {
  if (spec.type !== 'LoadBalancer') return [];
  return (spec.ports ?? []).flatMap(({ port }, index) =>
    port === kubeletPort
      ? [
          invalid(
            itemOf('spec.ports', index),
            port,
            `may not expose port ${port} externally since it is used by kubelet`,
          ),
        ]
      : [],
  );
}

function checkExternalName(spec: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (field: string): void => {
    errors.push(forbidden(`spec.${field}`, 'may not be set for ExternalName services'));
  };
  if ((spec.clusterIPs ?? []).length > 0 || spec.clusterIP !== undefined) refuse('clusterIPs');
  if ((spec.ipFamilies ?? []).length > 0) refuse('ipFamilies');
  if (spec.ipFamilyPolicy !== undefined) refuse('ipFamilyPolicy');
  // A final dot marks the name as complete.
  const name = (spec.externalName ?? '').replace(/\.$/, '');
  if (name === '') errors.push(required('spec.externalName'));
  else addAll(errors, checkText(dnsSubdomain, name, 'spec.externalName'));
  return errors;
}

function checkPorts(spec: ServiceSpec): readonly FieldError[] {
  const ports = spec.ports ?? [];
  const names = new Set<string>();
  return ports.flatMap((port, index) =>
    checkServicePort(port, ports.length > 1, names, itemOf('spec.ports', index)),
  );
}

function checkServicePort(
  port: ServicePort,
  needsName: boolean,
  names: Set<string>,
  path: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (port.name === undefined) {
    if (needsName) errors.push(required(`${path}.name`));
  } else {
    addAll(errors, checkText(dnsLabel, port.name, `${path}.name`));
    if (names.has(port.name)) errors.push(duplicate(`${path}.name`, port.name));
    names.add(port.name);
  }
  addAll(errors, checkPort(port.port, `${path}.port`));
  if (!protocols.includes(port.protocol))
    errors.push(notSupported(`${path}.protocol`, port.protocol, protocols));
  addAll(errors, checkPortOrName(port.targetPort, `${path}.targetPort`));
  if (port.appProtocol !== undefined)
    addAll(errors, checkText(qualifiedName, port.appProtocol, `${path}.appProtocol`));
  return errors;
}

function checkAffinity(spec: ServiceSpec): readonly FieldError[] {
  const affinity = spec.sessionAffinity ?? 'None';
  if (!affinities.includes(affinity))
    return [notSupported('spec.sessionAffinity', affinity, affinities)];
  if (affinity === 'None') return [];
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0;
  if (seconds > 0 && seconds <= affinitySecondsMax) return [];
  const detail = `must be greater than 0 and less than ${affinitySecondsMax}`;
  return [invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, detail)];
}

function checkExternalIPs(spec: ServiceSpec): readonly FieldError[] {
  return (spec.externalIPs ?? []).flatMap((address, index) => {
    const path = itemOf('spec.externalIPs', index);
    return readIp(address) === undefined ? checkIp(address, path) : checkNotSpecial(address, path);
  });
}

function checkNodePorts(spec: ServiceSpec): readonly FieldError[] {
  const ports = spec.ports ?? [];
  if (spec.type === 'ClusterIP')
    return ports.flatMap(({ nodePort }, index) =>
      nodePort === undefined
        ? []
        : [
            forbidden(
              `${itemOf('spec.ports', index)}.nodePort`,
              "may not be used when `type` is 'ClusterIP'",
            ),
          ],
    );
  const seen = new Set<string>();
  return ports.flatMap(({ nodePort, protocol }, index) => {
    if (nodePort === undefined) return [];
    const pair = `${protocol}/${nodePort}`;
    const errors = seen.has(pair)
      ? [duplicate(`${itemOf('spec.ports', index)}.nodePort`, nodePort)]
      : [];
    seen.add(pair);
    return errors;
  });
}

function checkDuplicatePorts(spec: ServiceSpec): readonly FieldError[] {
  const seen = new Set<string>();
  return (spec.ports ?? []).flatMap(({ port, protocol }, index) => {
    const pair = `${protocol}/${port}`;
    const value = {
      Name: '',
      Protocol: protocol,
      AppProtocol: null,
      Port: port,
      TargetPort: 0,
      NodePort: 0,
    };
    const errors = seen.has(pair) ? [duplicate(itemOf('spec.ports', index), value)] : [];
    seen.add(pair);
    return errors;
  });
}

function checkLoadBalancer(service: Service): readonly FieldError[] {
  const { spec } = service;
  const errors: FieldError[] = [];
  const ranges = spec.loadBalancerSourceRanges ?? [];
  // The server spells this one field with a capital letter.
  const path = 'spec.LoadBalancerSourceRanges';
  const written = 'spec.loadBalancerSourceRanges';
  if (ranges.length > 0 && spec.type !== 'LoadBalancer')
    errors.push(writtenAt(forbidden(path, onlyLoadBalancer), written));
  for (const [index, range] of ranges.entries())
    addAll(
      errors,
      checkCidr(range.trim(), itemOf(path, index)).map((error) =>
        writtenAt(error, itemOf(written, index)),
      ),
    );
  if (ranges.length === 0) addAll(errors, checkRangesAnnotation(service));
  if (spec.type !== 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== undefined)
    errors.push(forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer));
  return [...errors, ...checkLoadBalancerClass(spec)];
}

const rangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Before there was a field for them, the ranges stood in an annotation. */
function checkRangesAnnotation({ metadata, spec }: Service): readonly FieldError[] {
  const text = metadata.annotations?.[rangesAnnotation];
  if (text === undefined) return [];
  const path = fieldOf('metadata.annotations', rangesAnnotation);
  const ranges = text.trim() === '' ? [] : text.split(',');
  return [
    ...(spec.type === 'LoadBalancer' ? [] : [forbidden(path, onlyLoadBalancer)]),
    ...ranges.flatMap((range) => checkCidr(range.trim(), path)),
  ];
}

/** As validateLoadBalancerClassField. */
export function checkLoadBalancerClass(spec: ServiceSpec): readonly FieldError[] {
  const path = 'spec.loadBalancerClass';
  if (spec.loadBalancerClass === undefined) return [];
  return spec.type === 'LoadBalancer'
    ? checkText(qualifiedName, spec.loadBalancerClass, path)
    : [forbidden(path, onlyLoadBalancer)];
}

function checkTrafficPolicies(spec: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const {
    externalTrafficPolicy: external,
    internalTrafficPolicy: internal,
    trafficDistribution,
  } = spec;
  if (external !== undefined) {
    if (!isExternal(spec))
      errors.push(
        invalid(
          'spec.externalTrafficPolicy',
          external,
          'may only be set for externally-accessible services',
        ),
      );
    else if (!trafficPolicies.includes(external))
      errors.push(notSupported('spec.externalTrafficPolicy', external, trafficPolicies));
  }
  const { healthCheckNodePort } = spec;
  if (healthCheckNodePort !== undefined)
    addAll(
      errors,
      wantsHealthCheck(spec)
        ? checkPort(healthCheckNodePort, 'spec.healthCheckNodePort')
        : [
            invalid(
              'spec.healthCheckNodePort',
              healthCheckNodePort,
              "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
            ),
          ],
    );
  if (internal !== undefined && !trafficPolicies.includes(internal))
    errors.push(notSupported('spec.internalTrafficPolicy', internal, trafficPolicies));
  if (trafficDistribution !== undefined && !distributions.includes(trafficDistribution))
    errors.push(notSupported('spec.trafficDistribution', trafficDistribution, distributions));
  return errors;
}
