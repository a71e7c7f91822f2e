import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../controllers/index.ts';
import { readManifest } from '../manifest/index.ts';
import { defaultSpec } from '../spec.ts';
import { admit } from './admit.ts';
import { installCustomKinds } from './custom/install.ts';
import { allKinds } from './registry.ts';
import { createStore } from './store.ts';
import type { Admission, AdmissionProblem, Store } from './types.ts';

await installCustomKinds();

function admitted(text: string, spec = defaultSpec): Admission & { readonly store: Store } {
  const admission = admit(readManifest(text), spec);
  return { ...admission, store: createStore(admission.entries) };
}

function errorsOf(text: string): readonly string[] {
  return admitted(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(line);
}

function line({ document, path, message }: AdmissionProblem): string {
  return `${document} ${path} | ${message}`;
}

/** Manifests of one object, with the part that matters. */
const service = (spec: string, name = 'web'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {${spec}}}`;
const pod = (spec: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {${spec}}}`;
const container = (rest: string): string => pod(`containers: [{name: c, image: nginx, ${rest}}]`);
const deployment = (spec: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {${spec}}}`;
const template =
  'template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}';

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe('what is rejected, where, and in which words', () => {
  it.each<[text: string, path: string, message: string]>([
    // Kinds
    ['{kind: Pod}', '', 'error validating data: apiVersion not set'],
    [
      '{services: {web: {image: nginx}}}',
      '',
      'error validating data: [apiVersion not set, kind not set]',
    ],
    [
      '{apiVersion: 1, kind: Pod}',
      'apiVersion',
      'json: cannot unmarshal number into Go struct field TypeMeta.apiVersion of type string',
    ],
    [
      '{apiVersion: apps/v1, kind: Deploymnet, metadata: {name: x}}',
      'kind',
      'no matches for kind "Deploymnet" in version "apps/v1"',
    ],
    [
      '{apiVersion: extensions/v1beta1, kind: Deployment, metadata: {name: x}}',
      'apiVersion',
      'no matches for kind "Deployment" in version "extensions/v1beta1"',
    ],
    // Names
    [
      service('ports: [{port: 80}]', 'Web'),
      'metadata.name',
      `The Service "Web" is invalid: metadata.name: Invalid value: "Web": ${label}`,
    ],
    [
      '{apiVersion: v1, kind: Namespace, metadata: {name: a.b}}',
      'metadata.name',
      'The Namespace "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots',
    ],
    [
      '{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web}, spec: {}}',
      'metadata.namespace',
      'namespaces "shop" not found',
    ],
    // JSON types
    [
      service('ports: [{port: http}]'),
      'spec.ports[0].port',
      'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    // Services
    [service(''), 'spec.ports', 'The Service "web" is invalid: spec.ports: Required value'],
    [
      service('type: Ingress, ports: [{port: 80}]'),
      'spec.type',
      'The Service "web" is invalid: spec.type: Unsupported value: "Ingress": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      service('ports: [{port: 80, protocol: HTTP}]'),
      'spec.ports[0].protocol',
      'The Service "web" is invalid: spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      service('ports: [{port: 80, targetPort: http_port}]'),
      'spec.ports[0].targetPort',
      'The Service "web" is invalid: spec.ports[0].targetPort: Invalid value: "http_port": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    ],
    [
      service('ports: [{port: 80, name: a}, {port: 80, name: b}]'),
      'spec.ports[1]',
      'The Service "web" is invalid: spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
    [
      service('ports: [{port: 80, name: a}, {port: 81, name: a}]'),
      'spec.ports[1].name',
      'The Service "web" is invalid: spec.ports[1].name: Duplicate value: "a"',
    ],
    [
      service('ports: [{port: 80, nodePort: 30080}]'),
      'spec.ports[0].nodePort',
      'The Service "web" is invalid: spec.ports[0].nodePort: Forbidden: may not be used when `type` is \'ClusterIP\'',
    ],
    [
      service('type: NodePort, ports: [{port: 80, nodePort: 80}]'),
      'spec.ports[0].nodePort',
      'The Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      service(
        'type: NodePort, ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]',
      ),
      'spec.ports[1].nodePort',
      'The Service "web" is invalid: spec.ports[1].nodePort: Invalid value: 30080: provided port is already allocated',
    ],
    [
      service('clusterIP: 10.96.0.10, ports: [{port: 80}]'),
      'spec.clusterIP',
      'The Service "web" is invalid: spec.clusterIPs: Invalid value: ["10.96.0.10"]: failed to allocate IP 10.96.0.10: provided IP is already allocated',
    ],
    [
      service('clusterIP: 10.0.0.5, ports: [{port: 80}]'),
      'spec.clusterIP',
      'The Service "web" is invalid: spec.clusterIPs: Invalid value: ["10.0.0.5"]: failed to allocate IP 10.0.0.5: the provided network does not match the current range',
    ],
    [
      service('clusterIP: none, ports: [{port: 80}]'),
      'spec.clusterIP',
      'The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: "none": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      service('type: NodePort, clusterIP: None, ports: [{port: 80}]'),
      'spec.clusterIP',
      'The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    ],
    [
      service('type: ExternalName'),
      'spec.externalName',
      'The Service "web" is invalid: spec.externalName: Required value',
    ],
    [
      service(
        'sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}, ports: [{port: 80}]',
      ),
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      'The Service "web" is invalid: spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400',
    ],
    [
      service('selector: {app: my web}, ports: [{port: 80}]'),
      'spec.selector.app',
      "The Service \"web\" is invalid: spec.selector: Invalid value: \"my web\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
    [
      service('ipFamilies: [IPv6], ports: [{port: 80}]'),
      'spec.ipFamilies[0]',
      'The Service "web" is invalid: spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster',
    ],
    [
      service('externalTrafficPolicy: Local, ports: [{port: 80}]'),
      'spec.externalTrafficPolicy',
      'The Service "web" is invalid: spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ],
    [
      service('type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/8], ports: [{port: 80}]'),
      'spec.loadBalancerSourceRanges[0]',
      'The Service "web" is invalid: spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
    ],
    // Pods
    [pod(''), 'spec.containers', 'The Pod "web" is invalid: spec.containers: Required value'],
    [
      pod('containers: [{name: c}]'),
      'spec.containers[0].image',
      'The Pod "web" is invalid: spec.containers[0].image: Required value',
    ],
    [
      container('ports: [{containerPort: 0}]'),
      'spec.containers[0].ports[0].containerPort',
      'The Pod "web" is invalid: spec.containers[0].ports[0].containerPort: Required value',
    ],
    [
      container('ports: [{containerPort: 70000}]'),
      'spec.containers[0].ports[0].containerPort',
      'The Pod "web" is invalid: spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      container('ports: [{name: web, containerPort: 80}, {name: web, containerPort: 81}]'),
      'spec.containers[0].ports[1].name',
      'The Pod "web" is invalid: spec.containers[0].ports[1].name: Duplicate value: "web"',
    ],
    [
      container(
        'ports: [{containerPort: 80, hostPort: 8080}, {containerPort: 81, hostPort: 8080}]',
      ),
      'spec.containers[0].ports[1].hostPort',
      'The Pod "web" is invalid: spec.containers[0].ports[1].hostPort: Duplicate value: "0.0.0.0/8080/TCP"',
    ],
    [
      pod('dnsPolicy: None, containers: [{name: c, image: nginx}]'),
      'spec.dnsConfig',
      'The Pod "web" is invalid: spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
    ],
    [
      pod(
        'hostNetwork: true, containers: [{name: c, image: nginx, ports: [{containerPort: 80, hostPort: 81}]}]',
      ),
      'spec.containers[0].ports[0].hostPort',
      'The Pod "web" is invalid: spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
    ],
    // Workloads
    [
      deployment(`selector: {matchLabels: {app: other}}, ${template}`),
      'spec.template.metadata.labels',
      'The Deployment "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      deployment(`selector: {}, ${template}`),
      'spec.selector',
      'The Deployment "web" is invalid: spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ],
    [
      deployment(`replicas: -1, selector: {matchLabels: {app: web}}, ${template}`),
      'spec.replicas',
      'The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      deployment(
        'selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Never, containers: [{name: c, image: nginx}]}}',
      ),
      'spec.template.spec.restartPolicy',
      'The Deployment "web" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      deployment(`selector: {matchExpressions: [{key: app, operator: Is}]}, ${template}`),
      'spec.selector.matchExpressions[0].operator',
      'The Deployment "web" is invalid: spec.selector.matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
    ],
  ])('%s', (text, path, message) => {
    expect(errorsOf(text)).toContain(`0 ${path} | ${message}`);
    expect(admitted(text).entries).toEqual([]);
  });

  it('reports several errors of one object one by one', () => {
    expect(errorsOf(service('ports: [{port: 80}, {port: 443}]'))).toEqual([
      '0 spec.ports[0].name | The Service "web" is invalid: spec.ports[0].name: Required value',
      '0 spec.ports[1].name | The Service "web" is invalid: spec.ports[1].name: Required value',
    ]);
    expect(errorsOf(deployment(template)).map((each) => each.split(' | ')[0])).toEqual([
      '0 spec.selector',
      '0 spec.template.metadata.labels',
    ]);
  });

  it('suggests the name that was meant', () => {
    const suggestions = [
      '{apiVersion: apps/v1, kind: Deploymnet}',
      '{apiVersion: apps/v1, kind: service}',
      '{apiVersion: v1, kind: Deployment}',
      '{apiVersion: example.org/v1, kind: Widget}',
    ].map((text) => admitted(text).problems[0]?.suggestion);
    expect(suggestions).toEqual(['Deployment', 'Service', 'apps/v1', undefined]);
  });

  it('leaves other documents untouched, and says which is meant', () => {
    const { entries, problems } = admitted(
      ['{kind: Nope, apiVersion: v1}', service('ports: [{port: 80}]'), pod('')].join('\n---\n'),
    );
    expect(entries.map(({ object }) => object.kind)).toEqual(['Service']);
    expect(problems.map(({ document, code }) => [document, code])).toEqual([
      [0, 'no-match'],
      [2, 'field-invalid'],
    ]);
  });
});

describe('what is accepted', () => {
  it('opens lists, and lists in lists', () => {
    const list = `{apiVersion: v1, kind: List, items: [${service('ports: [{port: 80}]', 'a')}, {kind: ServiceList, apiVersion: v1, items: [${service('ports: [{port: 0}]', 'b')}, ${service('ports: [{port: 80}]', 'c')}]}]}`;
    const { entries, problems } = admitted(list);
    expect(entries.map(({ object, source }) => [object.metadata.name, source])).toEqual([
      ['a', { by: 'learner', document: 0, at: 'items[0]' }],
      ['c', { by: 'learner', document: 0, at: 'items[1].items[1]' }],
    ]);
    expect(problems[0]?.path).toBe('items[1].items[0].spec.ports[0].port');
  });

  it('gives a namespace to what has none, and takes it from what has none', () => {
    const { entries } = admitted(
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Node, metadata: {name: one, namespace: x}}',
    );
    expect(entries.map(({ object }) => object.metadata.namespace)).toEqual(['default', '']);
  });

  it('knows namespaces made anywhere in the text', () => {
    const shop = '{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}}';
    const namespace = '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}';
    expect(admitted(`${shop}\n---\n${namespace}`).entries).toHaveLength(2);
    expect(admitted(`${shop}\n---\n${namespace.replace('shop', 'Shop')}`).entries).toHaveLength(0);
  });

  it('takes in kinds it does not simulate, and says so', () => {
    const { entries, problems } = admitted(
      '{apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}}}}',
    );
    expect(entries).toHaveLength(1);
    expect(problems.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ['warning', 'not-simulated', 'kind'],
    ]);
  });

  it('lets the last of the same name win', () => {
    const { store, problems } = admitted(
      [service('ports: [{port: 80}]'), service('ports: [{port: 81}]')].join('\n---\n'),
    );
    expect(store.get('Service', 'default', 'web')?.spec.ports?.map(({ port }) => port)).toEqual([
      81,
    ]);
    expect(problems.map(({ severity, code, document }) => [severity, code, document])).toEqual([
      ['warning', 'duplicate-object', 1],
    ]);
  });

  it('keeps the first of the same name when the last is wrong', () => {
    const { store } = admitted(
      [service('ports: [{port: 80}]'), service('ports: []')].join('\n---\n'),
    );
    expect(store.get('Service', 'default', 'web')?.spec.ports?.map(({ port }) => port)).toEqual([
      80,
    ]);
  });

  it('lets an object ask again for what it holds, under another port', () => {
    const text = [80, 81]
      .map((port) =>
        service(`type: NodePort, clusterIP: 10.96.0.77, ports: [{port: ${port}, nodePort: 30080}]`),
      )
      .join('\n---\n');
    expect(errorsOf(text)).toEqual([]);
  });

  it('makes names where only a beginning is given', () => {
    const text = '{apiVersion: v1, kind: ConfigMap, metadata: {generateName: a-}}';
    const names = admitted(`${text}\n---\n${text}`).entries.map(
      ({ object }) => object.metadata.name,
    );
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^a-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it('warns as the server does', () => {
    const { problems } = admitted(
      service('externalIPs: [192.0.2.1], trafficDistribution: PreferClose, ports: [{port: 80}]'),
    );
    expect(problems.map(line)).toEqual([
      '0 spec.externalIPs | Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters',
      '0 spec.trafficDistribution | Warning: spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    ]);
  });

  it('says when it will not make all replicas', () => {
    const many = deployment(`replicas: 100000, selector: {matchLabels: {app: web}}, ${template}`);
    expect(admitted(many).problems.map(line)).toEqual([
      '0 spec.replicas | 1000 of 100000 replicas are simulated',
    ]);
  });
});

describe('defaults', () => {
  it.each<[given: string, expected: object]>([
    [
      'selector: {app: web}, ports: [{port: 80}]',
      {
        type: 'ClusterIP',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      },
    ],
    [
      'sessionAffinity: ClientIP, ports: [{port: 80}]',
      { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } },
    ],
    ['type: NodePort, ports: [{port: 80}]', { externalTrafficPolicy: 'Cluster' }],
    [
      'type: LoadBalancer, ports: [{port: 80}]',
      { externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true },
    ],
    [
      'clusterIP: None',
      {
        clusterIP: 'None',
        clusterIPs: ['None'],
        ipFamilies: ['IPv4', 'IPv6'],
        ipFamilyPolicy: 'RequireDualStack',
      },
    ],
    [
      'clusterIP: None, selector: {app: web}',
      { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    ],
    [
      'clusterIP: 10.96.0.99, ports: [{port: 80, targetPort: http}]',
      { clusterIPs: ['10.96.0.99'], ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }] },
    ],
  ])('of a Service with %s', (given, expected) => {
    expect(admitted(service(given)).store.get('Service', 'default', 'web')?.spec).toMatchObject(
      expected,
    );
  });

  it('of an ExternalName Service: nothing of addresses', () => {
    const spec = admitted(service('type: ExternalName, externalName: example.org')).store.get(
      'Service',
      'default',
      'web',
    )?.spec;
    expect(spec).toEqual({
      type: 'ExternalName',
      externalName: 'example.org',
      sessionAffinity: 'None',
    });
  });

  it('of a Pod', () => {
    expect(
      admitted(container('ports: [{containerPort: 80}]')).store.get('Pod', 'default', 'web')?.spec,
    ).toMatchObject({
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      containers: [{ imagePullPolicy: 'Always', ports: [{ containerPort: 80, protocol: 'TCP' }] }],
    });
  });

  it('of a Deployment', () => {
    const { store } = admitted(deployment(`selector: {matchLabels: {app: web}}, ${template}`));
    expect(store.get('Deployment', 'default', 'web')?.spec).toMatchObject({
      replicas: 1,
      template: { spec: { dnsPolicy: 'ClusterFirst' } },
    });
  });
});

describe('addresses and node ports', () => {
  const text = [
    service(
      'type: NodePort, ports: [{name: a, port: 53, protocol: UDP}, {name: b, port: 53}, {name: c, port: 80}]',
      'dns',
    ),
    service('type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80}]', 'lb'),
    service(
      'type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}]',
      'bare',
    ),
    service('ports: [{port: 80}]', 'plain'),
  ];
  const { store } = admitted(text.join('\n---\n'));

  it('go to those who need them', () => {
    const rows = store
      .list('Service')
      .map(({ metadata, spec }) => [
        metadata.name,
        spec.clusterIP !== undefined,
        (spec.ports ?? []).filter(({ nodePort }) => nodePort !== undefined).length,
        spec.healthCheckNodePort !== undefined,
      ]);
    expect(rows).toEqual([
      ['bare', true, 0, false],
      ['dns', true, 3, false],
      ['lb', true, 1, true],
      ['plain', true, 0, false],
    ]);
  });

  it('are one for a port number with two protocols', () => {
    const ports = store
      .get('Service', 'default', 'dns')
      ?.spec.ports?.map(({ nodePort }) => nodePort);
    expect(ports?.[0]).toBe(ports?.[1]);
    expect(ports?.[2]).not.toBe(ports?.[0]);
  });

  it('do not depend on the order of documents', () => {
    const turned = admitted([...text].reverse().join('\n---\n')).store;
    expect(turned.list('Service')).toEqual(store.list('Service'));
  });

  it('asked for by name come first', () => {
    const plain = store.get('Service', 'default', 'plain')?.spec.clusterIP ?? '';
    const contested = admitted(
      [
        service('ports: [{port: 80}]', 'plain'),
        service(`clusterIP: ${plain}, ports: [{port: 80}]`, 'z'),
      ].join('\n---\n'),
    ).store;
    expect(contested.get('Service', 'default', 'z')?.spec.clusterIP).toBe(plain);
    expect(contested.get('Service', 'default', 'plain')?.spec.clusterIP).not.toBe(plain);
  });

  it('are kept when they were read out of another cluster', () => {
    const dump = service(
      'clusterIP: 172.20.3.4, clusterIPs: [172.20.3.4], ports: [{port: 80}]',
    ).replace('name: web', 'name: web, uid: 1-2, namespace: shop');
    const { store: read, problems } = admitted(dump);
    expect(problems).toEqual([]);
    expect(read.get('Service', 'shop', 'web')?.spec.clusterIP).toBe('172.20.3.4');
  });

  it("of the learner's own kube-dns stay the cluster's", () => {
    const dns = service(
      'selector: {k8s-app: kube-dns}, ports: [{port: 53}]',
      'kube-dns, namespace: kube-system',
    );
    expect(admitted(dns).store.get('Service', 'kube-system', 'kube-dns')?.spec.clusterIP).toBe(
      '10.96.0.10',
    );
  });

  it('run out with a word', () => {
    const tiny = { ...defaultSpec, serviceCidr: '10.0.0.0/30' };
    const { problems } = admitted(
      [service('ports: [{port: 80}]', 'a'), service('ports: [{port: 80}]', 'b')].join('\n---\n'),
      tiny,
    );
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'allocation',
        'The Service "b" is invalid: spec.clusterIPs: Invalid value: [""]: failed to allocate IP: range is full',
      ],
    ]);
  });
});

describe('whatever is written', () => {
  const json = fc.jsonValue({ maxDepth: 4 });

  it('is answered without an exception', () => {
    const kind = fc.constantFrom(...allKinds());
    const anything = fc
      .record({ kind, metadata: fc.option(json), spec: json, rest: json })
      .map(({ kind: definition, metadata, spec, rest }) => ({
        apiVersion: definition.apiVersion,
        kind: definition.kind,
        metadata: metadata ?? { name: 'a' },
        spec,
        status: rest,
        endpoints: rest,
        subsets: rest,
      }));
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 3 }), (values) => {
        settle(
          admitted(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: values })).entries,
          defaultSpec,
        );
      }),
    );
  });

  it('is answered when one field of an example is something else', () => {
    const examples = fc.constantFrom(...allKinds().filter(({ simulated }) => simulated));
    fc.assert(
      fc.property(
        examples,
        fc.nat(),
        fc.oneof(json, fc.constantFrom('', 0, -1, null, {}, [], [null], 'None', 1e9)),
        ({ example }, which, value) => {
          const paths = leavesOf(example);
          const changed = withValue(example, paths[which % paths.length] ?? [], value);
          settle(admitted(JSON.stringify(changed)).entries, defaultSpec);
        },
      ),
      { numRuns: 500 },
    );
  });
});

type Step = string | number;

/** The ways to all values inside a value. */
function leavesOf(value: unknown, way: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [
    way,
    ...Object.entries(value).flatMap(([key, inner]) =>
      leavesOf(inner, [...way, Array.isArray(value) ? Number(key) : key]),
    ),
  ].slice(way.length === 0 ? 1 : 0);
}

function withValue(value: unknown, [step, ...way]: readonly Step[], replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((inner, index) =>
      index === step ? withValue(inner, way, replacement) : (inner as unknown),
    );
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: withValue(fields[step], way, replacement) };
}
