import type { Random } from '../../base/random.ts';
import type { DnsMessage, Ip } from '../net/index.ts';
import { Conntrack } from './conntrack.ts';
import type { IpvsMemory } from './ipvs/types.ts';
import type { OpenSocket } from './socket.ts';
import type { Listener, NetnsId } from './types.ts';

/** What kernels remember between requests: passed in and handed back, never kept by the simulation itself. */
export interface KernelState {
  readonly nowSeconds: number;
  readonly conntrack: ReadonlyMap<NetnsId, Conntrack>;
  /** The lists of `-m recent`: namespace → list → source address → seconds it was last seen. */
  readonly recent: ReadonlyMap<NetnsId, ReadonlyMap<string, ReadonlyMap<Ip, number>>>;
  readonly connections: readonly OpenConnection[];
  /** What BPF programs have written into maps: node and name of the map → key → value. */
  readonly bpf: ReadonlyMap<`${NetnsId} ${string}`, ReadonlyMap<string, unknown>>;
  readonly ipvs: ReadonlyMap<NetnsId, IpvsMemory>;
  /** What name servers remember: namespace → name and type → answer. */
  readonly answers: ReadonlyMap<NetnsId, ReadonlyMap<string, RememberedAnswer>>;
}

/** An answer that a name server gives again until then. */
export interface RememberedAnswer {
  readonly answer: NonNullable<DnsMessage['answer']>;
  readonly untilSeconds: number;
}

/** A TCP connection that nobody has closed yet: its two ends. Of other protocols the socket of one who sends from it again. */
export interface OpenConnection {
  /** Who opened it, and where to. */
  readonly by: string;
  readonly client: OpenSocket;
  readonly server?: OpenSocket;
  readonly listener?: Listener;
}

/** More than anybody keeps open; older ones are closed for it. */
const connectionsMax = 1000;

/** Kernels that have just been started. */
export const freshState: KernelState = {
  nowSeconds: 0,
  conntrack: new Map(),
  recent: new Map(),
  connections: [],
  bpf: new Map(),
  ipvs: new Map(),
  answers: new Map(),
};

/** The working copy of a {@link KernelState} while one request is walked. */
export class Memory {
  readonly nowSeconds: number;
  readonly random: Random;
  private readonly before: KernelState;
  /** Copies of what has been asked for; the rest is as it was `before`. */
  private readonly tables = new Map<NetnsId, Conntrack>();
  private readonly lists = new Map<NetnsId, Map<string, Map<Ip, number>>>();
  private readonly balancers = new Map<NetnsId, IpvsMemory>();
  private connections: readonly OpenConnection[];
  private readonly bpf = new Map<`${NetnsId} ${string}`, Map<string, unknown>>();
  private readonly answers = new Map<NetnsId, Map<string, RememberedAnswer>>();

  constructor(state: KernelState, random: Random) {
    this.before = state;
    this.nowSeconds = state.nowSeconds;
    this.random = random;
    this.connections = state.connections;
  }

  conntrackOf(id: NetnsId): Conntrack {
    const known = this.tables.get(id);
    if (known) return known;
    const table = new Conntrack(this.before.conntrack.get(id), this.nowSeconds);
    this.tables.set(id, table);
    return table;
  }

  recentOf(id: NetnsId): Map<string, Map<Ip, number>> {
    const known = this.lists.get(id);
    if (known) return known;
    const lists = this.before.recent.get(id) ?? new Map<string, ReadonlyMap<Ip, number>>();
    const copy = new Map([...lists].map(([name, seen]) => [name, new Map(seen)]));
    this.lists.set(id, copy);
    return copy;
  }

  connectionOf(by: string): OpenConnection | undefined {
    return this.connections.find((open) => open.by === by);
  }

  keep(open: OpenConnection): void {
    this.connections = [...this.connections.filter(({ by }) => by !== open.by), open].slice(
      -connectionsMax,
    );
  }

  forget(by: string): void {
    this.connections = this.connections.filter((open) => open.by !== by);
  }

  /** A map that BPF programs of a node write themselves. */
  mapOf(id: NetnsId, name: string): Map<string, unknown> {
    const key = `${id} ${name}` as const;
    const known = this.bpf.get(key);
    if (known) return known;
    const copy = new Map(this.before.bpf.get(key));
    this.bpf.set(key, copy);
    return copy;
  }

  ipvsOf(id: NetnsId): IpvsMemory {
    const known = this.balancers.get(id) ?? copyOf(this.before.ipvs.get(id));
    this.balancers.set(id, known);
    return known;
  }

  /** What the name server in a namespace remembers. */
  answersOf(id: NetnsId): Map<string, RememberedAnswer> {
    const known = this.answers.get(id);
    if (known) return known;
    const copy = new Map(this.before.answers.get(id));
    this.answers.set(id, copy);
    return copy;
  }

  /** What is to be passed in with the next request. */
  state(): KernelState {
    const { nowSeconds, before, tables, lists, balancers, connections } = this;
    const conntrack = amended(before.conntrack, tables);
    const recent = amended(before.recent, lists);
    const ipvs = amended(before.ipvs, balancers);
    const bpf = amended(before.bpf, this.bpf);
    const answers = amended(before.answers, this.answers);
    return { nowSeconds, conntrack, recent, ipvs, connections, bpf, answers };
  }
}

function amended<Key, Value>(
  before: ReadonlyMap<Key, Value>,
  changed: ReadonlyMap<Key, Value>,
): ReadonlyMap<Key, Value> {
  return changed.size === 0 ? before : new Map([...before, ...changed]);
}

function copyOf({ requests, answers, templates, turns }: Partial<IpvsMemory> = {}): IpvsMemory {
  return {
    requests: new Map(requests),
    answers: new Map(answers),
    templates: new Map(templates),
    turns: new Map(turns),
  };
}
