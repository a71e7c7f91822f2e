import { expect, test } from 'vitest';
import { installCustomKinds } from '../../../sim/api/index.ts';
import { offersAt } from './offers.ts';

await installCustomKinds();

/** What is offered where `|` stands, by its words. */
function offered(marked: string): readonly string[] {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  return offersAt(text, at)?.offers.map(({ label }) => label) ?? [];
}

/** The text after an offer was taken. */
function taking(label: string, marked: string): string {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const offers = offersAt(text, at);
  const offer = offers?.offers.find((one) => one.label === label);
  if (!offers || !offer) return `${label} is not offered`;
  return text.slice(0, offers.span.from) + offer.text + text.slice(offers.span.to);
}

const head = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app: web\n    tier: "1"\n';
const ingress = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\n';
const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n';

// prettier-ignore
test.each<[name: string, marked: string, labels: readonly string[]]>([
  ['what is not there yet',     `${head}|`,                                             ['spec', 'status']],
  ['fields of a list item',     `${head}spec:\n  ports:\n  - port: 80\n    |`,          ['appProtocol', 'name', 'nodePort', 'protocol', 'targetPort']],
  ['fields of a first item',    `${head}spec:\n  ports:\n  - |`,                        ['appProtocol', 'name', 'nodePort', 'port', 'protocol', 'targetPort']],
  ['fields in braces',          `${head}spec: {ports: [{port: 80, |}]}`,                ['appProtocol', 'name', 'nodePort', 'protocol', 'targetPort']],
  ['values',                    `${head}spec:\n  type: |`,                              ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']],
  ['values of a list',          `${policy}spec:\n  policyTypes:\n  - |`,                ['Ingress', 'Egress']],
  ['values within brackets',    `${policy}spec: {policyTypes: [|]}`,                    ['Ingress', 'Egress']],
  ['true and false',            `${head}spec:\n  publishNotReadyAddresses: |`,          ['true', 'false']],
  ['fields of a custom kind',   `${route}spec:\n  parentRefs:\n  - name: gw\n    |`,    ['group', 'kind', 'namespace', 'port', 'sectionName']],
  ['values of a custom kind',   `${route}spec:\n  rules:\n  - matches:\n    - path:\n        type: |`, ['Exact', 'PathPrefix', 'RegularExpression']],
  ['names of Services',         `${head}---\n${ingress}spec:\n  defaultBackend:\n    service:\n      name: |`, ['web']],
  ['keys of labels',            `${pod}---\n${head}spec:\n  selector:\n    |`,          ['app', 'tier']],
  ['other keys of labels',      `${pod}---\n${head}spec:\n  selector:\n    app: web\n    |`, ['tier']],
  ['values of labels',          `${pod}---\n${head}spec:\n  selector:\n    app: |`,     ['web']],
  ['versions of a kind',        'kind: Ingress\napiVersion: |',                         ['networking.k8s.io/v1']],
  ['items of a List',           `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  |`, ['metadata', 'spec', 'status']],
  ['nothing in a comment',      `${head}# sp|`,                                         []],
  ['nothing in a free text',    `${head.replace('web', 'w|')}`,                         []],
  ['nothing for unknown kinds', 'apiVersion: v1\nkind: Whatever\nspec:\n  |',           []],
])('offers %s', (_, marked, labels) => {
  expect(offered(marked)).toEqual(labels);
});

// prettier-ignore
test.each<[label: string, marked: string, text: string]>([
  ['type',      `${head}spec:\n  |\n`,                       `${head}spec:\n  type: \n`],
  ['type',      `${head}spec:\n  ty|: NodePort\n`,           `${head}spec:\n  type: NodePort\n`],
  ['selector',  `${head}spec:\n  sel|\n`,                    `${head}spec:\n  selector:\n    \n`],
  ['ports',     `${head}spec:\n  |`,                         `${head}spec:\n  ports:\n  - `],
  ['port',      `${head}spec:\n  ports:\n    |`,             `${head}spec:\n  ports:\n    - port: `],
  ['ports',     `${head}spec: {|}`,                          `${head}spec: {ports: }`],
  ['NodePort',  `${head}spec:\n  type: "No|"`,               `${head}spec:\n  type: "NodePort"`],
  ['tier',      `${pod}---\n${head}spec:\n  selector:\n    |`, `${pod}---\n${head}spec:\n  selector:\n    tier: `],
  ['1',         `${pod}---\n${head}spec:\n  selector:\n    tier: |`, `${pod}---\n${head}spec:\n  selector:\n    tier: "1"`],
  ['Egress',    `${policy}spec:\n  policyTypes:\n    |`,     `${policy}spec:\n  policyTypes:\n    - Egress`],
  ['Egress',    `${policy}spec:\n  policyTypes: |`,          `${policy}spec:\n  policyTypes: [Egress]`],
  ['Service',   '|',                                         'apiVersion: v1\nkind: Service\nmetadata:\n  name: '],
  ['Ingress',   'kind: List\napiVersion: v1\nitems:\n- Ing|', 'kind: List\napiVersion: v1\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: Ingress\n  metadata:\n    name: '],
  ['HTTPRoute', 'HTTP|',                                     'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: '],
  ['HorizontalPodAutoscaler', 'Ho|',                         'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: '],
  ['spec',      '{"apiVersion": "v1", "kind": "Service", |}', '{"apiVersion": "v1", "kind": "Service", "spec": }'],
  ['spec',      '{"apiVersion": "v1", "kind": "Service", "s|"}', '{"apiVersion": "v1", "kind": "Service", "spec": }'],
  ['NodePort',  '{"apiVersion": "v1", "kind": "Service", "spec": {"type": |}}', '{"apiVersion": "v1", "kind": "Service", "spec": {"type": "NodePort"}}'],
  ['type',      `${head}spec:\r\n  |\r\n`,                   `${head}spec:\r\n  type: \r\n`],
])('taking %s in %j', (label, marked, text) => {
  expect(taking(label, marked)).toBe(text);
});
