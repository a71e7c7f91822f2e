import type { Hop } from '../../../sim/trace/types.ts';
import { destinationOf, deviceOf, netnsName, refTo, sourceOf } from '../../facts.ts';
import { address, code, named, say, type Phrase } from '../../phrase.ts';
import { objectOf } from '../kinds.ts';
import { josa } from '../particles.ts';

export function route(hop: Hop<'route'>, place: string): Phrase {
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
  const policy = refTo(route.because, 'Service', 'externalTrafficPolicy');
  const health = policy
    ? say`. ${named(policy, 'externalTrafficPolicy: Local')}이므로 준비된 엔드포인트가 있는 노드만 헬스 체크를 통과합니다`
    : [];
  const cost =
    hop.after.ttl < hop.before.ttl
      ? say`. 포워딩하면서 TTL이 1 줄어 ${josa(hop.after.ttl, '이/가')} 됩니다`
      : [];
  if (route.device === undefined)
    return say`${place}의 라우팅 테이블에서 ${line} 이 경로의 종류는 ${code(route.type ?? '')}이고, 패킷을 어디로도 보내지 않습니다.`;
  const count = route.nextHops?.length ?? 0;
  const way = hop.nextHop
    ? say`${josa(route.device, '을/를')} 통해 다음 홉 ${count}개 가운데 ${josa(address(hop.nextHop), '으로/로')} 갑니다. 주소와 포트의 해시로 고르므로 같은 연결의 패킷은 늘 같은 홉으로 갑니다`
    : route.via === undefined
      ? say`${josa(route.device, '을/를')} 통해 목적지로 바로 갑니다`
      : say`${josa(route.device, '을/를')} 통해 다음 홉 ${josa(address(route.via), '으로/로')} 갑니다`;
  return say`${place}의 라우팅 테이블에서 ${line} 그래서 패킷은 ${way}${health}${cost}.`;
}

export function transmit(hop: Hop<'transmit'>, place: string): Phrase {
  const device = deviceOf(hop);
  const mac = code(hop.mac);
  const whose =
    hop.neighbor === hop.before.destination
      ? say`같은 링크에 있는 ${address(hop.neighbor)}의 MAC 주소`
      : say`다음 홉 ${address(hop.neighbor)}의 MAC 주소`;
  if (hop.learned === 'proxy-arp')
    return say`${place}에서 ${josa(whose, '을/를')} ARP로 물으면, 그 주소를 갖지 않은 노드가 veth 페어 반대쪽의 ${josa(mac, '을/를')} 대신 답합니다(프록시 ARP). 프레임은 ${josa(device, '으로/로')} 나갑니다.`;
  if (hop.learned === 'bpf')
    return say`${place}에서 ${josa(whose, '을/를')} ARP로 물으면, veth 페어 반대쪽의 BPF 프로그램이 그 끝의 ${josa(mac, '을/를')} 대신 답합니다. 프레임은 ${josa(device, '으로/로')} 나갑니다.`;
  return hop.learned === 'permanent'
    ? say`${whose} ${josa(mac, '이/가')} ${place}의 이웃 테이블에 permanent 항목으로 이미 있으므로, ARP로 묻지 않고 프레임을 ${josa(device, '으로/로')} 내보냅니다.`
    : say`${place}에서 ${whose} ${josa(mac, '을/를')} ARP로 알아내어 프레임을 ${josa(device, '으로/로')} 내보냅니다.`;
}

export function cross(hop: Hop<'cross'>, place: string): Phrase {
  const from = netnsName(hop.from.netns);
  if (hop.link === 'loopback')
    return say`패킷이 ${place}의 루프백 장치에서 되돌아옵니다. 이 네트워크 네임스페이스를 벗어나지 않습니다.`;
  if (hop.link === 'wire')
    return say`프레임이 ${from}에서 ${josa(place, '으로/로')} 건너갑니다. 그 사이의 네트워크는 목적지 MAC 주소 ${code(hop.destinationMac)}만 보고 전달합니다.`;
  if (hop.link === 'peer')
    return say`패킷이 ${from}의 ${hop.from.name} 큐를 거치지 않고, ${place}의 ${josa(deviceOf(hop), '으로/로')} 바로 들어온 것처럼 놓입니다.`;
  return say`veth 페어를 지납니다. ${from}의 ${josa(hop.from.name, '으로/로')} 들어간 프레임이 ${place}의 ${josa(deviceOf(hop), '으로/로')} 나옵니다.`;
}

export function bridge(hop: Hop<'bridge'>, place: string): Phrase {
  const mac = code(hop.destinationMac);
  if (hop.outPort === undefined)
    return say`프레임의 목적지 MAC 주소 ${josa(mac, '이/가')} 브리지 ${hop.bridge} 자신의 것이므로, 라우팅할 수 있도록 ${place}의 커널로 올려 보냅니다.`;
  const frame =
    hop.inPort === undefined
      ? say`${place} 자신이 보낸 프레임`
      : say`포트 ${josa(hop.inPort, '으로/로')} 들어온 프레임`;
  return say`브리지 ${josa(hop.bridge, '은/는')} MAC 주소 ${josa(mac, '이/가')} 포트 ${hop.outPort} 쪽에 있음을 알고 있으므로, ${josa(frame, '을/를')} 라우팅 없이 그 포트로 내보냅니다.`;
}

export function encapsulate(hop: Hop<'encapsulate'>): Phrase {
  const { device, vni, overheadBytes, remote, after } = hop;
  const way = say`노드 ${address(after.source)}에서 노드 ${josa(address(remote), '으로/로')} 가는`;
  const more = say`${overheadBytes}바이트 추가`;
  const how: Readonly<Record<typeof hop.tunnel, Phrase>> = {
    VXLAN: say`프레임 전체를 ${way} UDP 패킷에 담습니다(VXLAN 캡슐화, VNI ${vni ?? 0}, ${more})`,
    IPIP: say`패킷 전체를 ${way} 다른 IP 패킷에 담습니다(IPIP 캡슐화, 프로토콜 4, ${more})`,
    WireGuard: say`패킷 전체를 암호화하여 ${way} UDP 패킷에 담습니다(WireGuard 캡슐화, ${more})`,
  };
  return say`${josa(device, '이/가')} ${how[hop.tunnel]}. 안쪽 패킷의 주소는 그대로입니다.`;
}

export function decapsulate(hop: Hop<'decapsulate'>, place: string): Phrase {
  return say`${place}의 ${josa(hop.device, '이/가')} 캡슐을 벗깁니다. 이제 ${sourceOf(hop.after)}에서 ${josa(destinationOf(hop.after), '으로/로')} 가는 안쪽 패킷만 남습니다.`;
}
