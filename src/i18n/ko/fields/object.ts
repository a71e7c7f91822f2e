import type en from '../../en/fields/object.ts';

const object: typeof en = {
  'Object.apiVersion': '이 매니페스트를 해석할 API 그룹과 버전입니다.',
  'Object.kind': '객체의 종류입니다. `apiVersion`과 함께 쓸 수 있는 필드를 결정합니다.',
  'Object.metadata': '이름, 네임스페이스, 레이블, 애너테이션처럼 객체를 식별하는 정보입니다.',
  'Object.spec': '원하는 상태입니다. 컨트롤러가 클러스터를 이 상태에 가깝게 만듭니다.',
  'Object.status':
    '컨트롤러가 관찰한 상태입니다. 매니페스트에 적어 적용해도 서버는 컨트롤러가 쓴 값만 받아들입니다.',
  'Object.items': '목록에 든 객체들입니다. 각각을 별도의 문서로 적은 것처럼 적용합니다.',
  'ObjectMeta.name':
    '같은 네임스페이스의 같은 종류 안에서 유일한 이름입니다. 서비스 이름은 DNS 이름의 첫 부분이 됩니다.',
  'ObjectMeta.generateName': '이름의 앞부분입니다. 뒤는 서버가 무작위 글자로 채웁니다.',
  'ObjectMeta.namespace':
    '객체가 속한 네임스페이스이며 생략하면 `default`입니다. 이름, 셀렉터, 대부분의 참조는 이 범위를 넘지 않습니다.',
  'ObjectMeta.labels':
    '셀렉터가 비교하는 키와 값입니다. 서비스와 NetworkPolicy는 오직 레이블로 파드를 찾습니다.',
  'ObjectMeta.annotations': '도구와 컨트롤러가 읽는 키와 값입니다. 셀렉터는 보지 않습니다.',
  'ObjectMeta.ownerReferences':
    '이 객체의 소유자입니다. 소유자가 모두 삭제되면 이 객체도 가비지로 수거됩니다.',
  'ObjectMeta.finalizers':
    '아직 끝나지 않은 정리 작업의 이름입니다. 목록이 빌 때까지 객체는 삭제 표시만 된 채 남아 있습니다.',
  'ObjectMeta.uid': '서버가 붙인 고유 식별자입니다. 같은 이름으로 다시 만들어도 값이 달라집니다.',
  'ObjectMeta.resourceVersion':
    '쓸 때마다 바뀌는 값입니다. 그사이 다른 쓰기가 있었는지 알아내는 데 씁니다.',
  'ObjectMeta.generation': 'spec이 바뀐 횟수를 나타냅니다.',
  'ObjectMeta.creationTimestamp': '서버가 객체를 만든 시각입니다. 직접 정할 수 없습니다.',
  'ObjectMeta.deletionTimestamp':
    '삭제를 요청받은 시각입니다. 이때부터 파드는 종료 중이며, 엔드포인트는 준비되지 않은 것으로 바뀌지만 요청은 아직 처리할 수 있습니다.',
  'OwnerReference.kind': '소유자의 종류입니다.',
  'OwnerReference.name':
    '소유자의 이름입니다. 소유자는 같은 네임스페이스에 있거나 네임스페이스가 없어야 합니다.',
  'OwnerReference.uid':
    '소유자의 고유 식별자입니다. 나중에 같은 이름으로 만든 객체는 소유자가 아닙니다.',
  'OwnerReference.controller':
    '이 소유자가 객체를 관리하는지 나타냅니다. 최대 하나만 true일 수 있습니다.',
  'OwnerReference.blockOwnerDeletion':
    '소유자를 포그라운드로 삭제할 때 이 객체가 사라질 때까지 기다릴지 정합니다.',
  'LabelSelector.matchLabels':
    '모두 이 값으로 있어야 하는 레이블입니다. 빈 셀렉터는 모든 객체와 일치합니다.',
  'LabelSelector.matchExpressions':
    '레이블에 대한 추가 조건입니다. `matchLabels`와 함께 모두 만족해야 합니다.',
  'LabelSelectorRequirement.key': '조건을 적용할 레이블의 키입니다.',
  'LabelSelectorRequirement.operator':
    '`In`과 `NotIn`은 `values`와 비교하고, `Exists`와 `DoesNotExist`는 레이블이 있는지만 봅니다. `NotIn`은 레이블이 없어도 만족합니다.',
  'LabelSelectorRequirement.values':
    '`In`과 `NotIn`에서 비교할 값입니다. 다른 연산자에서는 비워 두어야 합니다.',
};
export default object;
