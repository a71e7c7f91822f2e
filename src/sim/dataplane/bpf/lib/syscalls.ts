import type { Packet } from '../../../net/index.ts';
import type { Hop } from '../../../trace/types.ts';
import type { BpfMaps, CgroupPrograms, Dialled, SocketPass } from '../types.ts';
import type { Memory } from '../../memory.ts';
import { at } from '../../place.ts';
import { withDestination, withSource } from '../../rewrite.ts';
import { sourceFor } from '../../routing.ts';
import type { OpenSocket } from '../../socket.ts';
import type { Netns, NetnsId } from '../../types.ts';

/** A kernel, as far as sockets are concerned. */
export interface SocketKernel {
  readonly node: NetnsId;
  readonly maps: BpfMaps;
  readonly cgroup: CgroupPrograms;
}

/** The call by which each protocol first names its far end. Other sockets pass no program. */
const dialling = { TCP: 'connect4', UDP: 'sendmsg4' } as const;
const hooks = { connect4: 'connect', sendmsg4: 'sendmsg', recvmsg4: 'recvmsg' } as const;

/** connect() or sendmsg(): `undefined` when no program at the node's cgroups has anything to say about the far end. */
export function dial(
  kernel: SocketKernel,
  memory: Memory,
  netns: Netns,
  socket: OpenSocket,
): Dialled | undefined {
  const { protocol } = socket;
  if (protocol !== 'TCP' && protocol !== 'UDP') return undefined;
  const called = call(kernel, memory, netns, socket, dialling[protocol]);
  if (!called) return undefined;
  const { answer } = called.pass;
  if ('fails' in answer)
    return { socket, failed: answer, hop: (packet) => failing(netns, packet, called, answer) };
  const local = { ...socket.local, ip: sourceFor(netns, answer.address.ip) ?? socket.local.ip };
  return {
    socket: { ...socket, local, remote: answer.address, asked: socket.remote },
    hop(packet) {
      const { ip, port } = socket.remote;
      return hopOf(netns, called, withDestination(packet, ip, port), packet, 'dnat');
    },
  };
}

/** recvmsg(): the sender as the process is told, where a program tells it another one than the packet does. */
export function receive(
  kernel: SocketKernel,
  memory: Memory,
  netns: Netns,
  socket: OpenSocket,
  packet: Packet,
): Hop | undefined {
  if (socket.protocol !== 'UDP') return undefined;
  const called = call(kernel, memory, netns, socket, 'recvmsg4');
  if (!called || !('address' in called.pass.answer)) return undefined;
  const { ip, port } = called.pass.answer.address;
  return hopOf(netns, called, packet, withSource(packet, ip, port), 'unnat');
}

interface Called {
  readonly program: string;
  readonly hook: (typeof hooks)[keyof CgroupPrograms];
  readonly pass: SocketPass;
}

function call(
  { node, maps, cgroup }: SocketKernel,
  memory: Memory,
  netns: Netns,
  socket: OpenSocket,
  attached: keyof CgroupPrograms,
): Called | undefined {
  const program = cgroup[attached];
  const pass = program.run({ node, maps, memory, netns: netns.id, socket });
  return pass && { program: program.name, hook: hooks[attached], pass };
}

function hopOf(
  netns: Netns,
  { program, hook, pass: { lookups } }: Called,
  before: Packet,
  after: Packet,
  rewrite: 'dnat' | 'unnat',
): Hop {
  const because = lookups.toReversed().flatMap((each) => each.because);
  const place = at(netns, 'socket');
  const facts = { program, hook, lookups, rewrite, goes: 'process' } as const;
  return { step: 'bpf', place, before, after, because, ...facts };
}

function failing(
  netns: Netns,
  packet: Packet,
  { program, pass: { lookups } }: Called,
  { fails, because }: NonNullable<Dialled['failed']>,
): Hop {
  return {
    step: 'stop',
    place: at(netns, 'socket'),
    before: packet,
    after: packet,
    because,
    reason: fails,
    answer: 'silence',
    passes: [],
    looks: [],
    dropped: { program, lookups, says: 'EHOSTUNREACH' },
  };
}
