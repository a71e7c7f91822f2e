// Written by scripts/fieldTable.mjs from the API of Kubernetes 1.36; do not edit.

/**
 * A struct on each line: its name, then its fields. Between a field's name and its type stands `*` where Go has a pointer,
 * `=` where it is written even when empty, else `:`. Types: s text, b bool, i int32, l int64, d float64, I number or text,
 * Q quantity, T time, B bytes, ? anything, a struct's name; `[` before it makes a list, `{` a map.
 */
export const table = `
AWSElasticBlockStoreVolumeSource fsType:s partition:i readOnly:b volumeID=s
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AggregationRule clusterRoleSelectors:[LabelSelector
AppArmorProfile localhostProfile*s type=s
AttachedVolume devicePath=s name=s
AzureDiskVolumeSource cachingMode*s diskName=s diskURI=s fsType*s kind*s readOnly*b
AzureFilePersistentVolumeSource readOnly:b secretName=s secretNamespace*s shareName=s
AzureFileVolumeSource readOnly:b secretName=s shareName=s
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver=s fsType:s nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:b volumeAttributes:{s volumeHandle=s
CSIVolumeSource driver=s fsType*s nodePublishSecretRef:LocalObjectReference readOnly*b volumeAttributes:{s
Capabilities add:[s drop:[s
CephFSPersistentVolumeSource monitors=[s path:s readOnly:b secretFile:s secretRef:SecretReference user:s
CephFSVolumeSource monitors=[s path:s readOnly:b secretFile:s secretRef:LocalObjectReference user:s
CinderPersistentVolumeSource fsType:s readOnly:b secretRef:SecretReference volumeID=s
CinderVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeID=s
ClientIPConfig timeoutSeconds*i
ClusterRole aggregationRule:AggregationRule apiVersion:s kind:s metadata:ObjectMeta rules=[PolicyRule
ClusterRoleBinding apiVersion:s kind:s metadata:ObjectMeta roleRef=RoleRef subjects:[RbacV1Subject
ClusterTrustBundleProjection labelSelector:LabelSelector name*s optional*b path=s signerName*s
Condition lastTransitionTime:T message=s observedGeneration:l reason=s status=s type=s
ConfigMap apiVersion:s binaryData:{B data:{s immutable*b kind:s metadata:ObjectMeta
ConfigMapEnvSource name:s optional*b
ConfigMapKeySelector key=s name:s optional*b
ConfigMapNodeConfigSource kubeletConfigKey=s name=s namespace=s resourceVersion:s uid:s
ConfigMapProjection items:[KeyToPath name:s optional*b
ConfigMapVolumeSource defaultMode*i items:[KeyToPath name:s optional*b
Container args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name=s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources=ResourceRequirements restartPolicy*s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
ContainerExtendedResourceRequest containerName=s requestName=s resourceName=s
ContainerImage names=[s sizeBytes:l
ContainerPort containerPort=i hostIP:s hostPort:i name:s protocol:s
ContainerResizePolicy resourceName=s restartPolicy=s
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator:s values:[i
ContainerState running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting
ContainerStateRunning startedAt:T
ContainerStateTerminated containerID:s exitCode=i finishedAt:T message:s reason:s signal:i startedAt:T
ContainerStateWaiting message:s reason:s
ContainerStatus allocatedResources:{Q allocatedResourcesStatus:[ResourceStatus containerID:s image=s imageID=s lastState=ContainerState name=s ready=b resources:ResourceRequirements restartCount=i started*b state=ContainerState stopSignal*s user:ContainerUser volumeMounts:[VolumeMountStatus
ContainerUser linux:LinuxContainerUser
ControllerRevision apiVersion:s data:? kind:s metadata:ObjectMeta revision=l
CoreV1EndpointPort appProtocol*s name:s port=i protocol:s
CoreV1Event action:s apiVersion:s count:i eventTime:T firstTimestamp:T involvedObject=ObjectReference kind:s lastTimestamp:T message:s metadata:ObjectMeta reason:s related:ObjectReference reportingComponent=s reportingInstance=s series:CoreV1EventSeries source=EventSource type:s
CoreV1EventSeries count:i lastObservedTime:T
CoreV1ResourceClaim name=s request:s
CronJob apiVersion:s kind:s metadata:ObjectMeta spec=CronJobSpec status:?
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit*i jobTemplate=JobTemplateSpec schedule=s startingDeadlineSeconds*l successfulJobsHistoryLimit*i suspend*b timeZone*s
CrossVersionObjectReference apiVersion:s kind=s name=s
DaemonEndpoint Port=i
DaemonSet apiVersion:s kind:s metadata:ObjectMeta spec=DaemonSetSpec status:DaemonSetStatus
DaemonSetCondition lastTransitionTime:T message:s reason:s status=s type=s
DaemonSetSpec minReadySeconds:i revisionHistoryLimit*i selector:LabelSelector template=PodTemplateSpec updateStrategy=DaemonSetUpdateStrategy
DaemonSetStatus collisionCount*i conditions:[DaemonSetCondition currentNumberScheduled=i desiredNumberScheduled=i numberAvailable:i numberMisscheduled=i numberReady=i numberUnavailable:i observedGeneration:l updatedNumberScheduled:i
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:s
Deployment apiVersion:s kind:s metadata:ObjectMeta spec=DeploymentSpec status:DeploymentStatus
DeploymentCondition lastTransitionTime:T lastUpdateTime:T message:s reason:s status=s type=s
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds*i replicas*i revisionHistoryLimit*i selector:LabelSelector strategy=DeploymentStrategy template=PodTemplateSpec
DeploymentStatus availableReplicas:i collisionCount*i conditions:[DeploymentCondition observedGeneration:l readyReplicas:i replicas:i terminatingReplicas*i unavailableReplicas:i updatedReplicas:i
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type:s
DiscoveryV1EndpointPort appProtocol*s name*s port*i protocol*s
DownwardAPIProjection items:[DownwardAPIVolumeFile
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode*i path=s resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode*i items:[DownwardAPIVolumeFile
EmptyDirVolumeSource medium:s sizeLimit:Q
Endpoint addresses=[s conditions=EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname*s nodeName*s targetRef:ObjectReference zone*s
EndpointAddress hostname:s ip=s nodeName*s targetRef:ObjectReference
EndpointConditions ready*b serving*b terminating*b
EndpointHints forNodes:[ForNode forZones:[ForZone
EndpointSlice addressType=s apiVersion:s endpoints=[Endpoint kind:s metadata:ObjectMeta ports=[DiscoveryV1EndpointPort
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[CoreV1EndpointPort
Endpoints apiVersion:s kind:s metadata:ObjectMeta subsets:[EndpointSubset
EnvFromSource configMapRef:ConfigMapEnvSource prefix:s secretRef:SecretEnvSource
EnvVar name=s value:s valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name=s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources=ResourceRequirements restartPolicy*s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
EventSource component:s host:s
ExecAction command:[s
FCVolumeSource fsType:s lun*i readOnly:b targetWWNs:[s wwids:[s
FileKeySelector key=s optional*b path=s volumeName=s
FlexPersistentVolumeSource driver=s fsType:s options:{s readOnly:b secretRef:SecretReference
FlexVolumeSource driver=s fsType:s options:{s readOnly:b secretRef:LocalObjectReference
FlockerVolumeSource datasetName:s datasetUUID:s
ForNode name=s
ForZone name=s
GCEPersistentDiskVolumeSource fsType:s partition:i pdName=s readOnly:b
GRPCAction port=i service*s
GitRepoVolumeSource directory:s repository=s revision:s
GlusterfsPersistentVolumeSource endpoints=s endpointsNamespace*s path=s readOnly:b
GlusterfsVolumeSource endpoints=s path=s readOnly:b
HTTPGetAction host:s httpHeaders:[HTTPHeader path:s port=I scheme:s
HTTPHeader name=s value=s
HTTPIngressPath backend=IngressBackend path:s pathType*s
HTTPIngressRuleValue paths=[HTTPIngressPath
HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta spec=HorizontalPodAutoscalerSpec status:?
HorizontalPodAutoscalerSpec maxReplicas=i minReplicas*i scaleTargetRef=CrossVersionObjectReference targetCPUUtilizationPercentage*i
HostAlias hostnames:[s ip=s
HostIP ip=s
HostPathVolumeSource path=s type*s
IPAddress apiVersion:s kind:s metadata:ObjectMeta spec=IPAddressSpec
IPAddressSpec parentRef:ParentReference
IPBlock cidr=s except:[s
ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName*s iqn=s iscsiInterface:s lun=i portals:[s readOnly:b secretRef:SecretReference targetPortal=s
ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName*s iqn=s iscsiInterface:s lun=i portals:[s readOnly:b secretRef:LocalObjectReference targetPortal=s
ImageVolumeSource pullPolicy:s reference:s
ImageVolumeStatus imageRef:s
Ingress apiVersion:s kind:s metadata:ObjectMeta spec=IngressSpec status:IngressStatus
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressClass apiVersion:s kind:s metadata:ObjectMeta spec=IngressClassSpec
IngressClassParametersReference apiGroup*s kind=s name=s namespace*s scope*s
IngressClassSpec controller:s parameters:IngressClassParametersReference
IngressLoadBalancerIngress hostname:s ip:s ports:[IngressPortStatus
IngressLoadBalancerStatus ingress:[IngressLoadBalancerIngress
IngressPortStatus error*s port=i protocol=s
IngressRule host:s http:HTTPIngressRuleValue
IngressServiceBackend name=s port=ServiceBackendPort
IngressSpec defaultBackend:IngressBackend ingressClassName*s rules:[IngressRule tls:[IngressTLS
IngressStatus loadBalancer=IngressLoadBalancerStatus
IngressTLS hosts:[s secretName:s
Job apiVersion:s kind:s metadata:ObjectMeta spec=JobSpec status:?
JobSpec activeDeadlineSeconds*l backoffLimit*i backoffLimitPerIndex*i completionMode*s completions*i managedBy*s manualSelector*b maxFailedIndexes*i parallelism*i podFailurePolicy:PodFailurePolicy podReplacementPolicy*s selector:LabelSelector successPolicy:SuccessPolicy suspend*b template=PodTemplateSpec ttlSecondsAfterFinished*i
JobTemplateSpec metadata:ObjectMeta spec=JobSpec
KeyToPath key=s mode*i path=s
LabelSelector matchExpressions:[LabelSelectorRequirement matchLabels:{s
LabelSelectorRequirement key=s operator=s values:[s
Lease apiVersion:s kind:s metadata:ObjectMeta spec=LeaseSpec
LeaseSpec acquireTime:T holderIdentity*s leaseDurationSeconds*i leaseTransitions*i preferredHolder*s renewTime:T strategy*s
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal*s
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LimitRange apiVersion:s kind:s metadata:ObjectMeta spec=LimitRangeSpec
LimitRangeItem default:{Q defaultRequest:{Q max:{Q maxLimitRequestRatio:{Q min:{Q type=s
LimitRangeSpec limits=[LimitRangeItem
LinuxContainerUser gid=l supplementalGroups:[l uid=l
LoadBalancerIngress hostname:s ip:s ipMode*s ports:[PortStatus
LoadBalancerStatus ingress:[LoadBalancerIngress
LocalObjectReference name:s
LocalVolumeSource fsType*s path=s
ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:? manager:s operation:s subresource:s time:T
ModifyVolumeStatus status=s targetVolumeAttributesClassName:s
NFSVolumeSource path=s readOnly:b server=s
Namespace apiVersion:s kind:s metadata:ObjectMeta spec=NamespaceSpec status:NamespaceStatus
NamespaceCondition lastTransitionTime:T message:s reason:s status=s type=s
NamespaceSpec finalizers:[s
NamespaceStatus conditions:[NamespaceCondition phase:s
NetworkPolicy apiVersion:s kind:s metadata:ObjectMeta spec=NetworkPolicySpec
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
NetworkPolicyPort endPort*i port:I protocol*s
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector=LabelSelector policyTypes:[s
Node apiVersion:s kind:s metadata:ObjectMeta spec=NodeSpec status:NodeStatus
NodeAddress address=s type=s
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeAllocatableResourceClaimStatus containers:[s resourceClaimName=s resources={Q
NodeCondition lastHeartbeatTime:T lastTransitionTime:T message:s reason:s status=s type=s
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error:s lastKnownGood:NodeConfigSource
NodeDaemonEndpoints kubeletEndpoint=DaemonEndpoint
NodeFeatures supplementalGroupsPolicy*b
NodeRuntimeHandler features:NodeRuntimeHandlerFeatures name=s
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts*b userNamespaces*b
NodeSelector nodeSelectorTerms=[NodeSelectorTerm
NodeSelectorRequirement key=s operator=s values:[s
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
NodeSpec configSource:NodeConfigSource externalID:s podCIDR:s podCIDRs:[s providerID:s taints:[Taint unschedulable:b
NodeStatus addresses:[NodeAddress allocatable:{Q capacity:{Q conditions:[NodeCondition config:NodeConfigStatus daemonEndpoints=NodeDaemonEndpoints declaredFeatures:[s features:NodeFeatures images:[ContainerImage nodeInfo=NodeSystemInfo phase:s runtimeHandlers:[NodeRuntimeHandler volumesAttached:[AttachedVolume volumesInUse:[s
NodeSwapStatus capacity*l
NodeSystemInfo architecture=s bootID=s containerRuntimeVersion=s kernelVersion=s kubeProxyVersion=s kubeletVersion=s machineID=s operatingSystem=s osImage=s swap:NodeSwapStatus systemUUID=s
ObjectFieldSelector apiVersion:s fieldPath=s
ObjectMeta annotations:{s creationTimestamp:T deletionGracePeriodSeconds*l deletionTimestamp:T finalizers:[s generateName:s generation:l labels:{s managedFields:[ManagedFieldsEntry name:s namespace:s ownerReferences:[OwnerReference resourceVersion:s selfLink:s uid:s
ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
OwnerReference apiVersion=s blockOwnerDeletion*b controller*b kind=s name=s uid=s
ParentReference group:s name:s namespace:s resource:s
PersistentVolume apiVersion:s kind:s metadata:ObjectMeta spec=PersistentVolumeSpec status:PersistentVolumeStatus
PersistentVolumeClaim apiVersion:s kind:s metadata:ObjectMeta spec=PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime:T lastTransitionTime:T message:s reason:s status=s type=s
PersistentVolumeClaimSpec accessModes:[s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources=VolumeResourceRequirements selector:LabelSelector storageClassName*s volumeAttributesClassName*s volumeMode*s volumeName:s
PersistentVolumeClaimStatus accessModes:[s allocatedResourceStatuses:{s allocatedResources:{Q capacity:{Q conditions:[PersistentVolumeClaimCondition currentVolumeAttributesClassName*s modifyVolumeStatus:ModifyVolumeStatus phase:s
PersistentVolumeClaimTemplate metadata:ObjectMeta spec=PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName=s readOnly:b
PersistentVolumeSpec accessModes:[s awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{Q cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource mountOptions:[s nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName:s storageos:StorageOSPersistentVolumeSource volumeAttributesClassName*s volumeMode*s vsphereVolume:VsphereVirtualDiskVolumeSource
PersistentVolumeStatus lastPhaseTransitionTime:T message:s phase:s reason:s
PhotonPersistentDiskVolumeSource fsType:s pdID=s
Pod apiVersion:s kind:s metadata:ObjectMeta spec=PodSpec status:PodStatus
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:LabelSelector namespaces:[s topologyKey=s
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds*i signerName:s userAnnotations:{s
PodCondition lastProbeTime:T lastTransitionTime:T message:s observedGeneration:l reason:s status=s type=s
PodDNSConfig nameservers:[s options:[PodDNSConfigOption searches:[s
PodDNSConfigOption name:s value*s
PodDisruptionBudget apiVersion:s kind:s metadata:ObjectMeta spec=PodDisruptionBudgetSpec status:?
PodDisruptionBudgetSpec maxUnavailable:I minAvailable:I selector:LabelSelector unhealthyPodEvictionPolicy*s
PodExtendedResourceClaimStatus requestMappings=[ContainerExtendedResourceRequest resourceClaimName=s
PodFailurePolicy rules=[PodFailurePolicyRule
PodFailurePolicyOnExitCodesRequirement containerName*s operator=s values=[i
PodFailurePolicyOnPodConditionsPattern status=s type=s
PodFailurePolicyRule action=s onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[PodFailurePolicyOnPodConditionsPattern
PodIP ip=s
PodOS name=s
PodReadinessGate conditionType=s
PodResourceClaim name=s resourceClaimName*s resourceClaimTemplateName*s
PodResourceClaimStatus name=s resourceClaimName*s
PodSchedulingGate name=s
PodSchedulingGroup podGroupName*s
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup*l fsGroupChangePolicy*s runAsGroup*l runAsNonRoot*b runAsUser*l seLinuxChangePolicy*s seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[l supplementalGroupsPolicy*s sysctls:[Sysctl windowsOptions:WindowsSecurityContextOptions
PodSpec activeDeadlineSeconds*l affinity:Affinity automountServiceAccountToken*b containers=[Container dnsConfig:PodDNSConfig dnsPolicy:s enableServiceLinks*b ephemeralContainers:[EphemeralContainer hostAliases:[HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers*b hostname:s hostnameOverride*s imagePullSecrets:[LocalObjectReference initContainers:[Container nodeName:s nodeSelector:{s os:PodOS overhead:{Q preemptionPolicy*s priority*i priorityClassName:s readinessGates:[PodReadinessGate resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy:s runtimeClassName*s schedulerName:s schedulingGates:[PodSchedulingGate schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN*b shareProcessNamespace*b subdomain:s terminationGracePeriodSeconds*l tolerations:[Toleration topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume
PodStatus allocatedResources:{Q conditions:[PodCondition containerStatuses:[ContainerStatus ephemeralContainerStatuses:[ContainerStatus extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP:s hostIPs:[HostIP initContainerStatuses:[ContainerStatus message:s nodeAllocatableResourceClaimStatuses:[NodeAllocatableResourceClaimStatus nominatedNodeName:s observedGeneration:l phase:s podIP:s podIPs:[PodIP qosClass:s reason:s resize:s resourceClaimStatuses:[PodResourceClaimStatus resources:ResourceRequirements startTime:T
PodTemplate apiVersion:s kind:s metadata:ObjectMeta template=PodTemplateSpec
PodTemplateSpec metadata:ObjectMeta spec=PodSpec
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs=[s
PortStatus error*s port=i protocol=s
PortworxVolumeSource fsType:s readOnly:b volumeID=s
PreferredSchedulingTerm preference=NodeSelectorTerm weight=i
PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:ObjectMeta preemptionPolicy*s value=i
Probe exec:ExecAction failureThreshold:i grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:TCPSocketAction terminationGracePeriodSeconds*l timeoutSeconds:i
ProjectedVolumeSource defaultMode*i sources=[VolumeProjection
QuobyteVolumeSource group:s readOnly:b registry=s tenant:s user:s volume=s
RBDPersistentVolumeSource fsType:s image=s keyring:s monitors=[s pool:s readOnly:b secretRef:SecretReference user:s
RBDVolumeSource fsType:s image=s keyring:s monitors=[s pool:s readOnly:b secretRef:LocalObjectReference user:s
RbacV1Subject apiGroup:s kind=s name=s namespace:s
ReplicaSet apiVersion:s kind:s metadata:ObjectMeta spec=ReplicaSetSpec status:ReplicaSetStatus
ReplicaSetCondition lastTransitionTime:T message:s reason:s status=s type=s
ReplicaSetSpec minReadySeconds:i replicas*i selector:LabelSelector template=PodTemplateSpec
ReplicaSetStatus availableReplicas:i conditions:[ReplicaSetCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas=i terminatingReplicas*i
ReplicationController apiVersion:s kind:s metadata:ObjectMeta spec=ReplicationControllerSpec status:ReplicationControllerStatus
ReplicationControllerCondition lastTransitionTime:T message:s reason:s status=s type=s
ReplicationControllerSpec minReadySeconds:i replicas*i selector:{s template:PodTemplateSpec
ReplicationControllerStatus availableReplicas:i conditions:[ReplicationControllerCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas=i
ResourceFieldSelector containerName:s divisor:Q resource=s
ResourceHealth health:s message*s resourceID=s
ResourceQuota apiVersion:s kind:s metadata:ObjectMeta spec=ResourceQuotaSpec status:?
ResourceQuotaSpec hard:{Q scopeSelector:ScopeSelector scopes:[s
ResourceRequirements claims:[CoreV1ResourceClaim limits:{Q requests:{Q
ResourceStatus name=s resources:[ResourceHealth
Role apiVersion:s kind:s metadata:ObjectMeta rules=[PolicyRule
RoleBinding apiVersion:s kind:s metadata:ObjectMeta roleRef=RoleRef subjects:[RbacV1Subject
RoleRef apiGroup=s kind=s name=s
RollingUpdateDaemonSet maxSurge:I maxUnavailable:I
RollingUpdateDeployment maxSurge:I maxUnavailable:I
RollingUpdateStatefulSetStrategy maxUnavailable:I partition*i
SELinuxOptions level:s role:s type:s user:s
ScaleIOPersistentVolumeSource fsType:s gateway=s protectionDomain:s readOnly:b secretRef:SecretReference sslEnabled:b storageMode:s storagePool:s system=s volumeName:s
ScaleIOVolumeSource fsType:s gateway=s protectionDomain:s readOnly:b secretRef:LocalObjectReference sslEnabled:b storageMode:s storagePool:s system=s volumeName:s
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement operator=s scopeName=s values:[s
SeccompProfile localhostProfile*s type=s
Secret apiVersion:s data:{B immutable*b kind:s metadata:ObjectMeta stringData:{s type:s
SecretEnvSource name:s optional*b
SecretKeySelector key=s name:s optional*b
SecretProjection items:[KeyToPath name:s optional*b
SecretReference name:s namespace:s
SecretVolumeSource defaultMode*i items:[KeyToPath optional*b secretName:s
SecurityContext allowPrivilegeEscalation*b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged*b procMount*s readOnlyRootFilesystem*b runAsGroup*l runAsNonRoot*b runAsUser*l seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
Service apiVersion:s kind:s metadata:ObjectMeta spec=ServiceSpec status:ServiceStatus
ServiceAccount apiVersion:s automountServiceAccountToken*b imagePullSecrets:[LocalObjectReference kind:s metadata:ObjectMeta secrets:[ObjectReference
ServiceAccountTokenProjection audience:s expirationSeconds*l path=s
ServiceBackendPort name:s number:i
ServiceCIDR apiVersion:s kind:s metadata:ObjectMeta spec=ServiceCIDRSpec status:ServiceCIDRStatus
ServiceCIDRSpec cidrs:[s
ServiceCIDRStatus conditions:[Condition
ServicePort appProtocol*s name:s nodePort:i port=i protocol:s targetPort:I
ServiceSpec allocateLoadBalancerNodePorts*b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy*s ipFamilies:[s ipFamilyPolicy*s loadBalancerClass*s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s sessionAffinityConfig:SessionAffinityConfig trafficDistribution*s type:s
ServiceStatus conditions:[Condition loadBalancer=LoadBalancerStatus
SessionAffinityConfig clientIP:ClientIPConfig
SleepAction seconds=l
StatefulSet apiVersion:s kind:s metadata:ObjectMeta spec=StatefulSetSpec status:StatefulSetStatus
StatefulSetCondition lastTransitionTime:T message:s reason:s status=s type=s
StatefulSetOrdinals start=i
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas*i revisionHistoryLimit*i selector:LabelSelector serviceName=s template=PodTemplateSpec updateStrategy=StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
StatefulSetStatus availableReplicas=i collisionCount*i conditions:[StatefulSetCondition currentReplicas:i currentRevision:s observedGeneration:l readyReplicas:i replicas=i updateRevision:s updatedReplicas:i
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type:s
StorageClass allowVolumeExpansion*b allowedTopologies:[TopologySelectorTerm apiVersion:s kind:s metadata:ObjectMeta mountOptions:[s parameters:{s provisioner=s reclaimPolicy*s volumeBindingMode*s
StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:ObjectReference volumeName:s volumeNamespace:s
StorageOSVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeName:s volumeNamespace:s
SuccessPolicy rules=[SuccessPolicyRule
SuccessPolicyRule succeededCount*i succeededIndexes*s
Sysctl name=s value=s
TCPSocketAction host:s port=I
Taint effect=s key=s timeAdded:T value:s
Toleration effect:s key:s operator:s tolerationSeconds*l value:s
TopologySelectorLabelRequirement key=s values=[s
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[s maxSkew=i minDomains*i nodeAffinityPolicy*s nodeTaintsPolicy*s topologyKey=s whenUnsatisfiable=s
TypedLocalObjectReference apiGroup*s kind=s name=s
TypedObjectReference apiGroup*s kind=s name=s namespace*s
V2ContainerResourceMetricSource container=s name=s target=V2MetricTarget
V2CrossVersionObjectReference apiVersion:s kind=s name=s
V2ExternalMetricSource metric=V2MetricIdentifier target=V2MetricTarget
V2HPAScalingPolicy periodSeconds=i type=s value=i
V2HPAScalingRules policies:[V2HPAScalingPolicy selectPolicy*s stabilizationWindowSeconds*i tolerance:Q
V2HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta spec=V2HorizontalPodAutoscalerSpec status:?
V2HorizontalPodAutoscalerBehavior scaleDown:V2HPAScalingRules scaleUp:V2HPAScalingRules
V2HorizontalPodAutoscalerSpec behavior:V2HorizontalPodAutoscalerBehavior maxReplicas=i metrics:[V2MetricSpec minReplicas*i scaleTargetRef=V2CrossVersionObjectReference
V2MetricIdentifier name=s selector:LabelSelector
V2MetricSpec containerResource:V2ContainerResourceMetricSource external:V2ExternalMetricSource object:V2ObjectMetricSource pods:V2PodsMetricSource resource:V2ResourceMetricSource type=s
V2MetricTarget averageUtilization*i averageValue:Q type=s value:Q
V2ObjectMetricSource describedObject=V2CrossVersionObjectReference metric=V2MetricIdentifier target=V2MetricTarget
V2PodsMetricSource metric=V2MetricIdentifier target=V2MetricTarget
V2ResourceMetricSource name=s target=V2MetricTarget
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name=s nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeDevice devicePath=s name=s
VolumeMount mountPath=s mountPropagation*s name=s readOnly:b recursiveReadOnly*s subPath:s subPathExpr:s
VolumeMountStatus mountPath=s name=s readOnly:b recursiveReadOnly*s volumeStatus:VolumeStatus
VolumeNodeAffinity required:NodeSelector
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements limits:{Q requests:{Q
VolumeStatus image:ImageVolumeStatus
VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath=s
WeightedPodAffinityTerm podAffinityTerm=PodAffinityTerm weight=i
WindowsSecurityContextOptions gmsaCredentialSpec*s gmsaCredentialSpecName*s hostProcess*b runAsUserName*s
`;
