import type { Hook } from '../../sim/dataplane/netfilter/types.ts';
import type { Interface, Netns } from '../../sim/dataplane/types.ts';
import { devicesOf } from './devices.ts';
import { cardCauses, gateCauses } from './gate-causes.ts';
import {
  barHeight,
  card,
  discSize,
  fork,
  gate,
  labelGap,
  planKernel,
  tunnel,
  type KernelPlan,
} from './kernel-plan.ts';
import type { Part } from './part.ts';
import { guttersOf, tracksOf } from './tracks.ts';
import type { Box, SceneRect, StageLabels, Station, Words } from './types.ts';
import { wordsAt } from './words.ts';

/**
 * The kernel of a node, from the bridge at its top to the network card at its bottom, `width` wide.
 *
 * ```
 *   ════════════════════ cni0 ════════════════════      packets come in on the left lane,
 *   │ PREROUTING   routing   FORWARD   POSTROUTING │    pass the gates from left to right,
 *   ├────── ∩ ─────── ◇ ─────── ∩ ─────── ∩ ───────┤    and go out on the right lane
 *   │           INPUT ∩            OUTPUT ∩        │
 *   │   socket ○──────┴──▭ flannel.1 ─────◇        │
 *   ├──────────┴─────────┴────────────────┘────────┤
 *   └───────────────────── ▭ eth0 ─────────────────┘
 * ```
 */
export function kernelOf(
  node: Netns,
  width: number,
  labels: StageLabels,
  air: number,
): { readonly part: Part; readonly plan: KernelPlan } {
  const { bridge, tunnels, cards, joints } = devicesOf(node);
  const names = tunnels.map(({ name }) => name);
  const plan = planKernel(width, labels, air, names, cards.length);
  const pieces = [
    ...(bridge ? [bar(node, bridge, plan)] : []),
    ...gates(node, plan),
    ...forks(node, plan, labels),
    socket(node, plan, labels),
    ...tunnels.map((device, index) => mouth(node, device, plan.tunnels[index] ?? 0, plan)),
    ...cards.map((device, index) => port(node, device, plan.cards[index] ?? 0, plan)),
  ];
  const part = {
    boxes: pieces.map(({ box }) => box),
    links: tracksOf(node.id, plan, bridge !== undefined),
    gutters: guttersOf(node.id, plan),
    stations: [
      ...pieces.map(({ station }) => station),
      ...waits(node, plan, bridge),
      ...joints.map(({ name }) => joint(node, name, tunnels[0], plan)),
    ],
  };
  return { part, plan };
}

interface Piece {
  readonly box: Box;
  readonly station: Station;
}

function gates(node: Netns, plan: KernelPlan): readonly Piece[] {
  const above = (hook: Hook, x: number): Piece =>
    gateAt(node, hook, x, plan.passY, (top) => wordsAt(hook, 'label', 'center', x, top - labelGap));
  // Packets pass these two from above and below, so that their names stand beside them.
  const beside = (hook: Hook, x: number): Piece =>
    gateAt(node, hook, x, plan.localGateY, (top) =>
      wordsAt(hook, 'label', 'right', x - gate.width / 2 - 5, top - 6),
    );
  return [
    above('PREROUTING', plan.prerouting),
    above('FORWARD', plan.forward),
    above('POSTROUTING', plan.postrouting),
    beside('INPUT', plan.routing),
    beside('OUTPUT', plan.postrouting),
  ];
}

function gateAt(
  node: Netns,
  hook: Hook,
  x: number,
  y: number,
  words: (top: number) => Words,
): Piece {
  const facts = { kind: 'hook', shape: 'arch', label: hook } as const;
  const because = gateCauses(node, hook);
  const box = { ...facts, because, words: [words(y - gate.height / 2)] };
  return piece(node, `hook:${hook}`, around(x, y, gate), box);
}

function forks(node: Netns, plan: KernelPlan, { routing }: StageLabels): readonly Piece[] {
  const { passY, localY } = plan;
  const facts = { kind: 'routing', shape: 'fork', label: routing, because: [] } as const;
  const above = passY - gate.height / 2 - labelGap;
  const incoming = wordsAt(routing, 'word', 'center', plan.routing, above);
  const outgoing = wordsAt(routing, 'word', 'right', plan.postrouting - 8, localY + 14);
  return [
    piece(node, 'routing', around(plan.routing, passY, fork), { ...facts, words: [incoming] }),
    piece(node, 'routing-output', around(plan.postrouting, localY, fork), {
      ...facts,
      words: [outgoing],
    }),
  ];
}

function socket(node: Netns, plan: KernelPlan, labels: StageLabels): Piece {
  const top = plan.localY - discSize / 2;
  return piece(
    node,
    'socket',
    around(plan.socket, plan.localY, { width: discSize, height: discSize }),
    {
      kind: 'socket',
      shape: 'disc',
      label: labels.socket,
      words: [wordsAt(labels.socket, 'word', 'center', plan.socket, top - labelGap)],
      because: [],
    },
  );
}

function mouth(node: Netns, device: Interface, x: number, { localY }: KernelPlan): Piece {
  const words = wordsAt(device.name, 'label', 'center', x, localY - tunnel.height / 2 - labelGap);
  return devicePiece(node, device, 'tunnel', around(x, localY, tunnel), [words]);
}

/** What has no box of its own is where its tunnel is. */
function joint(
  node: Netns,
  name: string,
  tunnel: Interface | undefined,
  { tunnels, localY, socket: elsewhere }: KernelPlan,
): Station {
  return {
    id: `${node.id}/device:${name}`,
    boxId: `${node.id}/${tunnel ? `device:${tunnel.name}` : 'socket'}`,
    point: { x: tunnels[0] ?? elsewhere, y: localY },
    reach: 0,
    passable: false,
    areas: [node.id],
  };
}

/** The network card belongs to the node and to the wire. */
function port(node: Netns, device: Interface, x: number, { cardY }: KernelPlan): Piece {
  const words = wordsAt(device.name, 'label', 'center', x, cardY - card.height / 2 - labelGap);
  const { box, station } = devicePiece(node, device, 'port', around(x, cardY, card), [words]);
  const because = [...box.because, ...cardCauses(node)];
  return { box: { ...box, because }, station: { ...station, areas: [node.id, 'stage'] } };
}

/** Its name stands below the bar, where no lane is. */
function bar(node: Netns, device: Interface, { width, barY, left, right }: KernelPlan): Piece {
  const name = wordsAt(device.name, 'label', 'left', left + 12, barHeight + 5);
  const ip = device.addresses[0]?.ip;
  const address = ip && wordsAt(ip, 'note', 'left', name.x + name.width + 8, name.y);
  const fits = address && address.x + address.width <= right - 12;
  const rect = { x: 0, y: 0, width, height: barHeight };
  const { box, station } = devicePiece(node, device, 'bar', rect, fits ? [name, address] : [name]);
  const point = { x: width / 2, y: barY };
  return { box, station: { ...station, point, reach: width / 2, passable: true } };
}

/** Places where a packet waits between gates, while the bridge decides or its route is looked up again. */
function waits(node: Netns, plan: KernelPlan, bridge: Interface | undefined): readonly Station[] {
  const rerouted = {
    x: plan.postrouting,
    y: (plan.passY + plan.localGateY) / 2,
  };
  const common = { reach: 0, passable: true, areas: [node.id] };
  const bridged = { x: beforeRouting(plan), y: plan.passY };
  return [
    { id: `${node.id}/rerouted`, boxId: `${node.id}/routing-output`, point: rerouted, ...common },
    ...(bridge
      ? [
          {
            id: `${node.id}/bridged`,
            boxId: `${node.id}/device:${bridge.name}`,
            point: bridged,
            ...common,
          },
        ]
      : []),
  ];
}

/** Between PREROUTING and the routing decision. */
export function beforeRouting({ prerouting, routing }: KernelPlan): number {
  return (prerouting + gate.width / 2 + routing - fork.width / 2) / 2;
}

function devicePiece(
  node: Netns,
  device: Interface,
  shape: Box['shape'],
  rect: SceneRect,
  words: readonly Words[],
): Piece {
  const address = device.addresses[0]?.ip;
  return piece(node, `device:${device.name}`, rect, {
    kind: 'device',
    shape,
    label: device.name,
    words,
    because: device.because,
    ...(address && { address }),
  });
}

type Facts = Pick<Box, 'kind' | 'shape' | 'label' | 'words' | 'because' | 'address'>;

function piece(node: Netns, name: string, rect: SceneRect, facts: Facts): Piece {
  const id = `${node.id}/${name}`;
  const point = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  return {
    box: { ...facts, ...rect, id, parent: node.id, netns: node.id, quiet: false },
    station: { id, boxId: id, point, reach: 0, passable: false, areas: [node.id] },
  };
}

function around(x: number, y: number, size: Pick<SceneRect, 'width' | 'height'>): SceneRect {
  return { x: x - size.width / 2, y: y - size.height / 2, ...size };
}
