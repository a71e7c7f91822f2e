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
  readonly balanced?: boolean;
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
  state: ConntrackState;
  confirmed: boolean;
  /** What hops show of the entry; absent when it has changed since. */
  known?: KnownEntry | undefined;
}

/** The connection table of one namespace, at one moment of its kernel's clock. */
export class Conntrack {
  private readonly nowSeconds: number;
  private readonly held = new Set<Held>();
  /** Each under both its tuples, the latest last. */
  private readonly buckets = new Map<number, Held[]>();

  /** Of the entries, those whose time is up are left out. */
  constructor(entries: Iterable<ConntrackEntry> = [], nowSeconds = 0) {
    this.nowSeconds = nowSeconds;
    for (const entry of entries) if (entry.noted.untilSeconds > nowSeconds) this.keep({ entry });
  }

  /** The confirmed connections, oldest first. */
  entries(): readonly ConntrackEntry[] {
    return [...this.held].map(({ entry }) => entry);
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
    const known = this.find(tuple);
    if (!known) return this.begin(packet, tuple);
    const direction = isSame(known.entry.original, tuple) ? 'original' : 'reply';
    const noted = goOn(packet, direction, known.entry, this.nowSeconds);
    if (noted === 'invalid') return undefined;
    if (noted === 'forgotten' || noted === 'begins') this.forget(known);
    if (noted === 'begins') return this.begin(packet, tuple);
    const { original, reply, decided, balanced } = known.entry;
    const seenReply = known.entry.seenReply || direction === 'reply';
    if (noted !== 'forgotten') {
      known.entry = { original, reply, decided, seenReply, noted };
      if (balanced) known.entry = { ...known.entry, balanced };
    }
    return {
      entry: known.entry,
      direction,
      state: seenReply ? 'ESTABLISHED' : 'NEW',
      confirmed: true,
    };
  }

  /** Remembers the entry from now on: the packet has passed all hooks. */
  confirm(track: Track): void {
    if (track.confirmed) return;
    track.confirmed = true;
    track.known = undefined;
    this.keep({ entry: track.entry });
  }

  /** Gives the entry another reply tuple, or notes that the nat table has decided. */
  amend(track: Track, change: Partial<ConntrackEntry>): void {
    const entry = { ...track.entry, ...change };
    if (track.confirmed) {
      const known = this.find(track.entry.original);
      if (known) {
        this.remove(known.entry.reply, known);
        known.entry = entry;
        this.put(entry.reply, known);
      }
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
    const known = tuple && this.find(invert(tuple));
    if (!known) return undefined;
    const direction = isSame(known.entry.original, invert(tuple)) ? 'original' : 'reply';
    return { entry: known.entry, direction, state: 'RELATED', confirmed: true };
  }

  private forget(held: Held): void {
    this.held.delete(held);
    this.remove(held.entry.original, held);
    this.remove(held.entry.reply, held);
  }

  private keep(held: Held): void {
    this.held.add(held);
    this.put(held.entry.original, held);
    this.put(held.entry.reply, held);
  }

  private find(tuple: Tuple): Held | undefined {
    return this.buckets
      .get(hashOf(tuple))
      ?.findLast(({ entry }) => isSame(entry.original, tuple) || isSame(entry.reply, tuple));
  }

  private put(tuple: Tuple, held: Held): void {
    const hash = hashOf(tuple);
    const bucket = this.buckets.get(hash);
    if (bucket) bucket.push(held);
    else this.buckets.set(hash, [held]);
  }

  private remove(tuple: Tuple, held: Held): void {
    const bucket = this.buckets.get(hashOf(tuple));
    bucket?.splice(bucket.indexOf(held), 1);
  }
}

/** An entry in the table; the one that is there is replaced when it changes. */
interface Held {
  entry: ConntrackEntry;
}

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
    noted,
  };
  return { entry, direction: 'original', state: 'NEW', confirmed: false };
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

/** Ports alone tell nearly all connections of a namespace apart. */
function hashOf({ sourcePort, destinationPort }: Tuple): number {
  return (sourcePort << 16) | destinationPort;
}
