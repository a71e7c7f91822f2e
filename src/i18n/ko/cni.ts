import type { LateMessages } from '../messages.ts';
import type { Cni } from '../../sim/dataplane/types.ts';

const allocations: Readonly<Record<Cni['allocation'], string>> = {
  'host-local': 'host-local. 쿠버네티스가 노드에 준 대역(podCIDR)에서 나눠 줍니다',
  'calico-ipam':
    'Calico 자체 IPAM. 노드에 주소 블록을 나눠 주며, 여기서는 노드마다 podCIDR과 같은 블록 하나를 갖습니다(blockSize 24)',
  'weave-ipam':
    'Weave 자체 IPAM. 피어들이 대역을 고리(ring)로 나누어 가지며, 여기서는 노드마다 podCIDR만큼 갖습니다',
};

/** What is said of a CNI plugin, in Korean. */
const cni: LateMessages['cni'] = {
  title: 'CNI 플러그인',
  facts: ({ title, retiredSince, encapsulation, overheadBytes, mtu, allocation, ...rest }) => [
    ['이름', `${title}${retiredSince === undefined ? '' : `(${retiredSince}부터 유지보수 중단)`}`],
    [
      '노드 사이',
      encapsulation === 'none'
        ? '패킷을 그대로 라우팅합니다'
        : `${encapsulation} 캡슐화, 패킷마다 ${overheadBytes}바이트 추가`,
    ],
    ['MTU', `${mtu}바이트`],
    ['주소 할당', allocations[allocation]],
    [
      'NetworkPolicy',
      rest.enforces
        ? `플러그인이 적용합니다: ${rest.enforces.kinds.join(', ')}`
        : '플러그인이 무시합니다',
    ],
  ],
  noConflist: '이 플러그인은 kubelet의 일부여서 /etc/cni/net.d에 파일이 없습니다.',
};
export default cni;
