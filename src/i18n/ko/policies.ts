import type { Ref } from '../../sim/api/types.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Miss } from '../../sim/policy/index.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';
import { objectOf } from './kinds.ts';
import { josa } from './particles.ts';

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
  const packet =
    direction === 'ingress'
      ? say`${end(other)}에서 오는 ${protocolOf(probe)}`
      : say`${josa(end(other), '으로/로')} 가는 ${protocolOf(probe)}`;
  const lookup = isLookup
    ? say` 그래서 이름도 찾을 수 없습니다. DNS에는 UDP와 TCP의 포트 53이 필요합니다.`
    : [];
  if (rule)
    return say`${objectOf(rule)}의 ${josa(named(rule, shortened(rule)), '이/가')} ${josa(packet, '을/를')} 막습니다.${lookup}`;
  const way = direction === 'ingress' ? '들어올' : '나갈';
  return [
    ...say`${josa(list(policies.map((policy) => [objectOf(policy)])), '이/가')} ${josa(end(pod), '을/를')} 선택하므로 규칙이 허용하는 것만 ${way} 수 있는데, ${josa(packet, '을/를')} 허용하는 규칙이 없습니다.`,
    ...(misses.length === 0
      ? say` ${direction} 규칙이 하나도 없습니다.`
      : misses.flatMap((miss) => [' ', ...missed(miss)])),
    ...lookup,
  ];
}

function protocolOf({ protocol, port }: Denied['probe']): string {
  if (protocol === 'ICMP') return 'ping';
  return port === undefined ? protocol : `${protocol} 포트 ${port}`;
}

/** Why an item of a rule does not match: the item, then what it lacks. */
export function missed({ miss, asks, needsBoth }: Denied['misses'][number]): Phrase {
  const both = needsBoth ? say` 한 항목에 있는 두 셀렉터는 모두 맞아야 합니다.` : [];
  return say`${named(miss.at, shortened(miss.at))}: ${why(miss, asks)}.${both}`;
}

function why(miss: Miss, asks: string | undefined): Phrase {
  switch (miss.why) {
    case 'label': {
      const key = /\[([^\]]+)\]$|([^.]+)$/.exec(miss.of.path);
      const label = key?.[1] ?? key?.[2] ?? miss.of.path;
      const owner = named(miss.of, objectOf(miss.of).text);
      const has =
        miss.value === undefined
          ? say`${owner}에는 ${code(label)} 레이블이 없습니다`
          : say`${owner}의 레이블은 ${code(`${label}=${miss.value}`)}입니다`;
      return asks === undefined ? has : say`${josa(code(asks), '을/를')} 요구하는데 ${has}`;
    }
    case 'same-labels':
      return say`${josa(objectOf(miss.of), '은/는')} 여기에 적힌 레이블이 다르지 않습니다`;
    case 'namespace':
      return say`namespaceSelector가 없으면 정책과 같은 네임스페이스의 파드만 뜻하는데, ${josa(named(miss.of, objectOf(miss.of).text), '은/는')} ${miss.of.namespace} 네임스페이스에 있습니다`;
    case 'not-a-pod':
      return say`파드를 뜻하는 항목인데 ${josa(address(miss.address), '은/는')} 파드의 주소가 아닙니다`;
    case 'not-a-node':
      return say`노드를 뜻하는 항목인데 ${josa(address(miss.address), '은/는')} 노드의 주소가 아닙니다`;
    case 'out-of-range':
      return say`${josa(address(miss.address), '이/가')} 이 대역에 들어 있지 않습니다`;
    case 'excepted':
      return say`${josa(address(miss.address), '은/는')} 예외로 빠져 있습니다`;
    case 'domain':
      return say`${josa(address(miss.address), '을/를')} 가진 이름이 여기에 없습니다`;
    case 'protocol':
      return say`${josa(miss.protocol, '이/가')} 아닌 다른 프로토콜에 대한 항목입니다`;
    case 'port':
      return miss.port === undefined
        ? say`포트에 대한 항목인데 ping에는 포트가 없습니다`
        : say`포트 ${josa(miss.port, '이/가')} 아닌 다른 포트에 대한 항목입니다(규칙은 서비스의 포트가 아니라 파드의 포트를 봅니다)`;
    case 'named-port':
      return say`이 이름은 파드의 ${named(miss.of, '다른 포트')}를 가리킵니다`;
    case 'no-named-port':
      return say`목적지에 이 이름으로 선언된 포트가 없습니다`;
  }
}

function end(given: End): Part {
  return 'address' in given ? address(given.address) : objectOf(given.object);
}

/** The item of a rule that a path leads into, as one speaks of it: `ingress[0].from[1]`. */
function shortened({ path }: Ref): string {
  const item = /(?:ingress|egress)\[\d+\](?:\.\w+\[\d+\])?/.exec(path);
  return item?.[0] ?? path;
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [', ', ...item]));
}
