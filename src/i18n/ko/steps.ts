import type { Packet } from '../../sim/net/index.ts';
import type { FailureReason, Hop } from '../../sim/trace/types.ts';
import type { StepTexts } from '../en/steps.ts';
import {
  bareName,
  cargoOf,
  causesOf,
  changedHalves,
  destinationOf,
  deviceOf,
  goesForward,
  isAboutForeigners,
  isError,
  netnsName,
  refTo,
  sourceOf,
  writerOf,
  type Cargo,
} from '../facts.ts';
import { address, code, named, say, type Part, type Phrase } from '../phrase.ts';
import { objectOf } from './kinds.ts';
import { josa } from './particles.ts';

const steps: StepTexts = {
  sentences: {
    send: (hop, place) =>
      say`${place}의 ${josa(sender(hop), '이/가')} ${josa(cargo(hop.after), '을/를')} ${sourceOf(hop.after)}에서 ${josa(destinationOf(hop.after), '으로/로')} 보냅니다.`,
    resolve,
    route,
    transmit,
    cross,
    bridge,
    netfilter,
    encapsulate: (hop) =>
      say`${josa(hop.device, '이/가')} 프레임 전체를 노드 ${address(hop.after.source)}에서 노드 ${josa(address(hop.remote), '으로/로')} 가는 UDP 패킷에 담습니다(VXLAN 캡슐화, VNI ${hop.vni}, ${hop.overheadBytes}바이트 추가). 안쪽 패킷의 주소는 그대로입니다.`,
    decapsulate: (hop, place) =>
      say`${place}의 ${josa(hop.device, '이/가')} 캡슐을 벗깁니다. 이제 ${sourceOf(hop.after)}에서 ${josa(destinationOf(hop.after), '으로/로')} 가는 안쪽 패킷만 남습니다.`,
    deliver,
    stop,
  },
  names: {
    send: () => '소켓',
    resolve: (hop) => (hop.by === 'hosts' ? '/etc/hosts' : '리졸버'),
    route: () => '라우팅',
    transmit: (hop) => deviceOf(hop),
    cross: (hop) => linkNames[hop.link],
    bridge: (hop) => hop.bridge,
    netfilter: (hop) => (hop.rewrite ? rewriteNames[hop.rewrite] : hop.hook),
    encapsulate: (hop) => hop.device,
    decapsulate: (hop) => hop.device,
    deliver: (hop) => hop.process,
    stop: (hop) => stopNames[hop.reason],
  },
  purposes: {
    'dns-query': 'DNS 질의',
    'dns-answer': 'DNS 응답',
    connect: 'SYN',
    accept: 'SYN-ACK',
    request: '요청',
    response: '응답',
    datagram: '데이터그램',
    reset: 'RST',
    'icmp-error': 'ICMP 오류',
  },
};
export default steps;

const rewriteNames = { dnat: 'DNAT', snat: 'SNAT', unnat: 'conntrack' } as const;
const linkNames = { veth: 'veth', wire: '네트워크', loopback: 'lo' } as const;

/** What the kernel itself sends, such as an ICMP error, has no process. */
function sender({ process }: Hop<'send'>): Part {
  return process === 'kernel' ? '커널' : code(process);
}

function cargo(packet: Packet): Phrase {
  const { is, text = '' } = cargoOf(packet);
  return cargoes[is](text);
}

const cargoes: Readonly<Record<Cargo['is'], (text: string) => Phrase>> = {
  syn: () => say`TCP SYN`,
  'syn-ack': () => say`SYN-ACK`,
  ack: () => say`ACK`,
  fin: () => say`TCP FIN`,
  reset: () => say`TCP RST`,
  request: (text) => say`${code(text)} 요청`,
  response: (text) => say`${code(text)} 응답`,
  'dns-query': (text) => say`${code(text)} DNS 질의`,
  'dns-answer': (text) => say`${code(text)} DNS 응답`,
  datagram: (protocol) => say`${protocol} 데이터그램`,
  segment: () => say`TCP 세그먼트`,
  ping: () => say`ping`,
  pong: () => say`ping 응답`,
  'icmp-error': (text) => say`ICMP 오류(${text})`,
  tunnel: () => say`VXLAN 패킷`,
};

function resolve(hop: Hop<'resolve'>, place: string): Phrase {
  const name = code(bareName(hop.name));
  if (hop.by === 'hosts') {
    return hop.address
      ? say`${place}의 /etc/hosts에 ${name}의 주소가 ${josa(address(hop.address), '으로/로')} 적혀 있어 DNS에는 묻지 않습니다.`
      : say`${place}의 /etc/hosts에 ${josa(name, '이/가')} 있지만 주소가 없습니다.`;
  }
  if (hop.address)
    return say`DNS가 ${name}의 주소로 ${josa(address(hop.address), '을/를')} 알려 주었습니다. ${place}에서 보내는 패킷은 이 주소로 갑니다.`;
  if (hop.by === 'none') return say`${place}의 리졸버가 ${name}의 주소를 찾지 못하고 포기합니다.`;
  const count = hop.candidates.length;
  const number = hop.candidates.indexOf(hop.name) + 1;
  if (count < 2 || number === 0)
    return say`${place}의 리졸버가 DNS에 ${josa(name, '을/를')} 적힌 그대로 묻습니다.`;
  return say`${place}의 리졸버가 DNS에 ${josa(name, '을/를')} 묻습니다. resolv.conf의 검색 도메인(search)으로 만든 이름 ${count}개 중 ${number}번째입니다.`;
}

function route(hop: Hop<'route'>, place: string): Phrase {
  const destination = address(hop.before.destination);
  if (hop.kind === 'local' || !hop.route)
    return say`${josa(destination, '은/는')} ${place} 자신의 주소이므로, 패킷을 더 라우팅하지 않고 여기서 받습니다.`;
  const { route } = hop;
  const owner = refTo(route.because, 'Node', 'podCIDR');
  const range = owner ? say`(${objectOf(owner)}의 파드 대역)` : [];
  const line =
    route.destination.prefix === 0
      ? say`${destination}에 맞는 경로는 기본 경로뿐입니다.`
      : say`${destination}에 가장 길게 일치하는 경로는 ${code(route.destination.text)}${range}입니다.`;
  const way =
    route.via === undefined
      ? say`${josa(route.device, '을/를')} 통해 목적지로 바로 갑니다`
      : say`${josa(route.device, '을/를')} 통해 다음 홉 ${josa(address(route.via), '으로/로')} 갑니다`;
  const cost =
    hop.after.ttl < hop.before.ttl
      ? say`. 포워딩하면서 TTL이 1 줄어 ${josa(hop.after.ttl, '이/가')} 됩니다`
      : [];
  return say`${place}의 라우팅 테이블에서 ${line} 그래서 패킷은 ${way}${cost}.`;
}

function transmit(hop: Hop<'transmit'>, place: string): Phrase {
  const device = deviceOf(hop);
  const mac = code(hop.mac);
  const whose =
    hop.neighbor === hop.before.destination
      ? say`같은 링크에 있는 ${address(hop.neighbor)}의 MAC 주소`
      : say`다음 홉 ${address(hop.neighbor)}의 MAC 주소`;
  return hop.learned === 'permanent'
    ? say`${whose} ${josa(mac, '이/가')} ${place}의 이웃 테이블에 permanent 항목으로 이미 있으므로, ARP로 묻지 않고 프레임을 ${josa(device, '으로/로')} 내보냅니다.`
    : say`${place}에서 ${whose} ${josa(mac, '을/를')} ARP로 알아내어 프레임을 ${josa(device, '으로/로')} 내보냅니다.`;
}

function cross(hop: Hop<'cross'>, place: string): Phrase {
  const from = netnsName(hop.from.netns);
  if (hop.link === 'loopback')
    return say`패킷이 ${place}의 루프백 장치에서 되돌아옵니다. 이 네트워크 네임스페이스를 벗어나지 않습니다.`;
  if (hop.link === 'wire')
    return say`프레임이 ${from}에서 ${josa(place, '으로/로')} 건너갑니다. 그 사이의 네트워크는 목적지 MAC 주소 ${code(hop.destinationMac)}만 보고 전달합니다.`;
  return say`veth 페어를 지납니다. ${from}의 ${josa(hop.from.name, '으로/로')} 들어간 프레임이 ${place}의 ${josa(deviceOf(hop), '으로/로')} 나옵니다.`;
}

function bridge(hop: Hop<'bridge'>, place: string): Phrase {
  const mac = code(hop.destinationMac);
  if (hop.outPort === undefined)
    return say`프레임의 목적지 MAC 주소 ${josa(mac, '이/가')} 브리지 ${hop.bridge} 자신의 것이므로, 라우팅할 수 있도록 ${place}의 커널로 올려 보냅니다.`;
  const frame =
    hop.inPort === undefined
      ? say`${place} 자신이 보낸 프레임`
      : say`포트 ${josa(hop.inPort, '으로/로')} 들어온 프레임`;
  return say`브리지 ${josa(hop.bridge, '은/는')} MAC 주소 ${josa(mac, '이/가')} 포트 ${hop.outPort} 쪽에 있음을 알고 있으므로, ${josa(frame, '을/를')} 라우팅 없이 그 포트로 내보냅니다.`;
}

function netfilter(hop: Hop<'netfilter'>, place: string): Phrase {
  if (hop.rewrite === 'dnat') return dnat(hop, place);
  if (hop.rewrite === 'snat') return snat(hop, place);
  if (hop.rewrite === 'unnat') return unnat(hop, place);
  return unchanged(hop, place);
}

function dnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? say`${place}의 규칙이` : say`${place}에서 ${writer}의 규칙이`;
  return say`DNAT: ${rule} 목적지 주소를 ${destinationOf(hop.before)}에서 ${josa(destinationOf(hop.after), '으로/로')} 바꿉니다.${chosen(hop)}`;
}

function chosen(hop: Hop<'netfilter'>): Phrase {
  const causes = causesOf(hop.because, hop.passes);
  const service = refTo(causes, 'Service');
  if (!service) return [];
  const selector = refTo(causes, 'Service', 'selector');
  const targetPort = refTo(causes, 'Service', 'targetPort');
  if (selector && targetPort)
    return say` ${objectOf(selector)}의 셀렉터가 이 파드를 골랐고, 포트는 이 서비스의 ${named(targetPort, 'targetPort')}입니다.`;
  if (selector) return say` ${objectOf(selector)}의 셀렉터가 이 파드를 골랐습니다.`;
  return targetPort
    ? say` ${objectOf(service)}의 엔드포인트 중 하나이며, 포트는 이 서비스의 ${named(targetPort, 'targetPort')}입니다.`
    : say` ${objectOf(service)}의 엔드포인트 중 하나입니다.`;
}

function snat(hop: Hop<'netfilter'>, place: string): Phrase {
  const writer = writerOf(hop.passes);
  const rule = writer === undefined ? say`규칙이` : say`${writer}의 규칙이`;
  const why =
    writer === 'kube-proxy'
      ? say`DNAT를 되돌릴 수 있는 곳은 ${place}뿐이므로, 응답이 여기로 돌아오게 하기 위해서입니다.`
      : isAboutForeigners(hop.passes)
        ? say`응답이 ${josa(place, '으로/로')} 돌아오게 하기 위해서입니다.`
        : say`바깥에서는 ${josa(address(hop.before.source), '으로/로')} 돌아오는 길을 모르기 때문입니다.`;
  return say`SNAT: 패킷이 ${josa(place, '을/를')} 떠나기 전에 ${rule} 출발지 주소를 ${sourceOf(hop.before)}에서 ${josa(sourceOf(hop.after), '으로/로')} 바꿉니다. ${why}`;
}

function unnat(hop: Hop<'netfilter'>, place: string): Phrase {
  const { source, destination } = changedHalves(hop);
  const changes: Phrase[] = [];
  if (destination)
    changes.push(
      say`목적지 주소를 ${destinationOf(hop.before)}에서 ${josa(destinationOf(hop.after), '으로/로')}`,
    );
  if (source)
    changes.push(
      say`출발지 주소를 ${sourceOf(hop.before)}에서 ${josa(sourceOf(hop.after), '으로/로')}`,
    );
  const known = say`${place}의 conntrack이 이 연결을 기억하고 있어`;
  if (changes.length === 0)
    return say`${known}, ICMP 오류에 담긴 패킷의 주소를 원래대로 되돌립니다.`;
  if (goesForward(hop))
    return say`${known}, 규칙을 다시 보지 않고 첫 패킷 때처럼 ${list(changes)} 바꿉니다.`;
  const effect = source
    ? '클라이언트에게는 자신이 요청한 주소에서 온 것으로 보입니다.'
    : '이제 실제로 요청한 쪽으로 돌아갑니다.';
  const what = isError(hop.before) ? 'ICMP 오류입니다.' : '응답입니다.';
  return say`${what} ${known}, ${list(changes)} 되돌립니다. ${effect}`;
}

function unchanged(hop: Hop<'netfilter'>, place: string): Phrase {
  const hook = say`${place}의 ${code(hop.hook)}`;
  const marking = hop.passes.some(({ chain }) => chain === 'KUBE-MARK-MASQ');
  if (marking)
    return say`${hook}에서 kube-proxy의 규칙이 패킷에 나중에 SNAT하라는 표시(mark)를 남깁니다. 주소는 아직 바뀌지 않습니다.`;
  if (hop.looked === 0) {
    return hop.state === 'ESTABLISHED'
      ? say`${hook}: 이미 알고 있는 연결의 패킷이므로 규칙을 볼 필요가 없습니다.`
      : say`${hook}: 규칙이 없으므로 패킷이 그대로 지나갑니다.`;
  }
  const accepting = hop.passes.findLast(({ rule }) => rule.target.target === 'ACCEPT');
  return accepting
    ? say`${hook}: 규칙 ${hop.looked}개를 살펴보았고, 체인 ${code(accepting.chain)}의 규칙이 패킷을 통과시킵니다.`
    : say`${hook}: 규칙 ${hop.looked}개를 살펴보았지만, 패킷을 바꾸거나 막는 규칙은 없습니다.`;
}

function deliver(hop: Hop<'deliver'>, place: string): Phrase {
  const process = josa(code(hop.process), '이/가');
  const { listener } = hop;
  if (!listener)
    return say`${place}의 ${process} 이 연결을 열어 두고 있으므로, 그 소켓이 ${josa(cargo(hop.after), '을/를')} 받습니다.`;
  return say`도착했습니다. ${place}의 ${process} ${address(listener.address, listener.port)}에서 수신 대기하고 있다가, ${josa(sourceOf(hop.after), '이/가')} 보낸 ${josa(cargo(hop.after), '을/를')} 받습니다.`;
}

function stop(hop: Hop<'stop'>, place: string): Phrase {
  const answer = hop.answer === 'silence' ? silence(hop.reason) : answers[hop.answer];
  return answer === undefined
    ? stopped[hop.reason](hop, place)
    : say`${stopped[hop.reason](hop, place)} ${answer}`;
}

type Stopped = (hop: Hop<'stop'>, place: string) => Phrase;

const stopped: Readonly<Record<FailureReason, Stopped>> = {
  'no-endpoints': (hop, place) => {
    const service = serviceOf(hop);
    const rejected = say`${place}에서 kube-proxy의 규칙이 ${josa(destinationOf(hop.before), '으로/로')} 가는 패킷을 거부합니다.`;
    return service
      ? say`${service}에 엔드포인트가 없어 ${rejected}`
      : say`뒤에 엔드포인트가 하나도 없어 ${rejected}`;
  },
  'no-local-endpoints': (hop, place) =>
    say`${serviceOf(hop) ?? '서비스'}에 엔드포인트가 있지만 ${place}에는 없고 트래픽 정책이 Local이므로 패킷을 버립니다.`,
  'nothing-listens': (hop, place) =>
    say`패킷이 ${place}까지 왔지만 ${destinationOf(hop.before)}에서 수신 대기하는 프로세스가 없습니다.`,
  'name-not-found': (hop, place) =>
    say`${place}에서 물어본 이름 ${josa(question(hop), '은/는')} 없는 이름입니다(NXDOMAIN).`,
  'name-without-address': (hop, place) =>
    say`${place}에서 물어본 이름 ${josa(question(hop), '은/는')} 있지만 주소가 없습니다.`,
  'no-resolver': (_hop, place) =>
    say`${place}의 resolv.conf에 네임 서버가 없어 물어볼 곳이 없습니다.`,
  'no-route': (hop, place) =>
    say`${place}의 라우팅 테이블에 ${josa(address(hop.before.destination), '으로/로')} 가는 경로가 없습니다.`,
  'no-neighbor': (hop, place) =>
    say`${place}의 ${deviceOf(hop)}에서 ARP로 물어도 응답이 없습니다. 이 링크에는 주소가 ${address(hop.before.destination)}인 인터페이스가 없습니다.`,
  'hop-limit': (_hop, place) =>
    say`${place}에서 패킷의 TTL이 0이 되었습니다. 패킷이 라우팅 루프를 돌고 있었습니다.`,
  'dropped-by-rule': (hop, place) =>
    hop.passes.at(-1)?.rule.meaning === 'source-range'
      ? say`${josa(address(hop.before.source), '이/가')} ${serviceOf(hop) ?? '서비스'}의 loadBalancerSourceRanges에 들어 있지 않아 ${place}에서 패킷을 버립니다.`
      : say`${place}에서 ${ruleOf(hop)} 패킷을 버립니다.${causeOf(hop)}`,
  'rejected-by-rule': (hop, place) =>
    say`${place}에서 ${ruleOf(hop)} 패킷을 거부합니다.${causeOf(hop)}`,
  'invalid-state': (_hop, place) =>
    say`${place}의 conntrack이 아는 어떤 연결에도 속하지 않는 패킷이어서(INVALID) 버려집니다.`,
  'no-answer': (_hop, place) => say`패킷이 ${place}까지 왔지만 응답하는 것이 없습니다.`,
  'unknown-sender': (_hop, place) => say`보내는 쪽인 ${josa(place, '이/가')} 없습니다.`,
  'bad-target': (_hop, place) =>
    say`대상을 읽을 수 없어 ${place}에서 어디로 보내야 할지 알 수 없습니다.`,
};

/** Where silence means that the sender waits; elsewhere it is the sender's own kernel that knows. */
function silence(reason: FailureReason): string | undefined {
  const waits: readonly FailureReason[] = [
    'no-local-endpoints',
    'dropped-by-rule',
    'invalid-state',
  ];
  return waits.includes(reason) ? '보낸 쪽은 아무 응답도 받지 못합니다.' : undefined;
}

const answers: Readonly<Record<Exclude<Hop<'stop'>['answer'], 'silence'>, string>> = {
  'tcp-reset': '보낸 쪽은 TCP RST를 받습니다.',
  'icmp-port-unreachable': '보낸 쪽은 ICMP port unreachable을 받습니다.',
  'icmp-host-unreachable': '보낸 쪽은 ICMP host unreachable을 받습니다.',
  'icmp-net-unreachable': '보낸 쪽은 ICMP network unreachable을 받습니다.',
  'icmp-time-exceeded': '보낸 쪽은 ICMP time exceeded를 받습니다.',
};

const stopNames: Readonly<Record<FailureReason, string>> = {
  'no-endpoints': '엔드포인트 없음',
  'no-local-endpoints': '로컬 엔드포인트 없음',
  'nothing-listens': '수신 프로세스 없음',
  'name-not-found': 'NXDOMAIN',
  'name-without-address': '주소 없음',
  'no-resolver': '네임 서버 없음',
  'no-route': '경로 없음',
  'no-neighbor': '이웃 없음',
  'hop-limit': 'TTL 0',
  'dropped-by-rule': '버려짐',
  'rejected-by-rule': '거부됨',
  'invalid-state': 'INVALID',
  'no-answer': '응답 없음',
  'unknown-sender': '보내는 쪽 없음',
  'bad-target': '대상 없음',
};

function serviceOf(hop: Hop<'stop'>): Part | undefined {
  const ref = refTo(causesOf(hop.because, hop.passes), 'Service');
  return ref && objectOf(ref);
}

/** The rule as a subject: `체인 X의 규칙이`. */
function ruleOf(hop: Hop<'stop'>): Phrase {
  const last = hop.passes.at(-1);
  return last ? say`체인 ${code(last.chain)}의 규칙이` : say`규칙이`;
}

function causeOf(hop: Hop<'stop'>): Phrase {
  const cause = causesOf(hop.because, hop.passes)[0];
  return cause ? say` 이 규칙은 ${objectOf(cause)} 때문에 만들어졌습니다.` : [];
}

function question(hop: Hop<'stop'>): Part {
  const { payload } = hop.before;
  return code(
    payload?.carries === 'dns' ? bareName(payload.question.name) : hop.before.destination,
  );
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => (index === 0 ? item : [', ', ...item]));
}
