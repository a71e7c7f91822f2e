import { defaultSpec, type ClusterSpec } from '../../src/sim/spec.ts';
import { send } from '../../src/sim/dataplane/index.ts';
import type { Request, Trace } from '../../src/sim/trace/types.ts';
import { build } from '../../src/sim/world.ts';
import {
  layoutStage,
  layoutTrace,
  type Film,
  type StageLabels,
} from '../../src/view/scene/index.ts';
import { dark, fitted, light, paint, type View } from '../../src/view/canvas/index.ts';

// A page for looking at stages and films, not part of the product: a browser test tells it what to show.

const labels: Readonly<Record<'en' | 'ko', StageLabels>> = {
  en: {
    routing: 'routing',
    socket: 'socket',
    sleeps: 'sleeps',
    outside: 'outside',
    names: { 'node-network': 'node network' },
  },
  ko: {
    routing: '라우팅',
    socket: '소켓',
    sleeps: '잠자는 중',
    outside: '클러스터 밖',
    names: {
      'node-network': '노드 네트워크',
      internet: '인터넷',
      client: '클라이언트',
      router: '라우터',
    },
  },
};

export interface Exhibit {
  readonly text: string;
  readonly spec?: Partial<ClusterSpec>;
  readonly request?: Request;
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'en' | 'ko';
  readonly zoom?: { readonly k: number; readonly x: number; readonly y: number };
  readonly view?: Partial<View>;
}

interface Shown {
  readonly width: number;
  readonly height: number;
  readonly k: number;
  readonly film?: Film;
  readonly trace?: Trace;
}

function show(exhibit: Exhibit): Shown & { readonly at: (timeMs: number) => void } {
  const canvas = document.querySelector('canvas') as HTMLCanvasElement;
  const { clientWidth: width, clientHeight: height } = canvas;
  const pixelRatio = devicePixelRatio;
  canvas.width = width * pixelRatio;
  canvas.height = height * pixelRatio;
  const { cluster } = build(exhibit.text, { ...defaultSpec, ...exhibit.spec });
  const stage = layoutStage(cluster, {
    labels: labels[exhibit.locale ?? 'en'],
    aspect: width / height,
  });
  const trace = exhibit.request && send(cluster, exhibit.request).trace;
  const film = trace && layoutTrace(stage, cluster, trace);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const transform = exhibit.zoom ?? fitted(stage, width, height);
  const view: View = {
    transform,
    width,
    height,
    pixelRatio,
    theme: exhibit.theme === 'dark' ? dark : light,
    textScale: 1,
    reducedMotion: false,
    litBoxIds: new Set(),
    ...exhibit.view,
  };
  const at = (timeMs: number): void => paint(context, stage, film, timeMs, view);
  at(0);
  return {
    width: stage.width,
    height: stage.height,
    k: transform.k,
    at,
    ...(film && { film }),
    ...(trace && { trace }),
  };
}

Object.assign(window, { show });
