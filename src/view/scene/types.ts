import type { Ip } from '../../sim/net/index.ts';
import type { Ref } from '../../sim/api/types.ts';
import type { NetnsId } from '../../sim/dataplane/types.ts';
import type { Motion, Purpose } from '../../sim/trace/types.ts';

/** A point of the scene, in scene units (1 unit = 1 CSS pixel at zoom 1). Never mixed with points of the screen. */
export interface ScenePoint {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of the scene. */
export interface SceneRect extends ScenePoint {
  readonly width: number;
  readonly height: number;
}

/** How a box is drawn: the canvas knows these and no device types. Only `card` and `room` carry words inside. */
export type Shape =
  'region' | 'room' | 'card' | 'bar' | 'arch' | 'fork' | 'tunnel' | 'port' | 'tab' | 'disc';

/** How words are written; sizes and faces are in `text.ts`. */
export type Role = 'title' | 'name' | 'quiet-name' | 'label' | 'word' | 'note' | 'address' | 'fine';

/** Some words of a box and the rectangle kept free for them. No way of a packet leads through it. */
export interface Words extends SceneRect {
  readonly text: string;
  readonly role: Role;
  readonly align: 'left' | 'center' | 'right';
  /** The words are this address, drawn as a chip in its colour. */
  readonly address?: Ip;
}

export interface Box extends SceneRect {
  /** Stable under edits: made from what the box stands for, for example `pod:default/web` or `node:node-1/device:cni0`. */
  readonly id: string;
  readonly kind:
    'outside' | 'host' | 'segment' | 'node' | 'pod' | 'device' | 'hook' | 'routing' | 'socket';
  readonly shape: Shape;
  /** The box it stands in; absent for those on the stage itself. */
  readonly parent?: string;
  /** The whole name, however short `words` had to make it. */
  readonly label: string;
  /** What is written in or beside the box. */
  readonly words: readonly Words[];
  /** The address this box answers to. */
  readonly address?: Ip;
  readonly netns?: NetnsId;
  /** The objects and fields it exists because of: the cursor in the YAML lights it up through these. */
  readonly because: readonly Ref[];
  /** Belongs to the cluster itself (kube-system): drawn quieter. */
  readonly quiet: boolean;
}

/** A lane: a line along which packets can travel. Lanes that touch or cross are joined there. */
export interface Link {
  readonly id: string;
  /** The room it belongs to, or `stage`: a way never changes lanes between two areas except at a device of both. */
  readonly area: string;
  /** Only horizontal and vertical pieces. */
  readonly points: readonly ScenePoint[];
  /** Used by packets, but too seldom to be drawn while nobody is there. */
  readonly hidden: boolean;
  /** Packets take it in the direction of its points only: drawn with a small arrow. */
  readonly directed: boolean;
}

/** A straight line with room beside it: ways of one packet that share it stand side by side, towards that side. */
export interface Gutter {
  readonly area: string;
  readonly from: ScenePoint;
  readonly to: ScenePoint;
  /** One of the four directions, of length 1. */
  readonly towards: ScenePoint;
}

/** Where packets of a place stand: a point, or for a bar any point of it. */
export interface Station {
  /** Namespace and place, for example `node:node-1/hook:PREROUTING`. */
  readonly id: string;
  readonly boxId: string;
  readonly point: ScenePoint;
  /** Length to each side of `point` where a packet may stand as well (bars). */
  readonly reach: number;
  /** Packets on their way to elsewhere may pass here without a hop of their own. */
  readonly passable: boolean;
  /** The areas whose lanes lead to it. */
  readonly areas: readonly string[];
}

/** The cluster as a picture without time. Deterministic: the same cluster gives the same stage. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Parents before children: painting in order is right. */
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  readonly gutters: readonly Gutter[];
  readonly stations: readonly Station[];
  /** Colour number (0 to 7) of the addresses that have one while no film is shown. */
  readonly colours: ReadonlyMap<Ip, number>;
}

/** The words of the map that are not names of objects, devices or hooks, in the reader's language. */
export interface StageLabels {
  readonly routing: string;
  /** Where the node's own programs send and receive. */
  readonly socket: string;
  readonly sleeps: string;
  /** What lies beyond the cluster's network. */
  readonly outside: string;
  /** Names of segments and hosts by what the simulation calls them (`node-network`, `client`, …); others keep their name. */
  readonly names: Readonly<Record<string, string>>;
}

export interface StageOptions {
  readonly labels: StageLabels;
  /** Width of the place to draw in divided by its height; 1.2 when absent. */
  readonly aspect?: number;
}

/** The two ends of a packet or tunnel, as a capsule shows them. */
export interface Ends {
  readonly source: Ip;
  readonly destination: Ip;
  readonly sourceLabel: string;
  readonly destinationLabel: string;
}

/** The capsule a packet is drawn as: halves in the colours of source and destination, tunnels around it. */
export interface Capsule extends Ends {
  /** The tunnels around it, outermost last. */
  readonly outer: readonly Ends[];
  /** `SYN`, `GET /`, `A? web`, … for close zoom. */
  readonly caption: string;
}

/**
 * One hop on the timeline. The capsule moves along `path` from `startMs` to `arriveMs`; from then to `endMs` it becomes
 * what `after` says.
 */
export interface Stop {
  readonly leg: number;
  readonly hop: number;
  readonly motion: Motion;
  readonly startMs: number;
  readonly arriveMs: number;
  readonly endMs: number;
  /** From where the packet was to where this happens: one point when it did not move. */
  readonly path: readonly ScenePoint[];
  readonly before: Capsule;
  readonly after: Capsule;
  /** Box where it happens: lit while the playhead stands here. */
  readonly boxId: string;
  /** Caused or changed something, so its box stays lit until the leg ends. */
  readonly telling: boolean;
  /** The netfilter chains with a rule that fitted, in the order they were met, the deciding one last. */
  readonly chains: readonly string[];
}

export interface FilmLeg {
  readonly leg: number;
  readonly purpose: Purpose;
  readonly startMs: number;
  readonly endMs: number;
  /** Numbers of its stops in the film: from `firstStop` up to but without `endStop`. */
  readonly firstStop: number;
  readonly endStop: number;
}

/** A trace as a picture with time. The frame at any time is a function of (stage, film, time): there is no other memory. */
export interface Film {
  readonly stops: readonly Stop[];
  readonly legs: readonly FilmLeg[];
  readonly durationMs: number;
  /** Colour number (0 to 7) of each address that has one; others are neutral. Stable per address while the cluster stays. */
  readonly colours: ReadonlyMap<Ip, number>;
  /** Where the request failed: number of the stop. */
  readonly failedStop?: number;
}
