import { expect, it } from 'vitest';
import { nearest } from './suggest.ts';

const names = ['Deployment', 'DaemonSet', 'StatefulSet', 'Service', 'Pod'];

it.each([
  ['Deploymnet', 'Deployment'],
  ['deployment', 'Deployment'],
  ['Servce', 'Service'],
  ['pod', 'Pod'],
  ['StatefullSet', 'StatefulSet'],
  ['ServiceMonitor', undefined],
  ['Widget', undefined],
  ['', undefined],
])('%j may be %j', (text, name) => {
  expect(nearest(text, names)).toBe(name);
});
