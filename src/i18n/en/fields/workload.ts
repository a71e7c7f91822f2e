/** What makes Pods: Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs. */
export default {
  'PodTemplateSpec.metadata':
    'Labels and annotations of the Pods that are made. Services and NetworkPolicies match these labels, not those of the workload.',
  'PodTemplateSpec.spec': 'What the Pods that are made look like.',
  'DeploymentSpec.replicas': 'How many Pods are wanted.',
  'DeploymentSpec.selector':
    'Which Pods belong to the Deployment. It must match the labels of its template and cannot be changed.',
  'DeploymentSpec.template': 'The Pods to make. A change of it rolls out new ones.',
  'DeploymentSpec.strategy': 'How old Pods give way to new ones.',
  'DeploymentSpec.minReadySeconds':
    'How long a new Pod must be ready before it counts as available.',
  'DeploymentSpec.paused': 'Holds back roll-outs.',
  'DeploymentSpec.progressDeadlineSeconds':
    'After how long without progress a roll-out is reported as failed.',
  'DeploymentSpec.revisionHistoryLimit': 'How many old ReplicaSets are kept to go back to.',
  'DeploymentStrategy.type':
    '`RollingUpdate` replaces Pods bit by bit; `Recreate` ends all of them first, and the Service has no endpoints meanwhile.',
  'DeploymentStrategy.rollingUpdate': 'The limits of a rolling update.',
  'RollingUpdateDeployment.maxSurge':
    'How many Pods more than wanted there may be, as a number or in percent.',
  'RollingUpdateDeployment.maxUnavailable':
    'How many Pods may be missing, as a number or in percent.',
  'ReplicaSetSpec.replicas': 'How many Pods are wanted.',
  'ReplicaSetSpec.selector':
    'Which Pods belong to the ReplicaSet. It must match the labels of its template.',
  'ReplicaSetSpec.template': 'The Pods to make.',
  'ReplicaSetSpec.minReadySeconds': 'How long a Pod must be ready before it counts as available.',
  'StatefulSetSpec.serviceName':
    'The headless Service that gives each Pod a DNS name of its own, such as `web-0.web`. You have to make that Service yourself.',
  'StatefulSetSpec.replicas': 'How many Pods are wanted, numbered from 0.',
  'StatefulSetSpec.selector':
    'Which Pods belong to the StatefulSet. It must match the labels of its template.',
  'StatefulSetSpec.template':
    'The Pods to make. Each is named after the StatefulSet and its number, which is its host name too.',
  'StatefulSetSpec.podManagementPolicy':
    '`OrderedReady` waits for each Pod to be ready before it makes the next; `Parallel` does not.',
  'StatefulSetSpec.updateStrategy': 'How Pods are replaced when the template changes.',
  'StatefulSetSpec.volumeClaimTemplates': 'A claim of each is made for every Pod.',
  'StatefulSetSpec.ordinals': 'With which number to begin.',
  'StatefulSetSpec.minReadySeconds': 'How long a Pod must be ready before it counts as available.',
  'DaemonSetSpec.selector':
    'Which Pods belong to the DaemonSet. It must match the labels of its template.',
  'DaemonSetSpec.template': 'The Pod that every suitable node gets.',
  'DaemonSetSpec.updateStrategy': 'How Pods are replaced when the template changes.',
  'DaemonSetSpec.minReadySeconds': 'How long a Pod must be ready before it counts as available.',
  'JobSpec.template': 'The Pods to make. Their `restartPolicy` must be `OnFailure` or `Never`.',
  'JobSpec.completions': 'How many Pods have to succeed.',
  'JobSpec.parallelism': 'How many Pods may run at a time.',
  'JobSpec.completionMode':
    '`Indexed` numbers the Pods; with a headless Service and a matching `subdomain` each has a DNS name.',
  'JobSpec.backoffLimit': 'After how many failures the Job gives up.',
  'JobSpec.activeDeadlineSeconds': 'After how long the Job is ended in any case.',
  'JobSpec.ttlSecondsAfterFinished': 'How long the finished Job is kept.',
  'JobSpec.suspend': 'Makes no Pods for now, and ends those there are.',
  'JobSpec.selector': 'Set by the server. Leave it out.',
  'CronJobSpec.schedule': 'When Jobs are made: minute, hour, day, month, weekday.',
  'CronJobSpec.jobTemplate': 'The Jobs to make.',
};
