import {
  walkTable,
  type Hook,
  type Netfilter,
  type RuleContext,
  type IptablesPass,
  type TableName,
  type TablePass,
} from '../../src/sim/dataplane/netfilter/index.ts';
import { cidr, contains, ip, withPort, type Ip, type Packet } from '../../src/sim/net/index.ts';

/** The first packet of a connection, as the cases describe it. */
export interface Flow {
  readonly src: string;
  readonly srcKind: 'pod' | 'node' | 'external';
  readonly dst: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** What one way through the node's rules led to. */
export interface Passage {
  readonly verdict: 'DNAT' | 'DROP' | 'REJECT' | 'ACCEPT' | 'UNMATCHED';
  readonly endpoint?: string;
  readonly masquerade: boolean;
  readonly passes: readonly IptablesPass[];
}

const loopback = [cidr('127.0.0.0/8'), cidr('::1/128')];
const sourcePort = 40_000;

/**
 * Sends a flow's first packet through a node: destination NAT where it comes in or is made, then the filter table, then
 * source NAT. The recordings were made without asking where the packet is headed, so that it is shown to the filter rules
 * of all three hooks (tracePacket of pkg/proxy/iptables/proxier_test.go does so with kube-proxy's chains).
 *
 *     nat PREROUTING, or OUTPUT for the node's own ─▶ filter INPUT ─▶ FORWARD ─▶ OUTPUT ─▶ nat POSTROUTING
 */
export function sendFlow(
  netfilter: Netfilter,
  flow: Flow,
  nodeAddress: Ip,
  random: () => number,
): Passage {
  const walk = new Walk(netfilter, packetOf(flow), nodeAddress, random);
  const { verdict: routed } = walk.show(
    'nat',
    walk.isLocal(walk.packet.source) ? 'OUTPUT' : 'PREROUTING',
  );
  if (routed.verdict === 'dnat') walk.translate(routed.address, routed.port ?? flow.port);

  let accepted = false;
  for (const hook of ['INPUT', 'FORWARD', 'OUTPUT'] as const) {
    const { verdict, decided } = walk.show('filter', hook);
    if (verdict.verdict === 'drop' || verdict.verdict === 'reject') {
      const stopped = verdict.verdict === 'drop' ? 'DROP' : 'REJECT';
      return { verdict: stopped, masquerade: walk.mark !== 0, passes: walk.passes };
    }
    accepted ||= decided !== undefined;
  }
  const masquerade = walk.show('nat', 'POSTROUTING').verdict.verdict === 'snat';
  const { endpoint, passes } = walk;
  if (endpoint !== undefined) return { verdict: 'DNAT', endpoint, masquerade, passes };
  return { verdict: accepted ? 'ACCEPT' : 'UNMATCHED', masquerade, passes };
}

function packetOf({ src, dst, port, protocol }: Flow): Packet {
  const transport = { protocol, sourcePort, destinationPort: port };
  return { source: ip(src), destination: ip(dst), ttl: 64, transport };
}

/** A packet on its way through the tables of one node. */
class Walk {
  readonly passes: IptablesPass[] = [];
  mark = 0;
  /** Where the destination was translated to. */
  endpoint: string | undefined;
  private readonly recent = new Map<string, Map<Ip, number>>();

  private readonly netfilter: Netfilter;
  packet: Packet;
  private readonly nodeAddress: Ip;
  private readonly random: () => number;

  constructor(netfilter: Netfilter, packet: Packet, nodeAddress: Ip, random: () => number) {
    this.netfilter = netfilter;
    this.packet = packet;
    this.nodeAddress = nodeAddress;
    this.random = random;
  }

  isLocal(address: Ip): boolean {
    return address === this.nodeAddress || loopback.some((range) => contains(range, address));
  }

  show(table: TableName, hook: Hook): TablePass {
    const context: RuleContext = {
      hook,
      state: 'NEW',
      translated: { destination: this.endpoint !== undefined, source: false },
      isLocal: (address) => this.isLocal(address),
      findInSet: () => undefined,
      roll: (outcomeOf) => outcomeOf(this.random()),
      nowSeconds: 0,
      recent: this.recent,
    };
    const pass = walkTable(this.netfilter, table, hook, this.packet, context, this.mark);
    this.passes.push(...pass.passes);
    this.mark = pass.mark;
    return pass;
  }

  translate(destination: Ip, port: number): void {
    const { packet } = this;
    if (packet.transport.protocol === 'ICMP') return;
    const transport = { ...packet.transport, destinationPort: port };
    this.packet = { ...packet, destination, transport };
    this.endpoint = withPort(destination, port);
  }
}
