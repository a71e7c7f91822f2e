import type { Diagnose, Finding } from '../../learn/diagnose/types.ts';
import { allKinds, objectNamed, refTo } from '../../sim/api/index.ts';
import type { Entry, Obj, Ref } from '../../sim/api/types.ts';
import { freshState, send, type KernelState } from '../../sim/dataplane/index.ts';
import type { Moment } from '../../sim/timeline/types.ts';
import type { Cluster } from '../../sim/dataplane/types.ts';
import type { Ip } from '../../sim/net/index.ts';
import { defaultSpec, type ClusterSpec } from '../../sim/spec.ts';
import type { Hop, Sender, Trace } from '../../sim/trace/types.ts';
import { build, writtenEntries, writtenText, type World } from '../../sim/world.ts';
import {
  layoutStage,
  layoutTrace,
  type Box,
  type Film,
  type Stage,
  type Stop,
} from '../../view/scene/index.ts';
import { boxesAt, causesOfHop } from '../cause/causes.ts';
import { boxesOfObject, boxOfObject, objectOfBox } from '../objects/boxes.ts';
import { rowsOf, type ObjectRow } from '../objects/rows.ts';
import { stopAt } from '../playback/stops.ts';
import { placesOf, type Places } from '../stage/places.ts';
import { closestSender, sendersOf, type SenderGroup } from '../request/senders.ts';
import type { Applied, Choices, Sent, Standing, Timeline, View } from './choices.ts';
import { remember } from './remember.ts';

// Everything below follows from the choices alone. What is expensive is done once for the same inputs.

const rememberedWorld = remember(buildSafely, 4);
const formerEntries = remember(entriesOf);
const clusterSenders = remember(sendersOf, 2);
const stageOf = remember(
  (cluster: Cluster, { labels, aspect }: View) => layoutStage(cluster, { labels, aspect }),
  2,
);
const sendingsOf = remember(sendSafely, 2);
const storyOf = remember(unfoldSafely, 2);
const worldInMoment = remember(worldThen, 4);
const filmOf = remember(layoutTrace, 2);
const traceFindings = remember(diagnoseSafely, 2);
const hopCauses = remember(causesOfHop);
const endCauses = remember(causesOfEnd);
const nothingFound: readonly Finding[] = [];
const noRefs: readonly Ref[] = [];
const worldRows = remember(rowsOf);
const objectBox = remember(boxOfObject);
const objectBoxes = remember(boxesOfObject);
const objectCauses = remember((object: Obj): readonly Ref[] => [refTo(object)]);
const stagePlaces = remember(placesOf);
const keptEntries = remember(({ entries }: World) => entries.filter(({ kept }) => kept));
const litBoxes = remember(boxesAt);
const noBoxes: ReadonlySet<string> = new Set();

let latestWorld: World | undefined;
/** What was known when it was made. */
let latestKinds: unknown;

/** Texts are read anew when the server has come to know of more kinds. */
function worldOf(text: string, over: string, spec: ClusterSpec): World {
  return rememberedWorld(text, over, spec, allKinds());
}

/** A mistake of ours in the pipeline must not take the picture away: the last world that could be made stays. */
function buildSafely(text: string, over: string, spec: ClusterSpec, kinds: unknown): World {
  if (latestWorld && latestKinds === kinds && isWorldOf(latestWorld, text, spec))
    return latestWorld;
  try {
    const former = over === text ? undefined : formerEntries(over, spec);
    latestWorld = build(text, spec, { previous: latestWorld, former });
    latestKinds = kinds;
  } catch (error) {
    console.error(error);
    latestWorld ??= build('', defaultSpec);
  }
  return latestWorld;
}

/** Where nothing was rejected, it does not matter what the text was applied over. */
function isWorldOf({ manifest, isRejected, spec: known }: World, text: string, spec: ClusterSpec) {
  return !isRejected && manifest.text === text && known === spec;
}

function entriesOf(text: string, spec: ClusterSpec): readonly Entry[] {
  return latestWorld && isWorldOf(latestWorld, text, spec)
    ? latestWorld.entries
    : writtenEntries(text, spec);
}

/** A further text, applied to the cluster that the former one made. */
export function applyOver(former: Applied, text: string, spec: ClusterSpec): Applied {
  const before = worldOf(former.text, former.over, spec);
  const over = before.isRejected ? writtenText(before.entries) : former.text;
  return { text, over: worldOf(text, over, spec).isRejected ? over : text };
}

/** A request on its way, and what the kernels remembered when it was sent. */
export interface Sending {
  readonly before: KernelState;
  readonly trace: Trace;
}

/** Sends what was sent before it first: kernels remember connections, and clients. The request itself is the last. */
function sendSafely(
  sent: Sent,
  timeline: Timeline | undefined,
  kinds: unknown,
): readonly Sending[] {
  try {
    const world = worldOf(sent.applied.text, sent.applied.over, sent.spec);
    const story =
      timeline && sent.acts.length > 0 ? storyOf(world, sent.acts, timeline) : noMoments;
    let state: KernelState = freshState;
    let last = -1;
    return [...sent.before, sent].map(({ moment, request }) => {
      const before = timeline?.later(state, story, last, moment) ?? aSecondLater(state);
      last = moment;
      const step = send(worldAt({ ...sent, moment }, timeline).cluster, request, before);
      ({ state } = step);
      return { before, trace: step.trace };
    });
  } catch (error) {
    console.error(error, kinds);
    return nothingSent;
  }
}

/** In a cluster at rest a second lies between two requests. */
function aSecondLater(state: KernelState): KernelState {
  return { ...state, nowSeconds: state.nowSeconds + 1 };
}

const nothingSent: readonly Sending[] = [];
const noMoments: readonly Moment[] = [];

function unfoldSafely(world: World, acts: Standing['acts'], timeline: Timeline): readonly Moment[] {
  try {
    return timeline.unfold(timeline.atRest(world.cluster.store), acts, world.spec);
  } catch (error) {
    console.error(error);
    return noMoments;
  }
}

function worldThen(world: World, moment: Moment, timeline: Timeline): World {
  return { ...world, cluster: timeline.clusterAt(moment, world.spec) };
}

function worldAt({ applied, spec, acts, moment }: Standing, timeline: Timeline | undefined): World {
  const world = worldOf(applied.text, applied.over, spec);
  if (!timeline || acts.length === 0) return world;
  const then = storyOf(world, acts, timeline)[moment];
  return then ? worldInMoment(world, then, timeline) : world;
}

function diagnoseSafely(diagnose: Diagnose, cluster: Cluster, trace: Trace): readonly Finding[] {
  try {
    return diagnose(cluster, trace);
  } catch (error) {
    console.error(error);
    return nothingFound;
  }
}

function causesOfEnd(trace: Trace | undefined, findings: readonly Finding[]): readonly Ref[] {
  const found = findings.flatMap(({ evidence }) => evidence);
  return found.length > 0 ? found : (trace?.outcome.because ?? noRefs);
}

/** What the text applied last has made, and has become of it since: the cluster on the stage, problems and all. */
export function selectWorld(choices: Choices): World {
  return worldAt(choices, choices.timeline);
}

/** What follows from what was done to the cluster, moment by moment. */
export function selectMoments({ applied, spec, acts, timeline }: Choices): readonly Moment[] {
  if (!timeline || acts.length === 0) return noMoments;
  return storyOf(worldOf(applied.text, applied.over, spec), acts, timeline);
}

export function selectStage(choices: Choices): Stage {
  return stageOf(selectWorld(choices).cluster, choices.view);
}

export function selectSenders(choices: Choices): readonly SenderGroup[] {
  return clusterSenders(selectWorld(choices).cluster);
}

/** Who would send now. `undefined` only when there is nobody. */
export function selectSender(choices: Choices): Sender | undefined {
  return closestSender(selectSenders(choices), choices.from);
}

/** The world of the request that was sent; a later edit does not change it. */
export function selectSentWorld({ sent, timeline }: Choices): World | undefined {
  return sent && worldAt(sent, timeline);
}

export function selectTrace(choices: Choices): Trace | undefined {
  return selectSendings(choices).at(-1)?.trace;
}

/** What was sent, and before it all that its kernels remember; oldest first. */
export function selectSendings({ sent, timeline }: Choices): readonly Sending[] {
  return sent ? sendingsOf(sent, timeline, allKinds()) : nothingSent;
}

/** Whether the cluster has changed since the request was sent. */
export function selectIsStale(choices: Choices): boolean {
  const { sent } = choices;
  return sent !== undefined && !(isSameStory(sent, choices) && sent.moment === choices.moment);
}

/** Whether a moment belongs to the same story as a later one: since then, at most more was done to the cluster. */
export function isSameStory(one: Standing, later: Standing): boolean {
  const isSameText =
    one.applied.text === later.applied.text && one.applied.over === later.applied.over;
  const isBeginning = one.acts.every((act, index) => act === later.acts[index]);
  return isSameText && isBeginning && isSameSpec(one.spec, later.spec);
}

function isSameSpec(one: ClusterSpec, other: ClusterSpec): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

export function selectFilm(choices: Choices): Film | undefined {
  const world = selectSentWorld(choices);
  const trace = selectTrace(choices);
  return world && trace && filmOf(stageOf(world.cluster, choices.view), world.cluster, trace);
}

/** Number of the stop the playhead stands at; -1 before the first and when nothing was sent. */
export function selectStopIndex(choices: Choices): number {
  const film = selectFilm(choices);
  return film ? stopAt(film, choices.playheadMs) : -1;
}

export function selectStop(choices: Choices): Stop | undefined {
  return selectFilm(choices)?.stops[selectStopIndex(choices)];
}

/** The hop the playhead stands at. */
export function selectHop(choices: Choices): Hop | undefined {
  const stop = selectStop(choices);
  return stop && selectTrace(choices)?.legs[stop.leg]?.hops[stop.hop];
}

/** Whether the film has been played to its end: then the outcome is what there is to say. */
export function selectIsOver(choices: Choices): boolean {
  const film = selectFilm(choices);
  return film !== undefined && choices.playheadMs >= film.durationMs;
}

/** Why the request ended as it did, as far as we can tell. */
export function selectFindings(choices: Choices): readonly Finding[] {
  const world = selectSentWorld(choices);
  const trace = selectTrace(choices);
  const { diagnose } = choices;
  return diagnose && world && trace ? traceFindings(diagnose, world.cluster, trace) : nothingFound;
}

/** The box of the stage that was chosen, while there is one of this name. */
export function selectBox(choices: Choices): Box | undefined {
  const { selection } = choices;
  if (selection.kind === 'hop') return undefined;
  const stage = selectStage(choices);
  return selection.kind === 'object'
    ? objectBox(stage, selection.object)
    : stage.boxes.find(({ id }) => id === selection.id);
}

/** The object that was chosen, itself or by its box, while there is one. */
export function selectObject(choices: Choices): Obj | undefined {
  const { selection } = choices;
  const box = selection.kind === 'box' ? selectBox(choices) : undefined;
  const key = selection.kind === 'object' ? selection.object : box && objectOfBox(box);
  return key === undefined ? undefined : objectNamed(selectWorld(choices).cluster.store, key);
}

/** All objects that came of the text, as a list. */
export function selectRows(choices: Choices): readonly ObjectRow[] {
  return worldRows(selectWorld(choices));
}

/** The colour number of each address that has one, the same all over the page. */
export function selectColours(choices: Choices): ReadonlyMap<Ip, number> {
  return selectIsStale(choices)
    ? selectStage(choices).colours
    : (selectFilm(choices)?.colours ?? selectStage(choices).colours);
}

/** What stays as it was accepted last, because what the text says of it now was rejected. */
export function selectKept(choices: Choices): readonly Entry[] {
  return keptEntries(selectWorld(choices));
}

/** What to light up in the text: the causes of the chosen box or object, of the end, or of the hop at the playhead. */
export function selectCauses(choices: Choices): readonly Ref[] {
  const box = selectBox(choices);
  if (box) return box.because;
  const object = selectObject(choices);
  if (object) return objectCauses(object);
  if (selectIsOver(choices)) return endCauses(selectTrace(choices), selectFindings(choices));
  const hop = selectHop(choices);
  return hop ? hopCauses(hop) : noRefs;
}

/** The boxes that exist because of the chosen object, or else of what the cursor in the text is on. */
export function selectLitBoxes(choices: Choices): ReadonlySet<string> {
  const { applied, cursor, selection, text } = choices;
  const object = selection.kind === 'object' ? selectObject(choices) : undefined;
  if (object) return objectBoxes(selectWorld(choices), selectStage(choices), object);
  if (cursor === undefined || text !== applied.text) return noBoxes;
  return litBoxes(selectWorld(choices), selectStage(choices), cursor);
}

/** What one can look into besides the hop at the playhead. */
export function selectPlaces(choices: Choices): readonly Places[] {
  return stagePlaces(selectStage(choices));
}
