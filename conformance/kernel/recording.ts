import type { Obj } from '../../src/sim/api/types.ts';

/** A cluster that was recorded: its machines, the objects behind its rules, and the flows that were tried. */
export interface Scenario {
  readonly name: string;
  /** Whether the rules that packets matched were recorded too. */
  readonly trace?: boolean;
  readonly network: {
    readonly style: string;
    readonly podCIDR: string;
    readonly serviceCIDR: string;
    readonly bridgeNfCallIptables?: boolean;
  };
  readonly nodes: readonly ScenarioNode[];
  readonly hosts?: readonly ScenarioHost[];
  readonly loadBalancers?: readonly LoadBalancer[];
  readonly objects: readonly Obj[];
  readonly flows: readonly Flow[];
}

export interface ScenarioNode {
  readonly name: string;
  readonly ip: string;
  readonly podCIDR: string;
  readonly ports?: readonly ScenarioPort[];
  readonly pods: readonly {
    readonly name: string;
    readonly ip: string;
    readonly ports: readonly ScenarioPort[];
  }[];
  /** The lines of `iptables-save`, of `ipset save` and of an nft file. */
  readonly iptables: readonly string[];
  readonly ipset?: readonly string[];
  readonly nft?: readonly string[];
}

export interface ScenarioPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  /** Listens on this address alone. */
  readonly ip?: string;
}

/** A machine outside the cluster, behind the edge router. */
export interface ScenarioHost {
  readonly name: string;
  readonly ip: string;
  readonly ports?: readonly ScenarioPort[];
}

/** Lives on the edge router. `passthrough` leaves the packet as it is, `dnat` sends it to a node port, `snat` hides the client too. */
export interface LoadBalancer {
  readonly vip: string;
  readonly protocol?: string;
  readonly port: number;
  readonly mode: 'passthrough' | 'dnat' | 'snat';
  readonly targets: readonly string[];
}

export interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: { readonly ip: string; readonly port?: number; readonly protocol?: string };
  /** Try again until this endpoint answers. */
  readonly pin?: string;
  /** So many connections, of which only their number per server was recorded. */
  readonly repeat?: number;
  /** False where the rules that packets matched were not recorded although the scenario's were. */
  readonly trace?: boolean;
  readonly before?: readonly Command[];
  readonly after?: readonly Command[];
}

/** A line of shell, run in a namespace. */
export interface Command {
  readonly in: string;
  readonly run: string;
}

/** What the kernel did with a flow. */
export interface Recorded {
  readonly id: string;
  readonly verdict: string;
  readonly server?: string;
  readonly peerSeen?: string;
  readonly serverLocal?: string;
  readonly endedBy?: string;
  readonly lastSeen?: string;
  readonly stoppedBy?: string;
  readonly packets: readonly RecordedPacket[];
  readonly conntrack: Readonly<Record<string, readonly RecordedEntry[]>>;
  readonly trace?: Readonly<Record<string, readonly RecordedLook[]>>;
}

/** What came of many connections. */
export interface RecordedMany {
  readonly id: string;
  readonly connections: number;
  readonly servers: readonly string[];
  readonly verdicts: readonly string[];
}

export interface RecordedPacket {
  readonly what: string;
  /** How many hops there were, where only the first were kept. */
  readonly totalHops?: number;
  readonly hops: readonly Seen[];
}

/** A packet seen at an interface. `dir` is seen from the namespace. */
export interface Seen {
  readonly ns: string;
  readonly if: string;
  readonly dir: 'in' | 'out';
  readonly src: string;
  readonly dst: string;
  readonly ttl: number;
  /** The interface whose hardware address the frame bears as its source; absent on the loopback device. */
  readonly l2src?: string;
  /** The ends of the packet that carries it, where there is a tunnel; `src`, `dst` and `ttl` are then those of the packet inside. */
  readonly encap?: { readonly src: string; readonly dst: string; readonly ttl: number };
}

export interface RecordedEntry {
  readonly proto: string;
  readonly orig: string;
  readonly reply: string;
  readonly state?: string;
  readonly flags?: readonly string[];
}

/** One table that was shown a packet at one hook, and the rules that fitted. */
export interface RecordedLook {
  readonly packet: string;
  readonly in?: string;
  readonly out?: string;
  readonly mark?: string;
  readonly steps: readonly {
    readonly table: string;
    readonly chain: string;
    /** Absent for the policy of the chain. */
    readonly rule?: string;
    readonly verdict: string;
  }[];
}

const files = import.meta.glob<Scenario | { readonly flows: readonly (Recorded | RecordedMany)[] }>(
  ['./*.json', '!./cases.json'],
  { eager: true, import: 'default' },
);

/** Every scenario, in order of name. */
export const scenarios: readonly Scenario[] = Object.entries(files)
  .filter(([file]) => !file.endsWith('.expected.json'))
  .map(([, scenario]) => scenario as Scenario)
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** The scenario of this name. Throws when it was not recorded. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario is called ${name}`);
  return found;
}

/** What was recorded of a flow. Throws when nothing was. */
export function recordingOf(scenario: Scenario, flow: Flow): Recorded | RecordedMany {
  const file = files[`./${scenario.name}.expected.json`];
  const found = file?.flows.find(({ id }) => id === flow.id);
  if (!found) throw new Error(`${scenario.name} has no recording of ${flow.id}`);
  return found as Recorded | RecordedMany;
}

/** Whether only the servers of many connections were counted. */
export function isMany(recorded: Recorded | RecordedMany): recorded is RecordedMany {
  return 'connections' in recorded;
}
