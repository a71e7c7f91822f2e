/**
 * The words that manifests are made of. Deflate copies from here what a text has in common with it, which makes short links
 * of short manifests. Fixed for ever: a link made with version 1 can only be read with this very text. A better
 * dictionary is version 2.
 */
export const dictionaryV1 = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: 
  namespace: 
  annotations:
spec:
  podSelector: {}
  policyTypes:
  - Ingress
  - Egress
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: 
    - podSelector:
        matchLabels:
          app: 
    ports:
    - protocol: UDP
      port: 53
  egress:
  - to:
    - ipBlock:
        cidr: 10.0.0.0/8
        except:
---
apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  ingressClassName: nginx
  rules:
  - host: example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: 
            port:
              number: 80
---
apiVersion: v1
kind: Namespace
---
kind: ConfigMap
data:
---
apiVersion: apps/v1
kind: StatefulSet
  serviceName: 
kind: DaemonSet
      hostNetwork: true
      dnsPolicy: ClusterFirst
      nodeName: node-1
        readinessProbe:
          httpGet:
            path: /healthz
            port: 8080
          initialDelaySeconds: 5
          periodSeconds: 10
        livenessProbe:
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
        volumeMounts:
        imagePullPolicy: IfNotPresent
        command: ["sleep", "infinity"]
        args:
        env:
        - name: PORT
          value: "8080"
        image: nginx:1.27 redis:7 busybox postgres:16 registry.k8s.io/e2e-test-images/agnhost:2.53
---
apiVersion: v1
kind: Service
metadata:
  name: 
  labels:
    app.kubernetes.io/name: 
spec:
  type: LoadBalancer
  type: NodePort
  type: ClusterIP
  clusterIP: None
  externalTrafficPolicy: Local
  internalTrafficPolicy: Cluster
  sessionAffinity: ClientIP
  publishNotReadyAddresses: true
  externalName: 
  selector:
    app: 
    tier: backend
    role: 
  ports:
  - name: http
    protocol: TCP
    port: 80
    targetPort: 8080
    nodePort: 30080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
    tier: frontend
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx
        ports:
        - name: http
          containerPort: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: client
spec:
  containers:
  - name: client
    image: 
    ports:
    - containerPort: 8080
{"text":"apiVersion: v1\\nkind: Pod\\nmetadata:\\n  name: \\nspec:\\n  containers:\\n  - name: \\n    image: \\n---\\napiVersion: v1\\nkind: Service\\nmetadata:\\n  name: \\nspec:\\n  selector:\\n    app: \\n  ports:\\n  - protocol: TCP\\n    port: 80\\n    targetPort: 8080\\n","nodes":2,"cni":"flannel","proxyMode":"iptables","seed":1,"from":{"kind":"pod","namespace":"default","name":"},"to":"http://","sent":{"attempt":0,"leg":0,"hop":0},"locale":"ko"}`;
