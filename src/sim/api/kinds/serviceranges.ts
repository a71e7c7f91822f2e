import { familyOf, readCidr, readIp } from '../../net/address.ts';
import { itemOf } from '../../manifest/index.ts';
import { passiveKind } from '../passiveKind.ts';
import type { FieldError, KindDefinition, Obj } from '../types.ts';
import { checkStrictCidr } from '../validate/addresses.ts';
import { checkImmutable, invalid, required } from '../validate/errors.ts';
import { checkText, dnsSubdomain, type Check } from '../validate/names.ts';
import { checkSegment } from '../validate/references.ts';

// As ValidateServiceCIDR and ValidateIPAddress of pkg/apis/networking/validation.

type ServiceCidr = Obj<{ readonly cidrs?: readonly string[] }>;
type IpAddress = Obj<{
  readonly parentRef?: Readonly<
    Record<'group' | 'resource' | 'namespace' | 'name', string | undefined>
  >;
}>;

const apiVersion = 'networking.k8s.io/v1';
const rangesMax = 2;

function checkRanges({ spec }: ServiceCidr): readonly FieldError[] {
  const ranges = spec?.cidrs ?? [];
  const path = 'spec.cidrs';
  if (ranges.length === 0) return [required(path, 'at least one CIDR required')];
  if (ranges.length > rangesMax)
    return [invalid(path, { CIDRs: ranges }, 'may only hold up to 2 values')];
  const errors = ranges.flatMap((range, index) => checkStrictCidr(range, itemOf(path, index)));
  const [one, other] = ranges.map((range) => readCidr(range)?.family);
  if (one !== undefined && one === other)
    errors.push(
      invalid(
        path,
        ranges,
        'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64',
      ),
    );
  return errors;
}

function checkRangesUpdate({ spec }: ServiceCidr, former: ServiceCidr): readonly FieldError[] {
  const [now, before] = [spec?.cidrs ?? [], former.spec?.cidrs ?? []];
  if (now.length < before.length) return checkImmutable(now, before, 'spec.cidrs');
  return before.flatMap((range, index) =>
    checkImmutable(now[index] ?? '', range, itemOf('spec.cidrs', index)),
  );
}

/** The name of an IPAddress is the address, in its one canonical spelling. */
const address: Check = (text) => {
  const ip = readIp(text);
  if (ip === undefined) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
  return familyOf(ip) === 'IPv6' && ip !== text ? [`must be in canonical form ("${ip}")`] : [];
};

function checkParent({ spec }: IpAddress): readonly FieldError[] {
  const parent = spec?.parentRef;
  const path = 'spec.parentRef';
  if (!parent) return [required(path)];
  const { group = '', resource = '', namespace = '', name = '' } = parent;
  return [
    ...(group === '' ? [] : checkText(dnsSubdomain, group, `${path}.group`)),
    ...checkSegment(resource, `${path}.resource`),
    ...checkSegment(name, `${path}.name`),
    ...(namespace === '' ? [] : checkSegment(namespace, `${path}.namespace`)),
  ];
}

const serviceRanges: readonly KindDefinition[] = [
  passiveKind<ServiceCidr>({
    kind: 'ServiceCIDR',
    apiVersion,
    plural: 'servicecidrs',
    scope: 'Cluster',
    example: { spec: { cidrs: ['10.97.0.0/16'] } },
    check: checkRanges,
    validateUpdate: checkRangesUpdate,
  }) as unknown as KindDefinition,
  passiveKind<IpAddress>({
    kind: 'IPAddress',
    apiVersion,
    plural: 'ipaddresses',
    shortName: 'ip',
    scope: 'Cluster',
    name: address,
    example: {
      metadata: { name: '10.96.0.77' },
      spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } },
    },
    check: checkParent,
  }) as unknown as KindDefinition,
];

export default serviceRanges;
