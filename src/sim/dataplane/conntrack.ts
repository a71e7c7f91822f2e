import { LayeredMap } from '../../base/layers.ts';
import type { Random } from '../../base/random.ts';
import { hasPorts, withPort, type Ip, type Packet } from '../net/index.ts';
import type { ConntrackState } from './netfilter/types.ts';
import { begin, goOn, type Direction, type Noted } from './tracker.ts';

/** Both ends of a connection in one direction. For ICMP echoes both ports are the identifier, for IPIP they are 0. */
export interface Tuple {
  readonly protocol: string;
  readonly source: Ip;
  readonly destination: Ip;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/**
 * One tracked connection. `reply` is the tuple that answers will carry: where it is not `original` turned round, the
 * difference is the NAT. (net/netfilter/nf_conntrack_core.c)
 */
export interface ConntrackEntry {
  readonly original: Tuple;
  readonly reply: Tuple;
  /** Which ends the nat table has already decided about: it is asked once a connection. */
  readonly decided: { readonly destination: boolean; readonly source: boolean };
  readonly seenReply: boolean;
  /** IPVS has chosen who answers. It rewrites the packets itself: to NAT the destination is as it was (no IPS_DST_NAT). */
  readonly balanced?: true | undefined;
  readonly noted: Noted;
}

/** An entry at a hop. `kept`: the table holds it. It does not until the first packet has passed the last hook (nf_conntrack_confirm). */
export interface KnownEntry extends ConntrackEntry {
  readonly kept: boolean;
  /** How long it is remembered if nothing more comes. */
  readonly secondsLeft: number;
}

/** An entry of a table as it is at a moment. */
export function entryAt(entry: ConntrackEntry, kept: boolean, nowSeconds: number): KnownEntry {
  const { original, reply, decided, seenReply, noted } = entry;
  const secondsLeft = noted.untilSeconds - nowSeconds;
  return { original, reply, decided, seenReply, noted, kept, secondsLeft };
}

/** What conntrack knows of the packet in hand. Entries are values: `entry` is replaced when NAT or an answer changes it. */
export interface Track {
  entry: ConntrackEntry;
  readonly direction: Direction;
  readonly state: ConntrackState;
  confirmed: boolean;
  /** What hops show of the entry; absent when it has changed since. */
  known: KnownEntry | undefined;
}

/** The connection table of one namespace, at one moment of its kernel's clock. */
export class Conntrack {
  private readonly nowSeconds: number;
  private readonly table: LayeredMap<Key, ConntrackEntry>;
  /** The keys of entries by a hash of each of their tuples, the latest last. */
  private readonly buckets: LayeredMap<number, readonly Key[]>;
  private kept: number;

  /** A table of its own that starts as `before` is now; entries whose time is up are left out. */
  constructor(before?: Conntrack, nowSeconds = 0) {
    const same = before?.nowSeconds === nowSeconds ? before : undefined;
    this.nowSeconds = nowSeconds;
    this.table = new LayeredMap(same?.table);
    this.buckets = new LayeredMap(same?.buckets);
    this.kept = same?.kept ?? 0;
    if (same) return;
    for (const entry of before?.entries() ?? [])
      if (entry.noted.untilSeconds > nowSeconds) this.keep(entry);
  }

  /** The confirmed connections, oldest first. */
  entries(): readonly ConntrackEntry[] {
    return [...this.table.entries()]
      .toSorted(([one], [other]) => one.number - other.number)
      .map(([, entry]) => entry);
  }

  /** A table of these entries and no others, at the same moment. */
  with(entries: readonly ConntrackEntry[]): Conntrack {
    const table = new Conntrack(undefined, this.nowSeconds);
    for (const entry of entries) table.keep(entry);
    return table;
  }

  /** A packet's entry as it is now, with whether it is among them. */
  show(track: Track): KnownEntry {
    track.known ??= entryAt(
      track.entry,
      this.find(track.entry.original) !== undefined,
      this.nowSeconds,
    );
    return track.known;
  }

  /** Looks a packet up, or starts an unconfirmed entry for it. `undefined`: conntrack calls it INVALID. */
  track(packet: Packet): Track | undefined {
    if (packet.transport.protocol === 'ICMP' && packet.transport.about)
      return this.trackError(packet.transport.about);
    const tuple = tupleOf(packet);
    if (!tuple) return undefined;
    const key = this.find(tuple);
    const known = key && this.table.get(key);
    if (!known) return this.begin(packet, tuple);
    const direction = isSame(known.original, tuple) ? 'original' : 'reply';
    const noted = goOn(packet, direction, known, this.nowSeconds);
    if (noted === 'invalid') return undefined;
    if (noted === 'forgotten' || noted === 'begins') this.forget(key);
    if (noted === 'begins') return this.begin(packet, tuple);
    const seenReply = known.seenReply || direction === 'reply';
    let entry = known;
    if (noted !== 'forgotten') {
      const { original, reply, decided, balanced } = known;
      entry = { original, reply, decided, seenReply, balanced, noted };
      this.table.set(key, entry);
    }
    const state = seenReply ? 'ESTABLISHED' : 'NEW';
    return { entry, direction, state, confirmed: true, known: undefined };
  }

  /** Remembers the entry from now on: the packet has passed all hooks. */
  confirm(track: Track): void {
    if (track.confirmed) return;
    track.confirmed = true;
    track.known = undefined;
    this.keep(track.entry);
  }

  /** The nat table has decided about one end of a connection, and what its answers will carry. */
  decide(track: Track, end: keyof ConntrackEntry['decided'], reply: Tuple): void {
    const { original, decided: before, seenReply, balanced, noted } = track.entry;
    const decided =
      end === 'destination'
        ? { destination: true, source: before.source }
        : { destination: before.destination, source: true };
    this.amend(track, { original, reply, decided, seenReply, balanced, noted });
  }

  /** IPVS has chosen who answers. */
  balance(track: Track, reply: Tuple): void {
    this.amend(track, { ...track.entry, reply, balanced: true });
  }

  private amend(track: Track, entry: ConntrackEntry): void {
    const key = track.confirmed ? this.find(track.entry.original) : undefined;
    if (key) {
      this.forget(key);
      this.keep(entry, key.number);
    }
    track.entry = entry;
    track.known = undefined;
  }

  /** A port for `source` such that answers to it are not taken for another connection's; the given one where `random` is not asked for and it is free. */
  freePort(reply: Tuple, wanted: number, random: Random | undefined): number {
    const free = (port: number): boolean => !this.find({ ...reply, destinationPort: port });
    if (!random && free(wanted)) return wanted;
    for (let tries = 0; tries < portTriesMax; tries++) {
      const port = random ? 1024 + random.below(64512) : 1024 + ((wanted - 1024 + tries) % 64512);
      if (free(port)) return port;
    }
    return wanted;
  }

  private begin(packet: Packet, tuple: Tuple): Track | undefined {
    const noted = begin(packet, this.nowSeconds);
    return noted === 'invalid' ? undefined : newTrack(tuple, noted);
  }

  private trackError(about: Packet): Track | undefined {
    const tuple = tupleOf(about);
    const key = tuple && this.find(invert(tuple));
    const entry = key && this.table.get(key);
    if (!entry) return undefined;
    const direction = isSame(entry.original, invert(tuple)) ? 'original' : 'reply';
    return { entry, direction, state: 'RELATED', confirmed: true, known: undefined };
  }

  private keep(entry: ConntrackEntry, number = this.kept++): void {
    const { original, reply } = entry;
    const key = { number, original, reply };
    this.table.set(key, entry);
    for (const hash of hashesOf(key)) this.buckets.set(hash, [...this.bucket(hash), key]);
  }

  private forget(key: Key): void {
    this.table.delete(key);
    for (const hash of hashesOf(key))
      this.buckets.set(
        hash,
        this.bucket(hash).filter((other) => other !== key),
      );
  }

  private find(tuple: Tuple): Key | undefined {
    return this.bucket(hashOf(tuple)).findLast(
      ({ original, reply }) => isSame(original, tuple) || isSame(reply, tuple),
    );
  }

  private bucket(hash: number): readonly Key[] {
    return this.buckets.get(hash) ?? nobody;
  }
}

/** Finds an entry in the table: by its tuples, which stay, while what is noted of it changes with each packet. */
interface Key {
  /** Entries are numbered as they come. */
  readonly number: number;
  readonly original: Tuple;
  readonly reply: Tuple;
}

const nobody: readonly Key[] = [];

const portTriesMax = 1000;

/** The tuple turned round: what an answer would carry if nothing were translated. */
export function invert(tuple: Tuple): Tuple {
  return {
    protocol: tuple.protocol,
    source: tuple.destination,
    destination: tuple.source,
    sourcePort: tuple.destinationPort,
    destinationPort: tuple.sourcePort,
  };
}

/** The tuple of a packet; ICMP errors have none of their own. */
export function tupleOf(packet: Packet): Tuple | undefined {
  const { source, destination, transport } = packet;
  if (hasPorts(transport)) {
    const { protocol, sourcePort, destinationPort } = transport;
    return { protocol, source, destination, sourcePort, destinationPort };
  }
  if (transport.protocol === 'IPIP')
    return { protocol: 'IPIP', source, destination, sourcePort: 0, destinationPort: 0 };
  if (transport.identifier === undefined) return undefined;
  return {
    protocol: 'ICMP',
    source,
    destination,
    sourcePort: transport.identifier,
    destinationPort: transport.identifier,
  };
}

/** As `conntrack -L` would show it: `10.244.1.3:40003 → 10.96.0.10:80`. */
export function printTuple(tuple: Tuple): string {
  return `${withPort(tuple.source, tuple.sourcePort)} → ${withPort(tuple.destination, tuple.destinationPort)}`;
}

/** Whether answers carry another address than the one that was asked for. */
export function translatesDestination(entry: ConntrackEntry): boolean {
  return (
    !entry.balanced &&
    (entry.reply.source !== entry.original.destination ||
      entry.reply.sourcePort !== entry.original.destinationPort)
  );
}

/** Whether the one who is asked sees another sender than the one who asks. */
export function translatesSource(entry: ConntrackEntry): boolean {
  return (
    entry.reply.destination !== entry.original.source ||
    entry.reply.destinationPort !== entry.original.sourcePort
  );
}

function newTrack(tuple: Tuple, noted: Noted): Track {
  const entry = {
    original: tuple,
    reply: invert(tuple),
    decided: { destination: false, source: false },
    seenReply: false,
    balanced: undefined,
    noted,
  };
  return { entry, direction: 'original', state: 'NEW', confirmed: false, known: undefined };
}

function isSame(one: Tuple, other: Tuple): boolean {
  return (
    one.source === other.source &&
    one.sourcePort === other.sourcePort &&
    one.destination === other.destination &&
    one.destinationPort === other.destinationPort &&
    one.protocol === other.protocol
  );
}

/** Those of both tuples; there may be one for both. */
function hashesOf({ original, reply }: Key): readonly number[] {
  const [one, other] = [hashOf(original), hashOf(reply)];
  return one === other ? [one] : [one, other];
}

/** Ports alone tell nearly all connections of a namespace apart. */
function hashOf({ sourcePort, destinationPort }: Tuple): number {
  return (sourcePort << 16) | destinationPort;
}
