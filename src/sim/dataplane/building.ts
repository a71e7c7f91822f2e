import { assert } from '../../base/assert.ts';
import type { Bpf, TcPrograms } from './bpf/types.ts';
import type { Ipvs } from './ipvs/types.ts';
import type { Ipset } from './ipset/types.ts';
import type { Chain, Netfilter, Rule, TableName } from './netfilter/types.ts';
import type { Nftables, Table } from './nftables/types.ts';
import type {
  Interface,
  InterfaceAnnouncement,
  Listener,
  Neighbor,
  Netns,
  NetnsBuilding,
  NetnsId,
  Resolver,
  Route,
} from './types.ts';
import type { Ref } from '../api/types.ts';
import { cidr, ip, type Ip } from '../net/index.ts';

const builtInChains: ReadonlySet<string> = new Set([
  'PREROUTING',
  'INPUT',
  'FORWARD',
  'OUTPUT',
  'POSTROUTING',
]);

/** A namespace while it is being built. `finish` makes the value that never changes again. */
export class NetnsDraft implements NetnsBuilding {
  readonly id: NetnsId;
  readonly name: string;
  readonly because: readonly Ref[];
  private readonly interfaces = new Map<string, Interface>();
  private readonly routes: Route[] = [];
  private readonly neighbors: Neighbor[] = [];
  private readonly added = new Map<TableName, Map<string, Additions>>();
  private readonly chains = new Map<TableName, Map<string, Chain>>();
  private readonly ipsets = new Map<string, Ipset>();
  private bpf: Bpf | undefined;
  private writeNftables: ((others: readonly Table[]) => Nftables) | undefined;

  /** Every namespace is born with a loopback device. */
  constructor(id: NetnsId, name: string, because: readonly Ref[]) {
    this.id = id;
    this.name = name;
    this.because = because;
    this.addInterface({
      name: 'lo',
      mac: '00:00:00:00:00:00',
      addresses: [{ ip: ip('127.0.0.1'), prefix: 8 }],
      mtu: 65536,
      device: { type: 'loopback' },
      because,
    });
  }

  addInterface(added: Interface): void {
    this.interfaces.set(added.name, added);
  }

  prefixOf(interfaceName: string): number | undefined {
    return this.interfaces.get(interfaceName)?.addresses[0]?.prefix;
  }

  /** A network card with one address, and the route to the network it is on. */
  addCard(name: string, mac: string, address: string, prefix: number, segment: string): void {
    const own = ip(address);
    this.addInterface({
      name,
      mac,
      addresses: [{ ip: own, prefix }],
      mtu: 1500,
      device: { type: 'ethernet', segment },
      because: this.because,
    });
    const destination = cidr(`${address}/${prefix}`);
    this.addRoute({
      destination,
      device: name,
      protocol: 'kernel',
      scope: 'link',
      source: own,
      because: this.because,
    });
  }

  announce(interfaceName: string, added: InterfaceAnnouncement): void {
    const known = this.interfaces.get(interfaceName);
    if (known) this.addInterface({ ...known, announced: [...(known.announced ?? []), added] });
  }

  /** The addresses of all its devices but loopback, in the order of the devices. */
  get addresses(): readonly Ip[] {
    return [...this.interfaces.values()].flatMap(({ device, addresses }) =>
      device.type === 'loopback' ? [] : addresses.map((address) => address.ip),
    );
  }

  addRoute(added: Route): void {
    this.routes.push(added);
  }

  addNeighbor(added: Neighbor): void {
    this.neighbors.push(added);
  }

  addRule(table: TableName, chain: string, rule: Rule): void {
    this.additionsTo(table, chain).behind.push(rule);
  }

  insertRule(table: TableName, chain: string, rule: Rule): void {
    this.additionsTo(table, chain).before.push(rule);
  }

  private additionsTo(table: TableName, chain: string): Additions {
    const chains = this.added.get(table) ?? new Map<string, Additions>();
    const additions = chains.get(chain) ?? { before: [], behind: [] };
    this.added.set(table, chains.set(chain, additions));
    return additions;
  }

  addChain(table: TableName, chain: Chain): void {
    const chains = this.chains.get(table) ?? new Map<string, Chain>();
    this.chains.set(table, chains.set(chain.name, chain));
  }

  addSet(name: string, set: Ipset): void {
    this.ipsets.set(name, set);
  }

  addNftables(write: (others: readonly Table[]) => Nftables): void {
    this.writeNftables = write;
  }

  attach(name: string, tc: TcPrograms): void {
    const found = this.interfaces.get(name);
    assert(found, `${this.id} has an interface ${name}`);
    this.interfaces.set(name, { ...found, tc });
  }

  loadBpf(bpf: Bpf): void {
    this.bpf = bpf;
  }

  finish(rest: FinishingTouches): Netns {
    const { iptables = {}, ipsets = [], interfaces = [], forwards = false, ...others } = rest;
    const { bridgeNetfilter = forwards, arpIgnore = false, ...touches } = others;
    for (const each of interfaces) this.addInterface(each);
    for (const [name, set] of ipsets) this.addSet(name, set);
    const nftables = this.writeNftables?.(touches.nftables?.tables ?? []);
    return {
      id: this.id,
      name: this.name,
      because: this.because,
      interfaces: this.interfaces,
      routes: this.routes.toSorted(
        (one, other) => other.destination.prefix - one.destination.prefix,
      ),
      neighbors: this.neighbors,
      iptables: this.merge(iptables),
      ipsets: this.ipsets,
      ...(this.bpf && { bpf: this.bpf }),
      sysctls: {
        ipForward: forwards,
        bridgeNfCallIptables: bridgeNetfilter,
        ...(arpIgnore && { arpIgnore }),
      },
      unroutable: 'unreachable',
      ...touches,
      ...(nftables && { nftables }),
    };
  }

  /** The rules a CNI plugin added stand around those kube-proxy wrote: it started later. */
  private merge(written: Netfilter): Netfilter {
    const merged = { ...written };
    for (const name of new Set([...this.chains.keys(), ...this.added.keys()])) {
      const chains = new Map<string, Chain>([
        ...(written[name]?.chains ?? []),
        ...(this.chains.get(name) ?? []),
      ]);
      for (const [chainName, { before, behind }] of this.added.get(name) ?? []) {
        const chain = chains.get(chainName);
        const policy = chain?.policy ?? (builtInChains.has(chainName) ? 'ACCEPT' : undefined);
        chains.set(chainName, {
          name: chainName,
          rules: [...before, ...(chain?.rules ?? []), ...behind],
          ...(policy && { policy }),
        });
      }
      merged[name] = { name, chains };
    }
    return merged;
  }
}

interface Additions {
  readonly before: Rule[];
  readonly behind: Rule[];
}

export interface FinishingTouches {
  readonly listeners: readonly Listener[];
  readonly resolver: Resolver;
  readonly iptables?: Netfilter;
  readonly nftables?: Nftables;
  readonly ipvs?: Ipvs;
  readonly ipsets?: ReadonlyMap<string, Ipset>;
  /** Besides those that are there already. */
  readonly interfaces?: readonly Interface[];
  readonly node?: NetnsId;
  /** Forwards packets between its interfaces: what every node must have set. */
  readonly forwards?: boolean;
  /** Shows bridged packets to iptables; unless it is said, who forwards does. */
  readonly bridgeNetfilter?: boolean;
  readonly arpIgnore?: boolean;
  readonly unroutable?: Netns['unroutable'];
}
