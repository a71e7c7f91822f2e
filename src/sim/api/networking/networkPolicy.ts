import { values } from '../fields/values.ts';
import { contains, nth, readCidr } from '../../net/address.ts';
import { itemOf } from '../../manifest/index.ts';
import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../kinds/networkpolicy.ts';
import type { FieldError, FieldPath } from '../types.ts';
import { checkCidr } from '../validate/addresses.ts';
import { addAll, forbidden, invalid, notSupported, required } from '../validate/errors.ts';
import { checkSelector } from '../validate/labels.ts';
import { checkText, portName } from '../validate/names.ts';
import { checkPort } from '../validate/numbers.ts';

// As ValidateNetworkPolicySpec and what it calls in pkg/apis/networking/validation of Kubernetes 1.36.

const protocols: readonly string[] = values['NetworkPolicyPort.protocol'];
const types: readonly string[] = values['NetworkPolicySpec.policyTypes'];

export function checkNetworkPolicy(spec: NetworkPolicySpec): readonly FieldError[] {
  return [
    ...checkSelector(spec.podSelector, 'spec.podSelector'),
    ...(spec.ingress ?? []).flatMap(({ ports, from }, index) =>
      checkRule(ports, from, itemOf('spec.ingress', index), 'from'),
    ),
    ...(spec.egress ?? []).flatMap(({ ports, to }, index) =>
      checkRule(ports, to, itemOf('spec.egress', index), 'to'),
    ),
    ...checkTypes(spec.policyTypes ?? []),
  ];
}

function checkTypes(given: readonly string[]): readonly FieldError[] {
  if (given.length > types.length)
    return [invalid('spec.policyTypes', given, 'may not specify more than two policyTypes')];
  return given.flatMap((type, index) =>
    types.includes(type) ? [] : [notSupported(itemOf('spec.policyTypes', index), type, types)],
  );
}

function checkRule(
  ports: readonly NetworkPolicyPort[] = [],
  peers: readonly NetworkPolicyPeer[] = [],
  path: FieldPath,
  side: 'from' | 'to',
): readonly FieldError[] {
  return [
    ...ports.flatMap((port, index) => checkPolicyPort(port, itemOf(`${path}.ports`, index))),
    ...peers.flatMap((peer, index) => checkPeer(peer, itemOf(`${path}.${side}`, index))),
  ];
}

function checkPolicyPort(
  { protocol = 'TCP', port, endPort }: NetworkPolicyPort,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!protocols.includes(protocol))
    errors.push(notSupported(`${path}.protocol`, protocol, protocols));
  const at = `${path}.endPort`;
  if (port === undefined) {
    if (endPort !== undefined)
      errors.push(invalid(at, endPort, 'may not be specified when `port` is not specified'));
  } else if (typeof port === 'string') {
    if (endPort !== undefined)
      errors.push(invalid(at, endPort, 'may not be specified when `port` is non-numeric'));
    addAll(errors, checkText(portName, port, `${path}.port`));
  } else {
    addAll(errors, checkPort(port, `${path}.port`));
    if (endPort !== undefined) {
      // The server names the port here, not the end.
      if (endPort < port) errors.push(invalid(at, port, 'must be greater than or equal to `port`'));
      addAll(errors, checkPort(endPort, at));
    }
  }
  return errors;
}

function checkPeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (podSelector) addAll(errors, checkSelector(podSelector, `${path}.podSelector`));
  if (namespaceSelector)
    addAll(errors, checkSelector(namespaceSelector, `${path}.namespaceSelector`));
  if (ipBlock) addAll(errors, checkBlock(ipBlock, `${path}.ipBlock`));
  if (!podSelector && !namespaceSelector && !ipBlock)
    errors.push(required(path, 'must specify a peer'));
  else if (ipBlock && (podSelector || namespaceSelector))
    errors.push(forbidden(path, 'may not specify both ipBlock and another peer'));
  return errors;
}

function checkBlock(
  { cidr = '', except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>,
  path: FieldPath,
): readonly FieldError[] {
  if (cidr === '') return [required(`${path}.cidr`)];
  const errors = [...checkCidr(cidr, `${path}.cidr`)];
  const range = readCidr(cidr);
  if (!range) return errors;
  for (const [index, text] of except.entries()) {
    const at = itemOf(`${path}.except`, index);
    addAll(errors, checkCidr(text, at));
    const hole = readCidr(text);
    if (!hole) continue;
    const within = hole.family === range.family && contains(range, nth(hole, 0));
    if (!within || hole.prefix <= range.prefix)
      errors.push(invalid(at, text, 'must be a strict subset of `cidr`'));
  }
  return errors;
}
