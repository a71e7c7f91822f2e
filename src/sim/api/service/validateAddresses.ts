import { values } from '../fields/values.ts';
import { familyOf, readIp } from '../../net/address.ts';
import { itemOf } from '../../manifest/index.ts';
import type { Service, ServiceSpec } from '../kinds/types.ts';
import type { FieldError } from '../types.ts';
import { checkIp } from '../validate/addresses.ts';
import { duplicate, invalid, notSupported, writtenAt } from '../validate/errors.ts';
import { isHeadless } from './questions.ts';

// As ValidateServiceClusterIPsRelatedFields of pkg/apis/core/validation, then initIPFamilyFields of
// pkg/registry/core/service/storage, for a cluster with IPv4 only.

const families: readonly string[] = values['ServiceSpec.ipFamilies'];
const policies: readonly string[] = values['ServiceSpec.ipFamilyPolicy'];
const addressesMax = 2;
const path = 'spec.clusterIPs';

/** The errors in clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy. */
export function checkClusterIPs(service: Service): readonly FieldError[] {
  const { spec } = service;
  if (spec.type === 'ExternalName') return [];
  const wrong = checkAddresses(spec);
  const errors = [...checkFirst(spec), ...checkNames(spec), ...wrong];
  if ((spec.clusterIPs ?? []).length > addressesMax)
    errors.push(invalid(path, spec.clusterIPs ?? [], 'may only hold up to 2 values'));
  return wrong.length > 0 ? errors : [...errors, ...checkFamilies(service)];
}

function checkFirst({ clusterIP, clusterIPs = [] }: ServiceSpec): readonly FieldError[] {
  if (clusterIP === undefined)
    return clusterIPs.length === 0
      ? []
      : [invalid(path, clusterIPs, 'must be empty when `clusterIP` is not specified')];
  // The server writes what stands in clusterIP there before it looks.
  return clusterIPs.length === 0 || clusterIPs[0] === clusterIP
    ? []
    : [invalid(path, clusterIPs, 'first value must match `clusterIP`')];
}

function checkNames({
  ipFamilies = [],
  ipFamilyPolicy = 'SingleStack',
}: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, family] of ipFamilies.entries()) {
    const at = itemOf('spec.ipFamilies', index);
    if (!families.includes(family)) errors.push(notSupported(at, family, families));
    if (ipFamilies.indexOf(family) < index) errors.push(duplicate(at, family));
  }
  if (!policies.includes(ipFamilyPolicy))
    errors.push(notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies));
  return errors;
}

function checkAddresses({
  clusterIP,
  clusterIPs = clusterIP === undefined ? [] : [clusterIP],
}: ServiceSpec): readonly FieldError[] {
  if (clusterIPs[0] === 'None' && clusterIPs.length > 1)
    return [invalid(path, clusterIPs, "'None' must be the first and only value")];
  if (clusterIPs[0] === 'None') return [];
  return clusterIPs.flatMap((address, index) => {
    const errors = checkIp(address, itemOf(path, index));
    // The first of them is what was written as clusterIP.
    return errors.map((error) => (index === 0 ? writtenAt(error, 'spec.clusterIP') : error));
  });
}

function checkFamilies(service: Service): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = service.spec;
  if (isHeadless(service)) return [];
  const errors: FieldError[] = [];
  const found = clusterIPs.map((address) => {
    const ip = readIp(address);
    return ip === undefined ? undefined : familyOf(ip);
  });
  if (found.length === addressesMax && found[0] === found[1])
    errors.push(invalid(path, clusterIPs, 'may specify no more than one IP for each IP family'));
  for (const [index, family] of found.entries()) {
    const wanted = ipFamilies[index];
    if (wanted === undefined || !families.includes(wanted) || wanted === family) continue;
    const detail = `expected an ${wanted} value as indicated by \`ipFamilies[${index}]\``;
    const error = invalid(itemOf(path, index), clusterIPs[index], detail);
    errors.push(index === 0 ? writtenAt(error, 'spec.clusterIP') : error);
  }
  return errors;
}

/** What the server looks at before it allocates anything, and says alone. */
export function refuseAddresses(service: Service): readonly FieldError[] {
  const { clusterIP, ipFamilies = [], ipFamilyPolicy } = service.spec;
  const isPlain = ipFamilies.length === 1 && ipFamilies[0] === 'IPv4';
  // Most Services ask for nothing.
  if (clusterIP === undefined && isPlain && ipFamilyPolicy === 'SingleStack') return [];
  const errors = checkClusterIPs(service);
  return errors.length > 0 ? errors : checkStack(service);
}

/** What a cluster with one family cannot give. An object out of a running cluster (it has a uid) keeps what it got there. */
function checkStack(service: Service): readonly FieldError[] {
  const { spec, metadata } = service;
  const { ipFamilies = [], ipFamilyPolicy = 'SingleStack' } = spec;
  const selectorless = isHeadless(service) && Object.keys(spec.selector ?? {}).length === 0;
  if (metadata.uid !== undefined || spec.type === 'ExternalName') return [];
  if (ipFamilyPolicy === 'SingleStack' && ipFamilies.length > 1) {
    const detail =
      "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified";
    return [invalid('spec.ipFamilyPolicy', ipFamilyPolicy, detail)];
  }
  if (selectorless) return [];
  const errors: FieldError[] = [];
  if (ipFamilyPolicy === 'RequireDualStack')
    errors.push(
      invalid(
        'spec.ipFamilyPolicy',
        ipFamilyPolicy,
        'this cluster is not configured for dual-stack services',
      ),
    );
  for (const [index, family] of ipFamilies.entries())
    if (family === 'IPv6')
      errors.push(
        invalid(itemOf('spec.ipFamilies', index), family, 'not configured on this cluster'),
      );
  return errors;
}
