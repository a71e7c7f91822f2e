import { diagnose } from '../../learn/diagnose/index.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import en from '../../i18n/en/index.ts';
import example from '../../examples/pods-and-service.yaml?raw';
import { learnAllKinds } from '../session/kinds.ts';
import { startOf } from '../session/start.ts';
import {
  selectFilm,
  selectFindings,
  selectIsOver,
  selectIsStale,
  selectKept,
  selectSender,
  selectSenders,
  selectTrace,
  selectWorld,
} from './derived.ts';
import { createAppStore, type AppStore } from './store.ts';

let store: AppStore;
const state = () => store.getState();
const result = () => selectTrace(state())?.outcome.result;

beforeEach(() => {
  const { choices } = startOf({ link: { link: 'none' }, storage: undefined, languages: ['en'] });
  store = createAppStore({
    ...choices,
    view: { labels: en.chrome.stage.labels, aspect: 1.2 },
    diagnose,
    timeline: undefined,
  });
});

describe('a request', () => {
  test('is sent by who is chosen, and played', () => {
    expect(selectSender(state())).toEqual({ kind: 'pod', namespace: 'default', name: 'pod-b' });
    state().send();
    expect(state().playing).toBe(true);
    expect(result()).toBe('refused');
    expect(selectFindings(state())[0]?.code).toBe('selector-matches-nothing');
  });

  test('counts its tries, until it is another one', () => {
    const attempts = [0, 0, 0].map(() => (state().send(), state().sent?.request.attempt));
    expect(attempts).toEqual([0, 1, 2]);
    state().setTo('10.244.1.3:8080');
    state().send();
    expect(state().sent?.request.attempt).toBe(0);
    expect(result()).toBe('delivered');
  });

  test('is not sent to nowhere', () => {
    state().setTo('  ');
    state().send();
    expect(state().sent).toBeUndefined();
  });

  test('can be brought back at one of its hops', () => {
    state().replay({ attempt: 4, leg: 1, hop: 2 });
    const film = selectFilm(state());
    expect(state().sent?.request.attempt).toBe(4);
    expect(film?.stops.findIndex(({ startMs }) => startMs >= state().playheadMs)).toBeGreaterThan(
      0,
    );
  });
});

describe('an edit', () => {
  const labelled = example.replace('name: pod-a\n', 'name: pod-a\n  labels: {app: web-app}\n');

  test('makes what was sent old, and the next packet another', () => {
    state().send();
    state().write(labelled);
    expect(selectIsStale(state())).toBe(false);
    state().apply();
    expect(selectIsStale(state())).toBe(true);
    expect(result()).toBe('refused');
    state().send();
    expect(selectIsStale(state())).toBe(false);
    expect(result()).toBe('delivered');
  });

  test('that is taken back makes it present again', () => {
    state().send();
    state().write(labelled);
    state().apply();
    state().changeSpec({ nodes: 3 });
    state().write(example);
    state().apply();
    expect(selectIsStale(state())).toBe(true);
    state().changeSpec({ nodes: 2 });
    expect(selectIsStale(state())).toBe(false);
  });

  test('with a syntax error takes nothing away', () => {
    const before = selectSenders(state());
    state().write(`${labelled}\n  a: b: c`);
    state().apply();
    expect(selectSenders(state())).toEqual(before);
    expect(selectKept(state()).map(({ object }) => object.metadata.name)).toEqual(['pod-service']);
  });

  test('that is rejected leaves the object as it was accepted last', () => {
    const edit = (from: string, to: string) => {
      state().write(state().text.replace(from, to));
      state().apply();
    };
    const target = () =>
      selectWorld(state()).cluster.store.get('Service', 'default', 'pod-service')?.spec.ports?.[0];
    edit('port: 80', 'port: 81');
    edit('port: 81', 'port: 810000');
    edit('name: pod-a', 'name: pod-x');
    expect(target()?.port).toBe(81);
    expect(selectKept(state())).toHaveLength(1);
    edit('port: 810000', 'port: 82');
    expect(target()?.port).toBe(82);
    expect(selectKept(state())).toEqual([]);
    expect(state().applied.over).toBe(state().text);
  });

  test('that may not change an object can still make it anew', () => {
    state().write(state().text.replace(/containerPort: \d+/, 'containerPort: 4321'));
    state().apply();
    const world = () => selectWorld(state());
    expect([world().isRejected, world().isNewAccepted]).toEqual([true, true]);
    state().recreate();
    expect(world().isRejected).toBe(false);
    expect(selectKept(state())).toEqual([]);
  });
});

test('another CNI plugin carries the request that was sent, at once', () => {
  state().send();
  state().changeSpec({ cni: 'flannel-host-gw' });
  expect([selectIsStale(state()), state().playheadMs, state().playing]).toEqual([false, 0, true]);
  expect(state().sent?.spec.cni).toBe('flannel-host-gw');
  state().changeSpec({ seed: 7 });
  expect(selectIsStale(state())).toBe(true);
});

describe('the film', () => {
  beforeEach(() => state().send());

  test('moves with the clock, at the chosen speed, and stops at its end', () => {
    state().advance(100);
    expect(state().playheadMs).toBe(100);
    state().setSpeed(2);
    state().advance(100);
    expect(state().playheadMs).toBe(300);
    state().advance(1e9);
    expect([selectIsOver(state()), state().playing]).toEqual([true, false]);
    state().play();
    expect(state().playheadMs).toBe(0);
  });

  test('goes step by step in both directions', () => {
    state().seek(0);
    const forward = Array.from({ length: 5 }, () => (state().stepForward(), state().playheadMs));
    const back = Array.from({ length: 5 }, () => (state().stepBack(), state().playheadMs));
    expect(back.slice(0, 4)).toEqual(forward.toReversed().slice(1));
    expect(back[4]).toBe(0);
  });

  test('stays at its hop when the stage is drawn another way', () => {
    state().seekHop(2, 3);
    const hop = () =>
      selectFilm(state())?.stops.findLastIndex(({ startMs }) => startMs < state().playheadMs);
    const before = hop();
    state().setView({ aspect: 0.5 });
    expect(hop()).toBe(before);
  });
});

test('a text that names kinds of other groups is read anew when they are known', async () => {
  const codes = () => selectWorld(state()).problems.map(({ code }) => code);
  state().write(
    '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: shop}, spec: {}}',
  );
  state().apply();
  expect(codes()).toEqual(['no-match']);
  await learnAllKinds(store);
  expect(codes()).toEqual(['not-simulated']);
});
