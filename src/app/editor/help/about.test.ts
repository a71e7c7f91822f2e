import { expect, test } from 'vitest';
import en from '../../../i18n/en/help.ts';
import ko from '../../../i18n/ko/help.ts';
import { aboutAt, spoken } from './about.ts';

const text = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  type: NodePort
  externalTrafficPolicy: Local
  ports:
  - port: 80
    targetPort: 8080
`;

// prettier-ignore
test.each([
  ['externalTrafficPolicy', 'spec.externalTrafficPolicy',   'text',                ['Default: Cluster', 'One of: Cluster, Local']],
  ['ports:',                'spec.ports',                   'list of ServicePort', ['required']],
  ['targetPort',            'spec.ports[0].targetPort',     'integer or text',     ['Default: 80']],
  ['spec:',                 'spec',                         'ServiceSpec',         []],
  ['app.kube',              'metadata.labels[app.kubernetes.io/name]', 'text',     []],
])('about %s', (word, path, type, remarks) => {
  const found = aboutAt(text, text.indexOf(word) + 1, en);
  expect(found?.about).toMatchObject({ path, type, remarks });
  expect(found?.about.text).toBeDefined();
});

test('it is spoken as sentences, in the language of the reader', () => {
  const at = text.indexOf('port: 80') + 1;
  const said = [en, ko].map((help) => spoken(aboutAt(text, at, help)?.about ?? never()));
  expect(said[0]).toMatch(/^spec\.ports\[0\]\.port: integer\. required\. The port clients call/);
  expect(said[1]).toMatch(/^spec\.ports\[0\]\.port: 정수\. 필수\. 클라이언트가 클러스터 IP에서/);
});

test('Korean texts are polite sentences', () => {
  const odd = Object.entries(ko.fields).filter(([, said]) => !/(?:니다|세요|`)\.$/.test(said));
  // Where the sentence ends with an example.
  expect(odd.filter(([, said]) => !/니다\. 예: .+\.$/.test(said))).toEqual([]);
});

test('nothing is said of what is no field', () => {
  expect(aboutAt(`${text}  foo: 1`, text.length + 3, en)).toBeUndefined();
  expect(aboutAt('# kind', 3, en)).toBeUndefined();
});

function never(): never {
  throw new Error('port is a field of a Service');
}
