import { hasPorts, type Packet } from '../../net/index.ts';
import { withDestination, withSource } from '../rewrite.ts';
import { connectionOfAnswer, connectionOfRequest, forget, keep } from './connections.ts';
import { nameOf, nameOfServer } from './names.ts';
import { schedulerOf } from './schedulers/index.ts';
import type {
  End,
  Forwarding,
  IpvsConnection,
  IpvsKernel,
  RealServer,
  VirtualServer,
} from './types.ts';

/** The virtual servers of a namespace, by name. */
export type Servers = ReadonlyMap<string, VirtualServer>;

/** ip_vs_in_hook: a packet of a known connection goes where the first one went; that of a new one is scheduled. */
export function request(
  servers: Servers,
  packet: Packet,
  kernel: IpvsKernel,
): Forwarding | undefined {
  const ends = endsOf(packet);
  if (!ends) return aboutAnswer(servers, packet, kernel);
  const { protocol, source: client, destination: virtual } = ends;
  const virtualServer = servers.get(nameOfServer({ protocol, ...virtual }));
  const known = connectionOfRequest(protocol, client, virtual, kernel);
  const realServer = known && virtualServer && realServerOf(virtualServer, known.real);
  if (known && virtualServer && realServer && !(isNew(packet) && realServer.weight === 0)) {
    keep(known, packet, kernel);
    return towards(virtualServer, realServer, packet, 'connection');
  }
  // Its real server is gone, or takes nothing new: expire_nodest_conn, which kube-proxy switches on.
  if (known) forget(known, kernel.memory);
  return virtualServer && startsConnection(packet)
    ? scheduled(virtualServer, client, packet, kernel)
    : undefined;
}

/** ip_vs_out_hook: an answer gets the virtual server's address as its source, as the client expects. */
export function answer(
  servers: Servers,
  packet: Packet,
  kernel: IpvsKernel,
): Forwarding | undefined {
  const ends = endsOf(packet);
  if (!ends) return aboutRequest(servers, packet, kernel);
  const { protocol, source, destination } = ends;
  const known = connectionOfAnswer(protocol, source, destination, kernel);
  const found = known && serversOf(servers, known);
  if (!found) return undefined;
  keep(known, packet, kernel);
  const { address, port } = known.virtual;
  return { ...found, packet: withSource(packet, address, port), by: 'connection' };
}

/** ip_vs_schedule and, with persistence, ip_vs_sched_persist. */
function scheduled(
  virtualServer: VirtualServer,
  client: End,
  packet: Packet,
  kernel: IpvsKernel,
): Forwarding {
  const { protocol, address, port, persistenceSeconds } = virtualServer;
  const { memory, nowSeconds } = kernel;
  const key = `${nameOfServer(virtualServer)} ${client.address}`;
  const before = persistenceSeconds === undefined ? undefined : memory.templates.get(key);
  const isFresh = before && nowSeconds < before.seenSeconds + (persistenceSeconds ?? 0);
  const remembered = isFresh
    ? virtualServer.realServers.find(
        (each) => nameOf(each) === before.realServer && each.weight > 0,
      )
    : undefined;
  const real =
    remembered ?? schedulerOf(virtualServer.scheduler).choose(virtualServer, packet, kernel);
  if (!real) return { virtualServer, packet, by: 'scheduler' };
  if (persistenceSeconds !== undefined)
    memory.templates.set(key, { realServer: nameOf(real), seenSeconds: nowSeconds });
  const virtual = { address, port };
  const connection = { protocol, client, virtual, real: endOf(real), seenSeconds: nowSeconds };
  keep(connection, packet, kernel);
  return towards(virtualServer, real, packet, remembered ? 'persistence' : 'scheduler');
}

function towards(
  virtualServer: VirtualServer,
  realServer: RealServer,
  packet: Packet,
  by: Forwarding['by'],
): Forwarding {
  const { address, port } = realServer;
  return { virtualServer, realServer, packet: withDestination(packet, address, port), by };
}

/** ip_vs_in_icmp: the client's side cannot take an answer, which the real server is to know. */
function aboutAnswer(servers: Servers, packet: Packet, kernel: IpvsKernel): Forwarding | undefined {
  const about = aboutOf(packet);
  const ends = about && endsOf(about);
  const known = ends && connectionOfRequest(ends.protocol, ends.destination, ends.source, kernel);
  const found = known && serversOf(servers, known);
  if (!found) return undefined;
  const { address, port } = known.real;
  const told = { ...withAbout(packet, withSource(about, address, port)), destination: address };
  return { ...found, packet: told, by: 'connection' };
}

/** ip_vs_out_icmp: the real server's side cannot take a request, which the client is to know as one to the virtual server. */
function aboutRequest(
  servers: Servers,
  packet: Packet,
  kernel: IpvsKernel,
): Forwarding | undefined {
  const about = aboutOf(packet);
  const ends = about && endsOf(about);
  const known = ends && connectionOfAnswer(ends.protocol, ends.destination, ends.source, kernel);
  const found = known && serversOf(servers, known);
  if (!found) return undefined;
  const { address, port } = known.virtual;
  const told = { ...withAbout(packet, withDestination(about, address, port)), source: address };
  return { ...found, packet: told, by: 'connection' };
}

/** Both ends of a connection that was scheduled, as long as they are configured. */
function serversOf(
  servers: Servers,
  { protocol, virtual, real }: IpvsConnection,
): Required<Pick<Forwarding, 'virtualServer' | 'realServer'>> | undefined {
  const virtualServer = servers.get(nameOfServer({ protocol, ...virtual }));
  const realServer = virtualServer && realServerOf(virtualServer, real);
  return realServer && { virtualServer, realServer };
}

function realServerOf({ realServers }: VirtualServer, real: End): RealServer | undefined {
  return realServers.find(({ address, port }) => address === real.address && port === real.port);
}

function endsOf({ source, destination, transport }: Packet) {
  if (!hasPorts(transport)) return undefined;
  const { protocol, sourcePort, destinationPort } = transport;
  return {
    protocol,
    source: { address: source, port: sourcePort },
    destination: { address: destination, port: destinationPort },
  };
}

function endOf({ address, port }: End): End {
  return { address, port };
}

function aboutOf({ transport }: Packet): Packet | undefined {
  return transport.protocol === 'ICMP' ? transport.about : undefined;
}

function withAbout(packet: Packet, about: Packet): Packet {
  const { transport } = packet;
  return transport.protocol === 'ICMP' ? { ...packet, transport: { ...transport, about } } : packet;
}

/** is_new_conn */
function isNew({ transport }: Packet): boolean {
  return hasPorts(transport) && (transport.flags?.includes('SYN') ?? false);
}

/** tcp_conn_schedule, udp_conn_schedule: of TCP nothing but a SYN is scheduled. */
function startsConnection(packet: Packet): boolean {
  return packet.transport.protocol !== 'TCP' || isNew(packet);
}
