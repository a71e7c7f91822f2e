import type { ObjectTexts } from '../en/objects.ts';
import { code, say } from '../phrase.ts';

/** What events of these reasons mean. */
const reasons: Readonly<Record<string, string>> = {
  FailedScheduling: '스케줄러가 이 파드를 둘 노드를 찾지 못했습니다.',
  FailedCreate: '컨트롤러가 만들어야 할 파드를 API 서버가 허용하지 않았습니다.',
  ProvisioningFailed: '이 클레임에 쓸 볼륨을 만들지 못했습니다.',
  FailedBinding: '이 클레임은 볼륨을 기다리고 있습니다.',
  Unhealthy:
    '이 파드의 프로브가 실패합니다. 준비성 프로브가 실패하는 동안에는 트래픽을 받지 않습니다.',
  DNSConfigForming: 'resolv.conf에 넣을 수 있는 것보다 많은 값을 적어 일부가 빠졌습니다.',
  EnsuringLoadBalancer: '클라우드에 로드 밸런서를 요청했습니다.',
  EnsuredLoadBalancer: '로드 밸런서가 준비되었습니다.',
  IPAllocated: 'MetalLB가 주소 풀에서 서비스에 주소를 주었습니다.',
  AllocationFailed: 'MetalLB의 주소 풀에 줄 수 있는 주소가 없습니다.',
  nodeAssigned: '이 노드가 이 주소를 묻는 ARP에 답하므로 모든 트래픽이 이 노드로 들어옵니다.',
};

const hints: readonly (readonly [words: RegExp, hint: string])[] = [
  [/service account/, 'ServiceAccount를 추가하거나 serviceAccountName을 고치세요.'],
  [
    /untolerated taint/,
    '테인트가 있는 노드에는 그에 맞는 톨러레이션이 있는 파드만 둘 수 있습니다.',
  ],
  [
    /node affinity\/selector/,
    'nodeSelector나 노드 어피니티가 요구하는 레이블이 없는 노드가 있습니다.',
  ],
  [/were unschedulable/, 'spec.unschedulable이 true라서 파드를 받지 않는 노드가 있습니다.'],
  [/free ports/, '파드가 요구하는 hostPort를 이미 쓰고 있는 노드가 있습니다.'],
  [
    /topology spread constraints \(missing/,
    'topologySpreadConstraints에 적힌 레이블이 없는 노드가 있습니다.',
  ],
  [
    /topology spread constraints(?! \()/,
    '그 노드에 두면 파드가 허용된 것보다 고르지 않게 퍼집니다.',
  ],
  [
    /Too many pods/,
    '꽉 찬 노드가 있습니다. 따로 정하지 않으면 노드 하나에 파드를 110개까지 둡니다.',
  ],
  [/persistentvolumeclaim ".*" not found/, '파드가 쓰려는 PersistentVolumeClaim이 없습니다.'],
  [/unbound immediate/, 'PersistentVolumeClaim에 볼륨이 연결될 때까지 기다립니다.'],
  [/storageclass\.storage/, '클레임에 적힌 StorageClass가 없습니다.'],
];

const objects: ObjectTexts = {
  label: '매니페스트의 객체',
  empty: '아직 받아들여진 객체가 없습니다.',
  notSimulated: '시뮬레이션하지 않음',
  notSimulatedMeaning:
    'API 서버는 받아들이지만, 이 종류의 객체가 하는 일은 시뮬레이션하지 않습니다.',
  warnings: (count) => `경고 ${count}개`,
  more: (count) => `${count}개 더 보기`,
  columns: 'kubectl get의 출력',
  events: '이벤트',
  because: '원인',
  event: ({ reason = '', message = '' }) => {
    const meanings = [
      reasons[reason],
      ...hints.map(([words, hint]) => words.test(message) && hint),
    ];
    const said = meanings.filter((each) => typeof each === 'string').join(' ');
    return said === '' ? [code(message)] : say`${said} ${code(message)}`;
  },
};
export default objects;
