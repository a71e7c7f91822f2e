import { values } from '../fields/values.ts';
import { familyOf, readIp } from '../../net/address.ts';
import { itemOf } from '../../manifest/index.ts';
import type { Endpoint, EndpointSlice } from '../kinds/endpointslice.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { checkIp, checkNotSpecial } from '../validate/addresses.ts';
import {
  addAll,
  checkImmutable,
  duplicate,
  invalid,
  notSupported,
  required,
  tooMany,
} from '../validate/errors.ts';
import { checkLabels } from '../validate/labels.ts';
import {
  checkDomainName,
  checkText,
  dnsLabel,
  dnsSubdomain,
  labelValue,
  qualifiedName,
  type Check,
} from '../validate/names.ts';

// As ValidateEndpointSlice and what it calls in pkg/apis/discovery/validation of Kubernetes 1.36.

const addressTypes: readonly string[] = values['EndpointSlice.addressType'];
const protocols: readonly string[] = values['EndpointPort.protocol'];
const addressesMax = 100;
const portsMax = 20_000;
const endpointsMax = 1000;
const topologyMax = 16;
const hintsMax = 8;
const zoneLabel = 'topology.kubernetes.io/zone';

export function checkSlice(slice: EndpointSlice): readonly FieldError[] {
  return [...checkAddressType(slice), ...checkPorts(slice), ...checkEndpoints(slice)];
}

/** A slice keeps its kind of addresses. */
export function checkSliceUpdate(
  slice: EndpointSlice,
  former: EndpointSlice,
): readonly FieldError[] {
  return checkImmutable(slice.addressType ?? '', former.addressType ?? '', 'addressType');
}

function checkAddressType({ addressType }: EndpointSlice): readonly FieldError[] {
  const type: string = addressType ?? '';
  if (type === '') return [required('addressType')];
  return addressTypes.includes(type) ? [] : [notSupported('addressType', type, addressTypes)];
}

function checkEndpoints({ endpoints, addressType }: EndpointSlice): readonly FieldError[] {
  if (endpoints.length > endpointsMax)
    return [tooMany('endpoints', endpoints.length, endpointsMax)];
  return endpoints.flatMap((endpoint, index) =>
    checkEndpoint(endpoint, addressType ?? '', itemOf('endpoints', index)),
  );
}

function checkEndpoint(endpoint: Endpoint, type: string, path: FieldPath): readonly FieldError[] {
  const { nodeName, hostname, hints, deprecatedTopology } = endpoint;
  // A list that is always written may still be missing.
  const addresses = endpoint.addresses ?? [];
  const errors: FieldError[] = [];
  const at = `${path}.addresses`;
  if (addresses.length === 0) errors.push(required(at, 'must contain at least 1 address'));
  if (addresses.length > addressesMax) errors.push(tooMany(at, addresses.length, addressesMax));
  for (const [index, address] of addresses.entries())
    addAll(errors, checkAddress(address, type, at, itemOf(at, index)));
  if (nodeName !== undefined) addAll(errors, checkText(dnsSubdomain, nodeName, `${path}.nodeName`));
  if (deprecatedTopology)
    addAll(errors, checkTopology(deprecatedTopology, `${path}.deprecatedTopology`));
  if (hostname !== undefined) addAll(errors, checkText(dnsLabel, hostname, `${path}.hostname`));
  return hints ? [...errors, ...checkHints(hints, `${path}.hints`)] : errors;
}

function checkAddress(
  address: string,
  type: string,
  list: FieldPath,
  path: FieldPath,
): readonly FieldError[] {
  if (type === 'FQDN') return checkDomainName(address, path);
  if (type !== 'IPv4' && type !== 'IPv6') return [];
  const ip = readIp(address);
  if (ip === undefined) return checkIp(address, path);
  const other = familyOf(ip) === type ? [] : [invalid(list, address, `must be an ${type} address`)];
  return [...other, ...checkNotSpecial(address, path)];
}

function checkTopology(
  topology: Readonly<Record<string, string>>,
  path: FieldPath,
): readonly FieldError[] {
  const count = Object.keys(topology).length;
  const errors: FieldError[] = count > topologyMax ? [tooMany(path, count, topologyMax)] : [];
  addAll(errors, checkLabels(topology, path));
  if (Object.hasOwn(topology, zoneLabel))
    errors.push({
      reason: 'InternalError',
      path: `${path}[${zoneLabel}]`,
      detail: 'reserved key was not removed in conversion',
    });
  return errors;
}

function checkHints(
  { forZones = [], forNodes = [] }: NonNullable<Endpoint['hints']>,
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...checkHintList(forZones, labelValue, `${path}.forZones`),
    ...checkHintList(forNodes, dnsSubdomain, `${path}.forNodes`),
  ];
}

function checkHintList(
  hints: readonly { readonly name: string }[],
  check: Check,
  path: FieldPath,
): readonly FieldError[] {
  if (hints.length > hintsMax) return [tooMany(path, hints.length, hintsMax)];
  const seen = new Set<string>();
  return hints.flatMap(({ name }, index) => {
    const at = `${itemOf(path, index)}.name`;
    const again = seen.has(name) ? [duplicate(at, name)] : [];
    seen.add(name);
    return [...again, ...checkText(check, name, at)];
  });
}

function checkPorts({ ports = [] }: EndpointSlice): readonly FieldError[] {
  if (ports.length > portsMax) return [tooMany('ports', ports.length, portsMax)];
  const names = new Set<string>();
  return ports.flatMap(({ name = '', protocol = '', appProtocol }, index) => {
    const at = itemOf('ports', index);
    const errors: FieldError[] = [];
    if (name !== '') addAll(errors, checkText(dnsLabel, name, `${at}.name`));
    if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    names.add(name);
    if (!protocols.includes(protocol))
      errors.push(notSupported(`${at}.protocol`, protocol, protocols));
    if (appProtocol !== undefined)
      addAll(errors, checkText(qualifiedName, appProtocol, `${at}.appProtocol`));
    return errors;
  });
}
