import type { Diagnose } from '../../learn/diagnose/types.ts';
import type { ExampleId } from '../../examples/index.ts';
import type { Key } from '../../sim/api/types.ts';
import type { Span } from '../../sim/manifest/types.ts';
import type { Act } from '../../sim/timeline/types.ts';
import type { ClusterSpec } from '../../sim/spec.ts';
import type { Request, Sender } from '../../sim/trace/types.ts';
import type { StageLabels } from '../../view/scene/index.ts';

/** What a text started from. Each keeps a draft of its own, so that looking at another one loses nothing. */
export type SourceId = ExampleId | `link:${string}`;

/** A text as it was applied to the cluster. */
export interface Applied {
  readonly text: string;
  /**
   * What it was applied over: the objects as they were accepted last, as a text. Where nothing of the new text was rejected,
   * nothing of them is left, and this is the new text itself.
   */
  readonly over: string;
}

/** A cluster at a moment: what it is made of, what was done to it since, and how far that has got. */
export interface Standing {
  readonly applied: Applied;
  readonly spec: ClusterSpec;
  readonly acts: readonly Act[];
  /** Number of the moment among those that follow from the acts; −1 before all of them, with the cluster at rest. */
  readonly moment: number;
}

/** A request through the cluster of a moment. */
export interface Step {
  readonly moment: number;
  readonly request: Request;
}

/** A request as it was sent: with the cluster of that moment, which may have changed since. */
export interface Sent extends Standing {
  readonly request: Request;
  /** Requests through the same cluster before it, which its kernels remember. */
  readonly before: readonly Step[];
}

/** What virtual time is made with. */
export type Timeline = typeof import('../../sim/timeline/index.ts');

export type Theme = 'system' | 'light' | 'dark';

/** Which part a small screen shows. On a wide one all are in view, on a middling one `details` slides over the stage. */
export type Panel = 'stage' | 'manifest' | 'details';

/** What the details list: the hops of the journey, the objects that came of the text, or who reaches whom. */
export type List = 'hops' | 'objects' | 'matrix';

/** What the details are about: the hop at the playhead, or a box of the stage or an object that was chosen. */
export type Selection =
  | { readonly kind: 'hop' }
  | { readonly kind: 'box'; readonly id: string }
  | { readonly kind: 'object'; readonly object: Key };

/** What of a network namespace the details show. It stays while one goes from node to node. */
export interface Inspected {
  /** Name of a view; where a namespace has none of this name, its first is shown. */
  readonly view?: string;
  /** It shows how things are at the playhead: moving that does not end the looking. */
  readonly follows?: boolean;
  /** The chain, set or map to show among the rules; a new object each time. */
  readonly block?: { readonly table: string; readonly name: string };
}

export type Notice = 'damaged-link' | 'other-cluster';

/** Speeds of playing, times normal. */
export const speeds = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

/** How the stage is drawn. Not chosen, but told by the screen and the language. */
export interface View {
  readonly labels: StageLabels;
  /** Width of the stage's place divided by its height, rounded: a picture is not laid out anew for every pixel. */
  readonly aspect: number;
}

/**
 * All that is ever stored: what the learner chose. Worlds, traces and pictures are derived from it, so that links, undo and
 * scrubbing need no code of their own.
 */
export interface Choices extends Standing {
  readonly source: SourceId;
  /** The text as it stands in the editor; `applied` is the one that was applied last, but for the moments while somebody types. */
  readonly text: string;
  /** Counts the texts that did not come from the editor: it then has to hold another one. */
  readonly opened: number;
  readonly from: Sender;
  /** The target as it was typed. */
  readonly to: string;
  readonly sent: Sent | undefined;
  readonly playheadMs: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly selection: Selection;
  readonly inspected: Inspected;
  /** Where the cursor is in the text while the learner is in the editor. */
  readonly cursor: number | undefined;
  /** The stretch of text the learner asked to see; a new object each time. */
  readonly revealed: Span | undefined;
  readonly locale: string;
  readonly theme: Theme;
  readonly panel: Panel;
  readonly list: List;
  readonly view: View;
  /** How causes are found, once that part of the program is here. */
  readonly diagnose: Diagnose | undefined;
  /** Virtual time, once something was done to the cluster and that part of the program is here. */
  readonly timeline: Timeline | undefined;
  /** What the learner should be told once. */
  readonly notice: Notice | undefined;
}
