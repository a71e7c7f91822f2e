import { values } from '../fields/values.ts';
import { textOf } from '../schema.ts';
import type { Container, ContainerPort, PodSpec, PodTemplate } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import type { FieldError, FieldPath } from '../types.ts';
import {
  checkEnvironment,
  checkPolicies as checkContainerPolicies,
  checkProbes,
  checkResources,
} from './validateContainer.ts';
import { checkScheduling } from './validateScheduling.ts';
import { checkMounts, checkVolumes } from './validateVolumes.ts';
import { checkIp } from '../validate/addresses.ts';
import {
  addAll,
  duplicate,
  invalid,
  notSupported,
  required,
  writtenAt,
} from '../validate/errors.ts';
import { checkAnnotations, checkLabels } from '../validate/labels.ts';
import { checkText, dnsLabel, dnsSubdomain, portName } from '../validate/names.ts';
import { checkPort } from '../validate/numbers.ts';

// As ValidatePodSpec and what it calls in pkg/apis/core/validation of Kubernetes 1.36, as far as networking goes.

const protocols: readonly string[] = values['ContainerPort.protocol'];
const dnsPolicies: readonly string[] = values['PodSpec.dnsPolicy'];
const restartPolicies: readonly string[] = values['PodSpec.restartPolicy'];
const nameserversMax = 3;
const searchesMax = 32;

export function checkPodSpec(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...checkVolumes(spec, `${path}.volumes`),
    ...checkContainers(spec, path),
    ...checkPolicies(spec, path),
    ...checkDnsConfig(spec, path),
    ...checkPlacement(spec, path),
    ...checkHostNames(spec, path),
    ...checkScheduling(spec, path),
  ];
}

/** The errors of a template whose labels must satisfy its workload's selector (the workload checks that). */
export function checkTemplate(template: PodTemplate, path: FieldPath): readonly FieldError[] {
  return [
    ...checkLabels(template.metadata?.labels, `${path}.labels`).map(written),
    ...checkAnnotations(template.metadata?.annotations, `${path}.annotations`).map(written),
    ...checkPodSpec(template.spec, `${path}.spec`),
  ];

  // The server leaves `metadata` out of these paths.
  function written(error: FieldError): FieldError {
    const rest = (error.written ?? error.path).slice(path.length);
    return writtenAt(error, `${path}.metadata${rest}`);
  }
}

function checkContainers(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (spec.containers.length === 0) errors.push(required(`${path}.containers`));
  const volumes = new Set((spec.volumes ?? []).map((volume) => textOf(volume['name'])));
  const names = new Set<string>();
  const hostPorts = new Set<string>();
  for (const [field, containers] of [
    ['containers', spec.containers],
    ['initContainers', spec.initContainers ?? []],
  ] as const) {
    for (const [index, container] of containers.entries()) {
      const at = itemOf(`${path}.${field}`, index);
      addAll(errors, checkContainer(container, names, volumes, at));
      // Init containers run one after the other and may use the same host port.
      if (field === 'containers') addAll(errors, checkHostPorts(container, hostPorts, at));
    }
  }
  return errors;
}

function checkContainer(
  container: Container,
  names: Set<string>,
  volumes: ReadonlySet<string>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const name = container.name ?? '';
  if (name === '') errors.push(required(`${path}.name`));
  else addAll(errors, checkText(dnsLabel, name, `${path}.name`));
  if (name !== '' && names.has(name)) errors.push(duplicate(`${path}.name`, name));
  names.add(name);
  const image = container.image ?? '';
  if (image === '') errors.push(required(`${path}.image`));
  else if (image !== image.trim())
    errors.push(invalid(`${path}.image`, image, 'must not have leading or trailing whitespace'));
  addAll(errors, checkEnvironment(container, path));
  addAll(errors, checkMounts(container, volumes, path));
  addAll(errors, checkProbes(container, path));
  addAll(errors, checkContainerPolicies(container, path));
  addAll(errors, checkResources(container, path));
  const portNames = new Set<string>();
  for (const [index, port] of (container.ports ?? []).entries())
    addAll(errors, checkContainerPort(port, portNames, itemOf(`${path}.ports`, index)));
  return errors;
}

function checkContainerPort(
  port: ContainerPort,
  names: Set<string>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (port.name !== undefined) {
    const wrong = checkText(portName, port.name, `${path}.name`);
    addAll(errors, wrong);
    if (wrong.length === 0 && names.has(port.name))
      errors.push(duplicate(`${path}.name`, port.name));
    names.add(port.name);
  }
  if (!port.containerPort) errors.push(required(`${path}.containerPort`));
  else addAll(errors, checkPort(port.containerPort, `${path}.containerPort`));
  if (port.hostPort !== undefined) addAll(errors, checkPort(port.hostPort, `${path}.hostPort`));
  if (!protocols.includes(port.protocol))
    errors.push(notSupported(`${path}.protocol`, port.protocol, protocols));
  return errors;
}

function checkHostPorts(
  container: Container,
  taken: Set<string>,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, port] of (container.ports ?? []).entries()) {
    if (port.hostPort === undefined) continue;
    const name = `${port.hostIP ?? '0.0.0.0'}/${port.hostPort}/${port.protocol}`;
    if (taken.has(name)) errors.push(duplicate(`${itemOf(`${path}.ports`, index)}.hostPort`, name));
    taken.add(name);
  }
  return errors;
}

function checkPolicies(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const restart = spec.restartPolicy ?? '';
  if (!restartPolicies.includes(restart))
    errors.push(notSupported(`${path}.restartPolicy`, restart, restartPolicies));
  if (!dnsPolicies.includes(spec.dnsPolicy))
    errors.push(notSupported(`${path}.dnsPolicy`, spec.dnsPolicy, dnsPolicies));
  if (spec.hostNetwork === true) addAll(errors, checkHostNetworkPorts(spec, path));
  return errors;
}

function checkHostNetworkPorts(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return spec.containers.flatMap((container, index) =>
    (container.ports ?? []).flatMap((port, portIndex) => {
      const at = `${itemOf(`${itemOf(`${path}.containers`, index)}.ports`, portIndex)}.hostPort`;
      // In a template it may be left out: the Pods made from it get it.
      if (port.hostPort === undefined || port.hostPort === port.containerPort) return [];
      return [invalid(at, port.hostPort, 'must match `containerPort` when `hostNetwork` is true')];
    }),
  );
}

function checkDnsConfig(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const at = `${path}.dnsConfig`;
  const config = spec.dnsConfig;
  if (spec.dnsPolicy === 'None' && !config)
    return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')];
  if (!config) return [];
  const nameservers = config.nameservers ?? [];
  const searches = config.searches ?? [];
  const errors: FieldError[] = [];
  if (spec.dnsPolicy === 'None' && nameservers.length === 0)
    errors.push(
      required(
        `${at}.nameservers`,
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
      ),
    );
  if (nameservers.length > nameserversMax)
    errors.push(
      invalid(
        `${at}.nameservers`,
        nameservers,
        `must not have more than ${nameserversMax} nameservers`,
      ),
    );
  addAll(
    errors,
    nameservers.flatMap((server, index) => checkIp(server, itemOf(`${at}.nameservers`, index))),
  );
  if (searches.length > searchesMax)
    errors.push(
      invalid(`${at}.searches`, searches, `must not have more than ${searchesMax} search paths`),
    );
  for (const [index, search] of searches.entries()) {
    // A single dot, and names with underscores or a final dot, are fine in a search list.
    const name = search === '.' ? 'a' : search.replace(/\.$/, '').replaceAll('_', '-');
    if (dnsSubdomain(name).length > 0)
      addAll(errors, checkText(dnsSubdomain, search, itemOf(`${at}.searches`, index)));
  }
  for (const [index, option] of (config.options ?? []).entries())
    if ((option.name ?? '') === '')
      errors.push(required(itemOf(`${at}.options`, index), 'must not be empty'));
  return errors;
}

function checkPlacement(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors = [...checkLabels(spec.nodeSelector, `${path}.nodeSelector`)];
  if (spec.nodeName !== undefined)
    addAll(errors, checkText(dnsSubdomain, spec.nodeName, `${path}.nodeName`));
  return errors;
}

function checkHostNames(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (spec.hostname !== undefined)
    addAll(errors, checkText(dnsLabel, spec.hostname, `${path}.hostname`));
  if (spec.subdomain !== undefined)
    addAll(errors, checkText(dnsLabel, spec.subdomain, `${path}.subdomain`));
  for (const [index, alias] of (spec.hostAliases ?? []).entries()) {
    const at = itemOf(`${path}.hostAliases`, index);
    addAll(errors, checkIp(alias.ip ?? '', `${at}.ip`));
    for (const [nameIndex, name] of (alias.hostnames ?? []).entries())
      addAll(errors, checkText(dnsSubdomain, name, itemOf(`${at}.hostnames`, nameIndex)));
  }
  return errors;
}
