import type en from '../../en/fields/workload.ts';

const workload: typeof en = {
  'PodTemplateSpec.metadata':
    '만들어질 파드의 레이블과 애너테이션입니다. 서비스와 NetworkPolicy는 워크로드가 아니라 이 레이블을 비교합니다.',
  'PodTemplateSpec.spec': '만들어질 파드의 내용입니다.',
  'DeploymentSpec.replicas': '원하는 파드 수입니다.',
  'DeploymentSpec.selector':
    '디플로이먼트에 속하는 파드를 고릅니다. 템플릿의 레이블과 일치해야 하고 바꿀 수 없습니다.',
  'DeploymentSpec.template': '만들 파드입니다. 바꾸면 새 파드로 교체하기 시작합니다.',
  'DeploymentSpec.strategy': '이전 파드를 새 파드로 교체하는 방식입니다.',
  'DeploymentSpec.minReadySeconds':
    '새 파드가 사용 가능하다고 인정받기까지 준비된 채로 있어야 하는 시간입니다.',
  'DeploymentSpec.paused': '롤아웃을 멈춰 둡니다.',
  'DeploymentSpec.progressDeadlineSeconds':
    '이 시간 동안 진척이 없으면 롤아웃을 실패로 보고합니다.',
  'DeploymentSpec.revisionHistoryLimit': '되돌릴 때를 위해 남겨 둘 이전 레플리카셋의 수입니다.',
  'DeploymentStrategy.type':
    '`RollingUpdate`는 파드를 조금씩 교체합니다. `Recreate`는 먼저 모두 끝내므로 그동안 서비스에 엔드포인트가 없습니다.',
  'DeploymentStrategy.rollingUpdate': '롤링 업데이트의 한도입니다.',
  'RollingUpdateDeployment.maxSurge': '원하는 수보다 더 만들어도 되는 파드의 수 또는 비율입니다.',
  'RollingUpdateDeployment.maxUnavailable': '모자라도 되는 파드의 수 또는 비율입니다.',
  'ReplicaSetSpec.replicas': '원하는 파드 수입니다.',
  'ReplicaSetSpec.selector':
    '레플리카셋에 속하는 파드를 고릅니다. 템플릿의 레이블과 일치해야 합니다.',
  'ReplicaSetSpec.template': '만들 파드입니다.',
  'ReplicaSetSpec.minReadySeconds':
    '파드가 사용 가능하다고 인정받기까지 준비된 채로 있어야 하는 시간입니다.',
  'StatefulSetSpec.serviceName':
    '파드마다 `web-0.web` 같은 DNS 이름을 주는 헤드리스 서비스입니다. 이 서비스는 직접 만들어야 합니다.',
  'StatefulSetSpec.replicas': '원하는 파드 수이며 번호는 0부터 붙습니다.',
  'StatefulSetSpec.selector':
    '스테이트풀셋에 속하는 파드를 고릅니다. 템플릿의 레이블과 일치해야 합니다.',
  'StatefulSetSpec.template':
    '만들 파드입니다. 스테이트풀셋 이름에 번호를 붙인 것이 파드 이름이자 호스트 이름이 됩니다.',
  'StatefulSetSpec.podManagementPolicy':
    '`OrderedReady`는 앞 파드가 준비될 때까지 기다렸다가 다음을 만들고, `Parallel`은 기다리지 않습니다.',
  'StatefulSetSpec.updateStrategy': '템플릿이 바뀌었을 때 파드를 교체하는 방식입니다.',
  'StatefulSetSpec.volumeClaimTemplates': '파드마다 하나씩 만들 볼륨 클레임입니다.',
  'StatefulSetSpec.ordinals': '번호를 몇부터 붙일지 정합니다.',
  'StatefulSetSpec.minReadySeconds':
    '파드가 사용 가능하다고 인정받기까지 준비된 채로 있어야 하는 시간입니다.',
  'DaemonSetSpec.selector': '데몬셋에 속하는 파드를 고릅니다. 템플릿의 레이블과 일치해야 합니다.',
  'DaemonSetSpec.template': '알맞은 노드마다 하나씩 실행할 파드입니다.',
  'DaemonSetSpec.updateStrategy': '템플릿이 바뀌었을 때 파드를 교체하는 방식입니다.',
  'DaemonSetSpec.minReadySeconds':
    '파드가 사용 가능하다고 인정받기까지 준비된 채로 있어야 하는 시간입니다.',
  'JobSpec.template': '만들 파드입니다. `restartPolicy`는 `OnFailure`나 `Never`여야 합니다.',
  'JobSpec.completions': '성공해야 하는 파드 수입니다.',
  'JobSpec.parallelism': '동시에 실행할 수 있는 파드 수입니다.',
  'JobSpec.completionMode':
    '`Indexed`이면 파드에 번호가 붙습니다. 헤드리스 서비스와 알맞은 `subdomain`이 있으면 파드마다 DNS 이름이 생깁니다.',
  'JobSpec.backoffLimit': '이만큼 실패하면 잡을 포기합니다.',
  'JobSpec.activeDeadlineSeconds': '이 시간이 지나면 잡을 무조건 끝냅니다.',
  'JobSpec.ttlSecondsAfterFinished': '끝난 잡을 남겨 두는 시간입니다.',
  'JobSpec.suspend': '당분간 파드를 만들지 않고, 실행 중인 파드는 끝냅니다.',
  'JobSpec.selector': '서버가 채우므로 적지 않습니다.',
  'CronJobSpec.schedule': '잡을 만드는 때입니다. 분, 시, 일, 월, 요일 순으로 적습니다.',
  'CronJobSpec.jobTemplate': '만들 잡입니다.',
};
export default workload;
