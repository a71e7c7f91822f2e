import type { Ref } from '../../sim/api/types.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Miss } from '../../sim/policy/index.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';

type Denied = Finding<'policy-denied'>;
type End = Denied['pod'];

/** Why policies do not let a packet pass. */
export function denied({
  direction,
  pod,
  other,
  probe,
  policies,
  rule,
  misses,
  isLookup,
}: Denied): Phrase {
  const way = direction === 'ingress' ? 'in' : 'out';
  const packet = say`${protocolOf(probe)} ${direction === 'ingress' ? 'from' : 'to'} ${end(other)}`;
  const lookup = isLookup
    ? say` Names cannot be looked up, then: DNS needs port 53, over UDP and TCP.`
    : [];
  if (rule)
    return say`${named(rule, shortened(rule))} of ${object(rule)} denies ${packet}.${lookup}`;
  const selects = policies.length === 1 ? 'selects' : 'select';
  const isolated = say`${list(policies.map((policy) => [object(policy)]))} ${selects} ${end(pod)}, so only what a rule allows gets ${way}, and no rule allows ${packet}.`;
  return [
    ...isolated,
    ...(misses.length === 0
      ? say` There is no ${direction} rule at all.`
      : misses.flatMap((miss) => [' ', ...missed(miss)])),
    ...lookup,
  ];
}

function protocolOf({ protocol, port }: Denied['probe']): string {
  if (protocol === 'ICMP') return 'a ping';
  return port === undefined ? protocol : `${protocol} port ${port}`;
}

/** Why an item of a rule does not match: the item, then what it lacks. */
export function missed({ miss, asks, needsBoth }: Denied['misses'][number]): Phrase {
  const both = needsBoth ? say`; both selectors of one item have to match` : [];
  return say`${named(miss.at, shortened(miss.at))}: ${why(miss, asks)}${both}.`;
}

function why(miss: Miss, asks: string | undefined): Phrase {
  switch (miss.why) {
    case 'label': {
      const { name, kind, path } = miss.of;
      const key = /\[([^\]]+)\]$|([^.]+)$/.exec(path);
      const label = key?.[1] ?? key?.[2] ?? path;
      const owner = named(miss.of, `${kind} ${name}`);
      const has =
        miss.value === undefined
          ? say`${owner} has no label ${code(label)}`
          : say`${owner} has ${code(`${label}=${miss.value}`)}`;
      return asks === undefined ? has : say`it asks for ${code(asks)}, and ${has}`;
    }
    case 'same-labels':
      return say`${object(miss.of)} does not differ in the labels it names`;
    case 'namespace':
      return say`without a namespaceSelector it means Pods of the policy’s own namespace, and ${named(miss.of, `Pod ${miss.of.name}`)} is in namespace ${miss.of.namespace}`;
    case 'not-a-pod':
      return say`it means Pods, and ${address(miss.address)} is none`;
    case 'not-a-node':
      return say`it means nodes, and ${address(miss.address)} is none`;
    case 'out-of-range':
      return say`${address(miss.address)} is not in this range`;
    case 'excepted':
      return say`${address(miss.address)} is excepted`;
    case 'domain':
      return say`none of these names is known to have the address ${address(miss.address)}`;
    case 'protocol':
      return say`it is about another protocol than ${miss.protocol}`;
    case 'port':
      return miss.port === undefined
        ? say`it is about ports, and a ping has none`
        : say`it is about another port than ${miss.port}; rules see the port of the Pod, not that of a Service`;
    case 'named-port':
      return say`the name is that of ${named(miss.of, 'another port')} of the Pod`;
    case 'no-named-port':
      return say`the destination declares no port of this name`;
  }
}

function end(given: End): Part {
  return 'address' in given ? address(given.address) : object(given.object);
}

function object(ref: Ref): Part {
  return named({ ...ref, path: '' }, `${ref.kind} ${ref.name}`);
}

/** The item of a rule that a path leads into, as one speaks of it: `ingress[0].from[1]`. */
function shortened({ path }: Ref): string {
  const item = /(?:ingress|egress)\[\d+\](?:\.\w+\[\d+\])?/.exec(path);
  return item?.[0] ?? path;
}

/** `a, b and c`. */
function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [index === items.length - 1 ? ' and ' : ', ', ...item];
  });
}
