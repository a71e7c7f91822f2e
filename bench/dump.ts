/**
 * What `kubectl get pods,services -o yaml` prints of a cluster: one List of 300 Pods on six nodes and 60 Services, with uid, owners,
 * managedFields and status. The same text every time.
 */
export function clusterDump(): string {
  const items = [...numbers(300).map(pod), ...numbers(60).map(service)];
  return `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

const time = '"2026-01-14T09:21:07Z"';

function uid(kind: string, index: number): string {
  return `${kind}-4c1f-4b6e-9d55-${String(index).padStart(12, '0')}`;
}

function pod(index: number): string {
  const app = `app-${index % 60}`;
  const set = `${app}-7d4b9c6f58`;
  const host = `192.168.10.${11 + (index % 6)}`;
  const address = `10.244.${index % 6}.${2 + Math.floor(index / 6)}`;
  return `- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      prometheus.io/scrape: "true"
    creationTimestamp: ${time}
    generateName: ${set}-
    generation: 1
    labels:
      app: ${app}
      pod-template-hash: 7d4b9c6f58
    managedFields:
    - apiVersion: v1
      fieldsType: FieldsV1
      fieldsV1:
        f:metadata:
          f:annotations:
            .: {}
            f:prometheus.io/scrape: {}
          f:generateName: {}
          f:labels:
            .: {}
            f:app: {}
            f:pod-template-hash: {}
          f:ownerReferences:
            .: {}
            k:{"uid":"${uid('8d2c0a51', index % 60)}"}: {}
        f:spec:
          f:containers:
            k:{"name":"web"}:
              .: {}
              f:env:
                .: {}
                k:{"name":"MODE"}:
                  .: {}
                  f:name: {}
                  f:value: {}
              f:image: {}
              f:imagePullPolicy: {}
              f:name: {}
              f:ports:
                .: {}
                k:{"containerPort":8080,"protocol":"TCP"}:
                  .: {}
                  f:containerPort: {}
                  f:name: {}
                  f:protocol: {}
              f:readinessProbe:
                .: {}
                f:failureThreshold: {}
                f:httpGet:
                  .: {}
                  f:path: {}
                  f:port: {}
                  f:scheme: {}
              f:resources:
                .: {}
                f:requests:
                  .: {}
                  f:cpu: {}
                  f:memory: {}
          f:dnsPolicy: {}
          f:restartPolicy: {}
          f:schedulerName: {}
      manager: kube-controller-manager
      operation: Update
      time: ${time}
    - apiVersion: v1
      fieldsType: FieldsV1
      fieldsV1:
        f:status:
          f:conditions:
            k:{"type":"Ready"}:
              .: {}
              f:lastProbeTime: {}
              f:lastTransitionTime: {}
              f:status: {}
              f:type: {}
          f:containerStatuses: {}
          f:hostIP: {}
          f:phase: {}
          f:podIP: {}
          f:podIPs:
            .: {}
            k:{"ip":"${address}"}:
              .: {}
              f:ip: {}
          f:startTime: {}
      manager: kubelet
      operation: Update
      subresource: status
      time: ${time}
    name: ${set}-${index.toString(36).padStart(5, 'x')}
    namespace: default
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: ReplicaSet
      name: ${set}
      uid: ${uid('8d2c0a51', index % 60)}
    resourceVersion: "${100_000 + index}"
    uid: ${uid('b6d7e3f0', index)}
  spec:
    containers:
    - env:
      - name: MODE
        value: production
      image: registry.example.com/shop/${app}:1.4.2
      imagePullPolicy: IfNotPresent
      name: web
      ports:
      - containerPort: 8080
        name: http
        protocol: TCP
      readinessProbe:
        failureThreshold: 3
        httpGet:
          path: /healthz
          port: http
          scheme: HTTP
        periodSeconds: 10
        successThreshold: 1
        timeoutSeconds: 1
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
      terminationMessagePath: /dev/termination-log
      terminationMessagePolicy: File
      volumeMounts:
      - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
        name: kube-api-access-x7k2p
        readOnly: true
    dnsPolicy: ClusterFirst
    enableServiceLinks: true
    nodeName: node-${1 + (index % 6)}
    preemptionPolicy: PreemptLowerPriority
    priority: 0
    restartPolicy: Always
    schedulerName: default-scheduler
    securityContext: {}
    serviceAccount: default
    serviceAccountName: default
    terminationGracePeriodSeconds: 30
    tolerations:
    - effect: NoExecute
      key: node.kubernetes.io/not-ready
      operator: Exists
      tolerationSeconds: 300
    - effect: NoExecute
      key: node.kubernetes.io/unreachable
      operator: Exists
      tolerationSeconds: 300
    volumes:
    - name: kube-api-access-x7k2p
      projected:
        defaultMode: 420
        sources:
        - serviceAccountToken:
            expirationSeconds: 3607
            path: token
        - configMap:
            items:
            - key: ca.crt
              path: ca.crt
            name: kube-root-ca.crt
        - downwardAPI:
            items:
            - fieldRef:
                apiVersion: v1
                fieldPath: metadata.namespace
              path: namespace
  status:
    conditions:
${['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']
  .map(
    (type) => `    - lastProbeTime: null
      lastTransitionTime: ${time}
      observedGeneration: 1
      status: "True"
      type: ${type}
`,
  )
  .join('')}    containerStatuses:
    - containerID: containerd://${uid('0f3a', index)}
      image: registry.example.com/shop/${app}:1.4.2
      imageID: registry.example.com/shop/${app}@sha256:${uid('77aa', index)}
      lastState: {}
      name: web
      ready: true
      restartCount: 0
      started: true
      state:
        running:
          startedAt: ${time}
    hostIP: ${host}
    hostIPs:
    - ip: ${host}
    phase: Running
    podIP: ${address}
    podIPs:
    - ip: ${address}
    qosClass: Burstable
    startTime: ${time}
`;
}

function service(index: number): string {
  const app = `app-${index}`;
  const address = `10.96.${1 + Math.floor(index / 50)}.${10 + (index % 50)}`;
  return `- apiVersion: v1
  kind: Service
  metadata:
    annotations:
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"labels":{"app":"${app}"},"name":"${app}","namespace":"default"},"spec":{"ports":[{"name":"http","port":80,"targetPort":"http"}],"selector":{"app":"${app}"}}}
    creationTimestamp: ${time}
    labels:
      app: ${app}
    managedFields:
    - apiVersion: v1
      fieldsType: FieldsV1
      fieldsV1:
        f:metadata:
          f:annotations:
            .: {}
            f:kubectl.kubernetes.io/last-applied-configuration: {}
          f:labels:
            .: {}
            f:app: {}
        f:spec:
          f:internalTrafficPolicy: {}
          f:ports:
            .: {}
            k:{"port":80,"protocol":"TCP"}:
              .: {}
              f:name: {}
              f:port: {}
              f:protocol: {}
              f:targetPort: {}
          f:selector: {}
          f:sessionAffinity: {}
          f:type: {}
      manager: kubectl-client-side-apply
      operation: Update
      time: ${time}
    name: ${app}
    namespace: default
    resourceVersion: "${200_000 + index}"
    uid: ${uid('e1c9a2d4', index)}
  spec:
    clusterIP: ${address}
    clusterIPs:
    - ${address}
    internalTrafficPolicy: Cluster
    ipFamilies:
    - IPv4
    ipFamilyPolicy: SingleStack
    ports:
    - name: http
      port: 80
      protocol: TCP
      targetPort: http
    selector:
      app: ${app}
    sessionAffinity: None
    type: ClusterIP
  status:
    loadBalancer: {}
`;
}
