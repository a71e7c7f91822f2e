import type { Sender } from '../sim/trace/types.ts';

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
  /** Absent for the usual one, which is installed where there are Ingresses. */
  readonly ingressController?: string;
  readonly seed: number;
  readonly from: Sender;
  readonly to: string;
  /** Absent when nothing was sent yet. */
  readonly sent?: SharedMoment;
  readonly locale: string;
}

/** Which try is on screen, and the hop it stands at. */
export interface SharedMoment {
  readonly attempt: number;
  readonly leg: number;
  readonly hop: number;
  readonly reuse?: true;
  /** Requests that were sent before it, which kernels remember. */
  readonly before?: readonly SharedRequest[];
}

export interface SharedRequest {
  readonly from: Sender;
  readonly to: string;
  readonly attempt: number;
  readonly reuse?: true;
}

/** Requests that a link may tell of before the one that is shown. */
const beforeMax = 50;

/** Longest text that a link may carry, in UTF-16 code units. */
export const textMax = 256 * 1024;

/** Reads choices from untrusted data: `undefined` unless every field is what it should be. Fields nobody knows are left out. */
export function readChoices(data: unknown): SharedChoices | undefined {
  if (!isRecord(data)) return undefined;
  const { text, over, nodes, cni, proxyMode, loadBalancer, ingressController, seed, to, locale } =
    data;
  const from = readSender(data['from']);
  const sent = data['sent'] === undefined ? undefined : readMoment(data['sent']);
  const isGood =
    isText(text, textMax) &&
    (over === undefined || isText(over, textMax)) &&
    isWhole(nodes, 1, 50) &&
    isText(cni, 40) &&
    isText(proxyMode, 40) &&
    (loadBalancer === undefined || isText(loadBalancer, 40)) &&
    (ingressController === undefined || isText(ingressController, 40)) &&
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
    ...(loadBalancer !== undefined && { loadBalancer }),
    ...(ingressController !== undefined && { ingressController }),
    seed,
    from,
    to,
    ...(sent && { sent }),
    locale,
  };
}

function readMoment(data: unknown): SharedMoment | undefined {
  if (!isRecord(data)) return undefined;
  const { attempt, leg, hop, reuse } = data;
  const before = data['before'] === undefined ? [] : readRequests(data['before']);
  const isGood = isWhole(attempt, 0, 1e6) && isWhole(leg, 0, 1e4) && isWhole(hop, 0, 1e4);
  if (!isGood || !before) return undefined;
  return {
    attempt,
    leg,
    hop,
    ...(reuse === true && { reuse }),
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
  const { to, attempt, reuse } = data;
  const from = readSender(data['from']);
  if (!from || !isText(to, 500) || !isWhole(attempt, 0, 1e6)) return undefined;
  return { from, to, attempt, ...(reuse === true && { reuse }) };
}

/** Reads a sender from untrusted data. */
export function readSender(data: unknown): Sender | undefined {
  if (!isRecord(data) || !isText(data['name'], 253)) return undefined;
  const { kind, name, namespace, container } = data;
  if (kind === 'node' || kind === 'host') return { kind, name };
  if (kind !== 'pod' || !isText(namespace, 63)) return undefined;
  return { kind, namespace, name, ...(isText(container, 63) && { container }) };
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isText(data: unknown, lengthMax: number): data is string {
  return typeof data === 'string' && data.length <= lengthMax;
}

function isWhole(data: unknown, min: number, max: number): data is number {
  return typeof data === 'number' && Number.isInteger(data) && data >= min && data <= max;
}
