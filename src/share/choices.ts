import type { Keeping, Sender } from '../sim/trace/types.ts';
import { isRecord, isText, readSender } from './sender.ts';

/** What a link carries: only what the learner chose. Everything else follows from it. */
export interface SharedChoices {
  readonly text: string;
  /** The objects that the text is applied over, as a text; absent where nothing of it is rejected. */
  readonly over?: string;
  readonly nodes: number;
  readonly cni: string;
  readonly proxyMode: string;
  /** Absent in links from before there was a choice: then there was nobody, `none`. */
  readonly loadBalancer?: string;
  /** Absent for the usual one. */
  readonly ipvsScheduler?: string;
  /** Absent for the usual one, which is installed where there are Ingresses. */
  readonly ingressController?: string;
  /** Absent for the usual one, which is installed where there are Gateways. */
  readonly gatewayController?: string;
  readonly seed: number;
  readonly from: Sender;
  readonly to: string;
  /** Absent when nothing was sent yet. */
  readonly sent?: SharedMoment;
  readonly locale: string;
}

/** Which try is on screen, and the hop it stands at. */
export interface SharedMoment extends Keeping {
  readonly attempt: number;
  readonly leg: number;
  readonly hop: number;
  /** Requests that were sent before it, which kernels remember. */
  readonly before?: readonly SharedRequest[];
}

export interface SharedRequest extends Keeping {
  readonly from: Sender;
  readonly to: string;
  readonly attempt: number;
}

/** Requests that a link may tell of before the one that is shown. */
const beforeMax = 50;

/** Longest text that a link may carry, in UTF-16 code units. */
export const textMax = 256 * 1024;

/** Reads choices from untrusted data: `undefined` unless every field is what it should be. Fields nobody knows are left out. */
export function readChoices(data: unknown): SharedChoices | undefined {
  if (!isRecord(data)) return undefined;
  const { text, over, nodes, cni, proxyMode, seed, to, locale } = data;
  const { ipvsScheduler, loadBalancer, ingressController, gatewayController } = data;
  const from = readSender(data['from']);
  const sent = data['sent'] === undefined ? undefined : readMoment(data['sent']);
  const isGood =
    isText(text, textMax) &&
    (over === undefined || isText(over, textMax)) &&
    isWhole(nodes, 1, 50) &&
    isText(cni, 40) &&
    isText(proxyMode, 40) &&
    (ipvsScheduler === undefined || isText(ipvsScheduler, 40)) &&
    (loadBalancer === undefined || isText(loadBalancer, 40)) &&
    (ingressController === undefined || isText(ingressController, 40)) &&
    (gatewayController === undefined || isText(gatewayController, 40)) &&
    isWhole(seed, 0, 0xffffffff) &&
    isText(to, 500) &&
    isText(locale, 20);
  if (!isGood || !from || (data['sent'] !== undefined && !sent)) return undefined;
  return {
    text,
    ...(over !== undefined && { over }),
    nodes,
    cni,
    proxyMode,
    ...(ipvsScheduler !== undefined && { ipvsScheduler }),
    ...(loadBalancer !== undefined && { loadBalancer }),
    ...(ingressController !== undefined && { ingressController }),
    ...(gatewayController !== undefined && { gatewayController }),
    seed,
    from,
    to,
    ...(sent && { sent: leftOpen(sent, { from, to }) }),
    locale,
  };
}

/**
 * In links from before connections were closed, `reuse` stands alone: each connection was left open, and the one that was used again had been
 * opened by the last request of its sender to the same place.
 */
function leftOpen(
  { before = [], ...moment }: SharedMoment,
  { from, to }: Pick<SharedRequest, 'from' | 'to'>,
): SharedMoment {
  const requests = [...before, { ...moment, from, to }];
  const isOld = requests.some(({ reuse, keepAlive }) => reuse && !keepAlive);
  const placeOf = (request: Pick<SharedRequest, 'from' | 'to'>): string =>
    JSON.stringify([request.from, request.to]);
  const used = new Set(requests.filter(({ reuse }) => reuse).map(placeOf));
  const open = (request: Pick<SharedRequest, 'from' | 'to'>): Pick<SharedRequest, 'keepAlive'> =>
    isOld && used.has(placeOf(request)) ? { keepAlive: true } : {};
  return {
    ...moment,
    ...open({ from, to }),
    ...(before.length > 0 && { before: before.map((each) => ({ ...each, ...open(each) })) }),
  };
}

function readMoment(data: unknown): SharedMoment | undefined {
  if (!isRecord(data)) return undefined;
  const { attempt, leg, hop } = data;
  const before = data['before'] === undefined ? [] : readRequests(data['before']);
  const isGood = isWhole(attempt, 0, 1e6) && isWhole(leg, 0, 1e4) && isWhole(hop, 0, 1e4);
  if (!isGood || !before) return undefined;
  return {
    attempt,
    leg,
    hop,
    ...readKeeping(data),
    ...(before.length > 0 && { before }),
  };
}

function readRequests(data: unknown): readonly SharedRequest[] | undefined {
  if (!Array.isArray(data) || data.length > beforeMax) return undefined;
  const requests = data.flatMap((each) => readRequest(each) ?? []);
  return requests.length === data.length ? requests : undefined;
}

function readRequest(data: unknown): SharedRequest | undefined {
  if (!isRecord(data)) return undefined;
  const { to, attempt } = data;
  const from = readSender(data['from']);
  if (!from || !isText(to, 500) || !isWhole(attempt, 0, 1e6)) return undefined;
  return { from, to, attempt, ...readKeeping(data) };
}

function readKeeping({ reuse, keepAlive }: Readonly<Record<string, unknown>>): Keeping {
  return { ...(reuse === true && { reuse }), ...(keepAlive === true && { keepAlive }) };
}

function isWhole(data: unknown, min: number, max: number): data is number {
  return typeof data === 'number' && Number.isInteger(data) && data >= min && data <= max;
}
