import { familyOf, readIp } from '../../net/address.ts';
import type { Service } from '../kinds/types.ts';
import { itemOf } from '../../manifest/index.ts';
import type { FieldError } from '../types.ts';
import { checkIp } from '../validate/addresses.ts';
import { duplicate, invalid, notSupported, writtenAt } from '../validate/errors.ts';
import { isHeadless } from './questions.ts';

// As ValidateServiceClusterIPsRelatedFields of pkg/apis/core/validation, then initIPFamilyFields of
// pkg/registry/core/service/storage, for a cluster with IPv4 only.

const families = ['IPv4', 'IPv6'];
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
const addressesMax = 2;

/** The errors in clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy. */
export function checkClusterIPs(service: Service): readonly FieldError[] {
  if (service.spec.type === 'ExternalName') return [];
  const errors = [...checkFirst(service), ...checkNames(service), ...checkAddresses(service)];
  return errors.length > 0 ? errors : checkStack(service);
}

function checkFirst({ spec }: Service): readonly FieldError[] {
  const { clusterIP, clusterIPs = [] } = spec;
  const path = 'spec.clusterIPs';
  if (clusterIP === undefined)
    return clusterIPs.length === 0
      ? []
      : [invalid(path, clusterIPs, 'must be empty when `clusterIP` is not specified')];
  return clusterIPs[0] === clusterIP
    ? []
    : [invalid(path, clusterIPs, 'first value must match `clusterIP`')];
}

function checkNames({ spec }: Service): readonly FieldError[] {
  const { ipFamilies = [], ipFamilyPolicy = 'SingleStack' } = spec;
  const errors: FieldError[] = [];
  for (const [index, family] of ipFamilies.entries()) {
    const path = itemOf('spec.ipFamilies', index);
    if (!families.includes(family)) errors.push(notSupported(path, family, families));
    if (ipFamilies.indexOf(family) < index) errors.push(duplicate(path, family));
  }
  if (!policies.includes(ipFamilyPolicy))
    errors.push(notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies));
  return errors;
}

function checkAddresses(service: Service): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = service.spec;
  const path = 'spec.clusterIPs';
  if (clusterIPs[0] === 'None' && clusterIPs.length > 1)
    return [invalid(path, clusterIPs, "'None' must be the first and only value")];
  if (clusterIPs[0] === 'None') return [];
  const errors: FieldError[] = [];
  for (const [index, address] of clusterIPs.entries()) {
    const at = itemOf(path, index);
    const family = ipFamilies[index];
    const wrong = [...checkIp(address, at)];
    const ip = readIp(address);
    if (
      ip !== undefined &&
      family !== undefined &&
      families.includes(family) &&
      familyOf(ip) !== family
    )
      wrong.push(
        invalid(
          at,
          address,
          `expected an ${family} value as indicated by \`ipFamilies[${index}]\``,
        ),
      );
    // The first of them is what was written as clusterIP.
    errors.push(
      ...wrong.map((error) => (index === 0 ? writtenAt(error, 'spec.clusterIP') : error)),
    );
  }
  if (clusterIPs.length > addressesMax)
    errors.push(invalid(path, clusterIPs, 'may only hold up to 2 values'));
  return errors;
}

/** What a cluster with one family can give. An object out of a running cluster (it has a uid) keeps what it got there. */
function checkStack(service: Service): readonly FieldError[] {
  const { spec, metadata } = service;
  const { ipFamilies = [], ipFamilyPolicy = 'SingleStack' } = spec;
  const selectorless = isHeadless(service) && Object.keys(spec.selector ?? {}).length === 0;
  if (metadata.uid !== undefined) return [];
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
