import { loadAll } from 'js-yaml';
import { build } from '../src/sim/world.ts';
import { defaultSpec } from '../src/sim/spec.ts';
import shop from '../src/examples/shop.yaml?raw';
import { medians } from './clock.ts';
import { clusterDump } from './dump.ts';
import type { Benchmark, Measurement } from './types.ts';

/**
 * From keystroke to finished cluster, against js-yaml reading the whole text: a letter more in a label of a text that was built
 * before. And, with a bound of its own, the first time a text is opened, when nothing can be used again.
 */
export const benchmark: Benchmark = {
  name: 'pipeline',
  run: () =>
    Promise.resolve([
      ...measure('the shop', shop, 40),
      ...measure('1,000 Services', thousandServices(), 15),
      ...measure('a cluster of 300 Pods, dumped', clusterDump(), 10),
    ]),
};

function measure(name: string, text: string, rounds: number): readonly Measurement[] {
  let world = build(text, defaultSpec);
  let letters = 0;
  const type = (): void => {
    letters = (letters % 20) + 1;
    world = build(text.replace('app: ', `app: ${'x'.repeat(letters)}`), defaultSpec, {
      previous: world,
    });
  };
  const [typed = 0, opened = 0, parsed = 0] = medians(
    rounds,
    () => type,
    () => () => build(text, defaultSpec),
    () => () => loadAll(text),
  );
  const peer = { theirsMs: parsed, against: 'js-yaml loadAll' };
  return [
    { name: `${name}, a keystroke`, oursMs: typed, ...peer, ratioMax: 3 },
    { name: `${name}, opened`, oursMs: opened, ...peer, ratioMax: 4 },
  ];
}

/** 1,000 Services as people write them, each with a Deployment's worth of labels to select, and 100 Deployments behind them. */
function thousandServices(): string {
  const services = Array.from({ length: 1000 }, (_, index) => {
    const app = `app-${index % 100}`;
    return [
      'apiVersion: v1',
      'kind: Service',
      'metadata:',
      `  name: svc-${index}`,
      '  labels:',
      `    app: ${app}`,
      'spec:',
      '  selector:',
      `    app: ${app}`,
      '  ports:',
      '  - name: http',
      '    port: 80',
      '    targetPort: 8080',
    ].join('\n');
  });
  const deployments = Array.from({ length: 100 }, (_, index) => {
    const app = `app-${index}`;
    return [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      `  name: ${app}`,
      'spec:',
      '  replicas: 2',
      '  selector:',
      '    matchLabels:',
      `      app: ${app}`,
      '  template:',
      '    metadata:',
      '      labels:',
      `        app: ${app}`,
      '    spec:',
      '      containers:',
      '      - name: web',
      '        image: web:1',
      '        ports:',
      '        - containerPort: 8080',
    ].join('\n');
  });
  return [...services, ...deployments].join('\n---\n');
}
