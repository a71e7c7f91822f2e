import { findNamedPort, refTo, type Ref } from '../api/index.ts';
import type { PortMatch } from './rules.ts';
import type { Miss, Party, Probe } from './types.ts';

/** A protocol or the name of a port, and the field that says so. */
export interface Named {
  readonly name: string;
  readonly at: Ref;
}

/** Both ends included, and the field that says so. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly at: Ref;
}

/** Some ports of a protocol; all of them without `ports`. */
export function portRange(where: Ref, protocol: Named, ports?: Range): PortMatch {
  return {
    at: where,
    means: {
      protocol: protocol.name,
      ...(ports && { range: { first: ports.first, last: ports.last } }),
    },
    miss: (probe) => protocolMiss(protocol, probe) ?? (ports && rangeMiss(ports, probe)),
  };
}

/** The port that the destination Pod calls by this name, of one protocol or of any. */
export function namedPort(where: Ref, port: Named, protocol?: Named): PortMatch {
  return {
    at: where,
    means: { name: port.name, ...(protocol && { protocol: protocol.name }) },
    miss: (probe, destination) =>
      (protocol && protocolMiss(protocol, probe)) ?? nameMiss(port, probe, destination),
  };
}

function protocolMiss({ name, at }: Named, { protocol }: Probe): Miss | undefined {
  return protocol === name ? undefined : { why: 'protocol', at, protocol };
}

function rangeMiss({ first, last, at }: Range, { port }: Probe): Miss | undefined {
  if (port !== undefined && port >= first && port <= last) return undefined;
  return { why: 'port', at, ...(port !== undefined && { port }) };
}

function nameMiss(
  { name, at }: Named,
  { protocol, port }: Probe,
  destination: Party,
): Miss | undefined {
  if (destination.is !== 'pod') return { why: 'no-named-port', at };
  const found = findNamedPort(destination.pod, name, protocol);
  if (!found) return { why: 'no-named-port', at };
  if (found.port.containerPort === port) return undefined;
  const of = refTo(destination.pod, found.path);
  return { why: 'named-port', at, of, ...(port !== undefined && { port }) };
}
