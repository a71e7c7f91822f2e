import { expect, test } from 'vitest';
import { installCustomKinds } from '../../../sim/api/index.ts';
import { factsOf } from './facts.ts';
import { fieldAround } from './place.ts';

await installCustomKinds();

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  externalTrafficPolicy: Local
  sessionAffinity: None
  selector: {app: web}
  ports:
  - port: 80
    protocol: TCP
    targetPort: 8080
`;
const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  rules:
  - backendRefs:
    - name: web
      port: 80
      weight: 2
`;

// prettier-ignore
test.each<[text: string, word: string, required: boolean, filled: unknown]>([
  [service, 'kind',                  true,  undefined],
  [service, 'name',                  true,  undefined],
  [service, 'type',                  false, 'ClusterIP'],
  [service, 'externalTrafficPolicy', false, 'Cluster'],
  [service, 'sessionAffinity',       false, 'None'],
  [service, 'selector',              false, undefined],
  [service, 'ports:',                true,  undefined],
  [service, 'port: 80',              true,  undefined],
  [service, 'protocol',              false, 'TCP'],
  [service, 'targetPort',            false, 80],
  [route,   'name: web\n',           true,  undefined],
  [route,   'weight',                false, 1],
])('left out of %#: %s', (text, word, isRequired, filled) => {
  const at = text.indexOf(word) + 1;
  const way = fieldAround(text, at)?.way;
  if (!way) throw new Error(`${word} is a field`);
  expect(factsOf(text, at, way)).toEqual({ isRequired, default: filled });
});

test('of what cannot be read nothing is known', () => {
  const broken = `${service}  foo: [`;
  const at = broken.indexOf('type') + 1;
  const way = fieldAround(broken, at)?.way;
  expect(way && factsOf(broken, at, way)).toBeUndefined();
});
