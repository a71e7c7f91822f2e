import { describe, expect, it } from 'vitest';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import { kubectlOutput } from './kubectl.ts';

/** Field and words of every error, as the server writes them. */
function errorsOf(text: string): readonly string[] {
  const { problems } = admit(readManifest(text), defaultSpec);
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message.replace(/^The .*? is invalid: /, ''));
}

const ingress = (spec: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: ${spec}}`;
const path = (fields: string): string =>
  ingress(
    `{rules: [{http: {paths: [{${fields}, backend: {service: {name: web, port: {number: 80}}}}]}}]}`,
  );
const backend = (fields: string): string => ingress(`{defaultBackend: ${fields}}`);
const policy = (spec: string): string =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: ${spec}}`;
const peer = (fields: string): string =>
  policy(`{podSelector: {}, ingress: [{from: [${fields}]}]}`);
const port = (fields: string): string =>
  policy(`{podSelector: {}, ingress: [{ports: [${fields}]}]}`);
const pod = (spec: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: ${spec}}`;
const container = (fields: string): string => pod(`{containers: [{name: c, image: i, ${fields}}]}`);

describe('what each kind refuses', () => {
  it.each<[text: string, errors: readonly string[]]>([
    [
      ingress('{}'),
      ['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'],
    ],
    [
      path('pathType: Prefix, path: web'),
      ['spec.rules[0].http.paths[0].path: Invalid value: "web": must be an absolute path'],
    ],
    [
      path('pathType: Exact, path: /a//b'),
      ['spec.rules[0].http.paths[0].path: Invalid value: "/a//b": must not contain \'//\''],
    ],
    [
      path('pathType: Exact, path: /a/..'),
      ['spec.rules[0].http.paths[0].path: Invalid value: "/a/..": cannot end with \'/..\''],
    ],
    [path('pathType: ImplementationSpecific, path: /a//b'), []],
    [
      path('path: /'),
      ['spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified'],
    ],
    [
      backend('{}'),
      ['spec.defaultBackend: Invalid value: "": resource or service backend is required'],
    ],
    [
      backend('{service: {name: web}}'),
      ['spec.defaultBackend: Required value: port name or number is required'],
    ],
    [
      backend('{service: {name: web, port: {name: http, number: 80}}}'),
      ['spec.defaultBackend: Invalid value: "": cannot set both port name & port number'],
    ],
    [
      backend('{service: {name: web, port: {number: 70000}}}'),
      [
        'spec.defaultBackend.service.port.number: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: c}, spec: {controller: nginx}}',
      [
        'spec.controller: Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")',
      ],
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: c}, spec: {controller: a.io/b, parameters: {kind: K, name: a, scope: Namespace}}}',
      ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
    ],
    [peer('{}'), ['spec.ingress[0].from[0]: Required value: must specify a peer']],
    [
      peer('{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}'),
      ['spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer'],
    ],
    [
      peer('{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}'),
      [
        'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
      ],
    ],
    [
      peer('{ipBlock: {cidr: 010.0.0.0/8}}'),
      [
        'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "010.0.0.0/8": must not have leading 0s in IP or prefix length',
      ],
    ],
    [
      peer('{ipBlock: {cidr: "fd00::1/64"}}'),
      [
        'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "fd00::1/64": must not have bits set beyond the prefix length',
      ],
    ],
    [
      port('{port: 80, endPort: 79}'),
      [
        'spec.ingress[0].ports[0].endPort: Invalid value: 80: must be greater than or equal to `port`',
      ],
    ],
    [
      port('{port: http, endPort: 90}'),
      [
        'spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric',
      ],
    ],
    [
      port('{protocol: ICMP}'),
      [
        'spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"',
      ],
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: s}, spec: {cidrs: [10.1.0.0/16, 10.2.0.0/16]}}',
      [
        'spec.cidrs: Invalid value: ["10.1.0.0/16","10.2.0.0/16"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64',
      ],
    ],
    [
      '{apiVersion: networking.k8s.io/v1, kind: IPAddress, metadata: {name: "fd00:0::1"}, spec: {parentRef: {resource: services, name: web}}}',
      ['metadata.name: Invalid value: "fd00:0::1": must be in canonical form ("fd00::1")'],
    ],
    [
      '{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: [{name: c, image: i}]}}}}',
      ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
    ],
    [
      '{apiVersion: v1, kind: Secret, metadata: {name: s}, type: kubernetes.io/tls}',
      ['data[tls.crt]: Required value', 'data[tls.key]: Required value'],
    ],
    [
      container('volumeMounts: [{name: data, mountPath: /data}]'),
      ['spec.containers[0].volumeMounts[0].name: Not found: "data"'],
    ],
    [
      container('env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]'),
      [
        'spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
      ],
    ],
    [
      container('readinessProbe: {httpGet: {port: 0}}'),
      [
        'spec.containers[0].readinessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      container('livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}'),
      ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1'],
    ],
    [
      container('resources: {requests: {cpu: 2}, limits: {cpu: 1}}'),
      [
        'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      ],
    ],
    [
      pod(
        '{containers: [{name: c, image: i}], volumes: [{name: v, emptyDir: {}}, {name: v, emptyDir: {}}]}',
      ),
      ['spec.volumes[1].name: Duplicate value: "v"'],
    ],
    [
      pod('{containers: [{name: c, image: i}], tolerations: [{operator: Equal}]}'),
      [
        'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ],
    ],
    [
      pod(
        '{containers: [{name: c, image: i}], topologySpreadConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]}',
      ),
      ['spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero'],
    ],
  ])('%s', (text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});

describe('what is accepted with a remark', () => {
  it.each<[text: string, warnings: readonly string[]]>([
    [
      container('env: [{name: A, value: a}, {name: A, value: b}, {name: A, value: "$(A)c"}]'),
      [
        'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
      ],
    ],
    [
      container(
        'ports: [{containerPort: 80}, {containerPort: 80, hostPort: 80}, {containerPort: 80}]',
      ),
      [
        'spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]',
        'spec.containers[0].ports[2]: duplicate port definition with spec.containers[0].ports[0]',
        'spec.containers[0].ports[2]: overlapping port definition with spec.containers[0].ports[1]',
      ],
    ],
    [
      '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIP: None, sessionAffinity: ClientIP, selector: {a: b}}}',
      ['spec.SessionAffinity is ignored for headless services'],
    ],
    [
      '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}], externalName: example.com}}',
      ['spec.externalName is ignored when spec.type is not "ExternalName"'],
    ],
  ])('%s', (text, warnings) => {
    const { entries, problems } = admit(readManifest(text), defaultSpec);
    expect(entries).toHaveLength(1);
    const found = problems.filter(({ code }) => code === 'deprecated');
    expect(found.map(({ message }) => message)).toEqual(
      warnings.map((words) => `Warning: ${words}`),
    );
  });
});

describe('what cannot be read', () => {
  const unreadable = (kind: string, detail: string): string =>
    `${kind} in version "v1" cannot be handled as a ${kind}: ${detail}`;

  it.each<[text: string, path: string, message: string, suggestion?: string]>([
    [
      '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{prot: 80}]}}',
      'spec.ports[0].prot',
      unreadable('Service', 'strict decoding error: unknown field "spec.ports[0].prot"'),
      'port',
    ],
    [
      '{apiVersion: v1, kind: Pod, metadata: {nmae: a}}',
      'metadata.nmae',
      unreadable('Pod', 'strict decoding error: unknown field "metadata.nmae"'),
      'name',
    ],
    [
      container('resources: {limits: {memory: 1 Gi}}'),
      'spec.containers[0].resources.limits.memory',
      unreadable(
        'Pod',
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ),
    ],
    [
      '{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: "not base64"}}',
      'data.a',
      unreadable('Secret', 'illegal base64 data at input byte 3'),
    ],
  ])('%s', (text, path, message, suggestion) => {
    const [problem] = admit(readManifest(text), defaultSpec).problems;
    expect([problem?.path, problem?.message, problem?.suggestion]).toEqual([
      path,
      message,
      suggestion,
    ]);
  });
});

describe('what kubectl prints', () => {
  const good = '{apiVersion: v1, kind: ConfigMap, metadata: {name: good}}';
  const bad = '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 0}]}}';
  const first = 'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive';
  const second =
    'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive';
  it.each<[what: string, text: string, stderr: string]>([
    ['nothing when all is well', good, ''],
    ['an error of its own when there is nothing', '', 'error: no objects passed to apply\n'],
    [
      'a list of what is wrong',
      `${good}\n---\n${bad}`,
      `The Service "web" is invalid: \n* ${first}\n* ${second}\n`,
    ],
    [
      'one line each when several objects are wrong',
      `${bad}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containres: []}}`,
      `Error from server (Invalid): error when creating "manifest.yaml": Service "web" is invalid: [${first}, ${second}]\n` +
        'Error from server (BadRequest): error when creating "manifest.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containres"\n',
    ],
    [
      'warnings first',
      '{apiVersion: v1, kind: Service, metadata: {name: w}, spec: {ports: [{port: 80}], externalIPs: [192.0.2.1]}}',
      'Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters\n',
    ],
  ])('%s', (_what, text, stderr) => {
    const manifest = readManifest(text);
    expect(kubectlOutput(manifest, admit(manifest, defaultSpec))).toEqual({ stderr });
  });
});
