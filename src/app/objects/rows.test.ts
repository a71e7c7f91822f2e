import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../../sim/spec.ts';
import { build, type World } from '../../sim/world.ts';
import { layoutStage } from '../../view/scene/index.ts';
import en from '../../i18n/en/chrome.ts';
import { boxesOfObject, boxOfObject, objectOfBox } from './boxes.ts';
import { rowFrom } from './keys.ts';
import { rowsOf } from './rows.ts';

const text = `
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: nginx}]}}}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: default}}
---
{apiVersion: v1, kind: Pod, metadata: {name: lonely}, spec: {nodeSelector: {disk: ssd}, containers: [{name: c, image: nginx}]}}
`;
const world = build(text, defaultSpec);

/** Each row as a line: indented by its depth, names without what the server chose. */
function lines(of: World): readonly string[] {
  return rowsOf(of).map(({ object, depth, warnings, isSimulated }) => {
    const name = object.metadata.name.replace(/^(web)-.*/, '$1-…');
    const marks = `${warnings > 0 ? ` ⚠${warnings}` : ''}${isSimulated ? '' : ' (not simulated)'}`;
    return `${'  '.repeat(depth)}${object.kind} ${name}${marks}`;
  });
}

describe('the list of objects', () => {
  it('follows the text, each object before what was made of it', () => {
    expect(lines(world)).toEqual([
      'Service web',
      '  EndpointSlice web-…',
      'Deployment web',
      '  ReplicaSet web-…',
      '    Pod web-…',
      '    Pod web-…',
      'ConfigMap settings (not simulated)',
      'Pod lonely ⚠1',
    ]);
  });

  it('holds nothing of the cluster itself', () => {
    expect(lines(build('', defaultSpec))).toEqual([]);
  });

  it('lists what was written twice once', () => {
    const pod =
      '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, image: i}]}}';
    expect(lines(build(`${pod}\n---\n${pod}`, defaultSpec))).toEqual(['Pod a']);
  });
});

describe('keys', () => {
  const rows = rowsOf(world);
  it.each([
    ['ArrowDown', 2, 3],
    ['ArrowDown', 7, 7],
    ['ArrowUp', 2, 1],
    ['ArrowUp', 0, 0],
    ['Home', 5, 0],
    ['End', 0, 7],
    ['ArrowLeft', 5, 3],
    ['ArrowLeft', 2, 2],
    ['ArrowRight', 2, 3],
    ['ArrowRight', 5, 5],
    ['a', 5, undefined],
  ])('%s leads from row %i to %s', (key, from, to) => {
    expect(rowFrom(rows, from, key)).toBe(to);
  });
});

describe('on the stage', () => {
  const stage = layoutStage(world.cluster, { labels: en.stage.labels, aspect: 1.2 });
  const row = (kind: string, number = 0) => {
    const found = rowsOf(world).filter(({ object }) => object.kind === kind)[number];
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };

  it('a running Pod is its box, and the box that Pod', () => {
    const { key } = row('Pod');
    const box = boxOfObject(stage, key);
    expect(box?.id).toBe(`pod:${key.slice('Pod/'.length)}`);
    expect(box && objectOfBox(box)).toBe(key);
  });

  it('a Pod without a node has none', () => {
    expect(boxOfObject(stage, row('Pod', 2).key)).toBeUndefined();
  });

  it('a Deployment lights its Pods', () => {
    const lit = boxesOfObject(world, stage, row('Deployment').object);
    for (const number of [0, 1])
      expect(lit).toContain(`pod:${row('Pod', number).key.slice('Pod/'.length)}`);
  });
});
