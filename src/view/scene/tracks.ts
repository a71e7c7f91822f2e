import { gate, fork, type KernelPlan } from './kernel-plan.ts';
import { beforeRouting } from './kernel.ts';
import type { Gutter, Link, ScenePoint } from './types.ts';

/** The lanes of a kernel: the ways packets take through it, drawn as tracks that branch and join. */
export function tracksOf(area: string, plan: KernelPlan, hasBridge: boolean): readonly Link[] {
  const shown = Object.entries({ ...passing(plan), ...local(plan), ...tunnelled(plan) });
  const hidden = Object.entries(hasBridge ? bridged(plan) : {});
  const bar = along(hasBridge ? 0 : plan.left, hasBridge ? plan.width : plan.right, plan.barY);
  const track =
    (hides: boolean) =>
    ([name, points]: readonly [string, readonly ScenePoint[]]): Link => ({
      id: `${area}/lane:${name}`,
      area,
      points,
      hidden: hides,
      directed: directed.test(name),
    });
  return [...shown.map(track(false)), ...hidden.map(track(true)), track(hasBridge)(['bar', bar])];
}

/** The main ways in and out say where they lead. */
const directed = /^(pass|in-bar|out-bar|in-card|out-card)/;

type Tracks = Readonly<Record<string, readonly ScenePoint[]>>;

/** In on the left, past the gates, out on the right. */
function passing(plan: KernelPlan): Tracks {
  const { left, right, barY, passY, cardY, prerouting, postrouting } = plan;
  const fromCards = plan.cards.map((x, index): readonly [string, readonly ScenePoint[]] => [
    `in-card-${index}`,
    [at(x, cardY), at(left, cardY), at(left, passY), at(prerouting, passY)],
  ]);
  const toCards = plan.cards.map((x, index): readonly [string, readonly ScenePoint[]] => [
    `out-card-${index}`,
    [at(postrouting, passY), at(right, passY), at(right, cardY), at(x, cardY)],
  ]);
  return {
    pass: along(prerouting, postrouting, passY),
    'in-bar': [at(left, barY), at(left, passY), at(prerouting, passY)],
    'out-bar': [at(postrouting, passY), at(right, passY), at(right, barY)],
    ...Object.fromEntries([...fromCards, ...toCards]),
  };
}

/** Down through INPUT to the node's own programs, and up again through OUTPUT. */
function local(plan: KernelPlan): Tracks {
  const { passY, localY, turnY, routing, postrouting, socket, tunnels } = plan;
  const out =
    tunnels.length === 0
      ? along(socket, postrouting, localY)
      : [at(socket, localY), at(socket, turnY), at(postrouting, turnY), at(postrouting, localY)];
  return {
    'in-socket': [at(routing, passY), at(routing, localY), at(socket, localY)],
    'out-socket': out,
    output: [at(postrouting, localY), at(postrouting, passY)],
  };
}

/** Into a tunnel and out of it: from POSTROUTING and on as a packet of the node, or from INPUT and in again. */
function tunnelled(plan: KernelPlan): Tracks {
  const { left, right, passY, localY, turnY, routing, prerouting, postrouting } = plan;
  const tracks = plan.tunnels.flatMap((x, index) => [
    [`in-tunnel-${index}`, [at(routing, passY), at(routing, localY), at(x, localY)]],
    [`out-tunnel-${index}`, [at(x, localY), at(postrouting, localY)]],
    [
      `wrap-${index}`,
      [at(postrouting, passY), at(right, passY), at(right, turnY), at(x, turnY), at(x, localY)],
    ],
    [
      `unwrap-${index}`,
      [at(x, localY), at(x, turnY), at(left, turnY), at(left, passY), at(prerouting, passY)],
    ],
  ]);
  return Object.fromEntries(tracks) as Tracks;
}

/** Bridged packets that iptables may see pass from PREROUTING to FORWARD without being routed. */
function bridged(plan: KernelPlan): Tracks {
  const { passY, routing, forward } = plan;
  const from = beforeRouting(plan);
  const to = (routing + fork.width / 2 + forward - gate.width / 2) / 2;
  const around = passY + fork.height / 2 + 10;
  return { bridged: [at(from, passY), at(from, around), at(to, around), at(to, passY)] };
}

/** Where several ways of one packet may run side by side: away from the middle. */
export function guttersOf(area: string, plan: KernelPlan): readonly Gutter[] {
  const { left, right, barY, cardY, turnY } = plan;
  return [
    { area, from: at(left, barY), to: at(left, cardY), towards: at(-1, 0) },
    { area, from: at(right, barY), to: at(right, cardY), towards: at(1, 0) },
    { area, from: at(left, turnY), to: at(right, turnY), towards: at(0, 1) },
  ];
}

function along(from: number, to: number, y: number): readonly ScenePoint[] {
  return [at(from, y), at(to, y)];
}

function at(x: number, y: number): ScenePoint {
  return { x, y };
}
