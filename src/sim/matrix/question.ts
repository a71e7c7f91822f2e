import {
  compareText,
  controllerOf,
  itemOf,
  refTo,
  serviceNameLabel,
  type Pod,
  type Ref,
  type Store,
} from '../api/index.ts';
import type { Cluster, Listener, Netns } from '../dataplane/types.ts';
import { contains, readIp, withPort, type Ip } from '../net/index.ts';
import { partiesMax, partyAt, policyObjects, type Probe } from '../policy/index.ts';
import type { ClusterSpec } from '../spec.ts';
import type { Sender } from '../trace/types.ts';
import { keyOf } from './keys.ts';
import type { Destination, Enforcement, Member, Owner, Question, ServiceWay } from './types.ts';

/** Pods of the cluster itself come after those that somebody wrote. */
const systemNamespace = 'kube-system';

/**
 * What there is to ask of a cluster: everybody who can send, and every port that is listened on, declared, or led to by a
 * Service. In order of namespace and owner; nodes and hosts outside come last.
 */
export function questionOf(cluster: Cluster, enforcement: Enforcement): Question {
  const { store, namespaces } = cluster;
  const found = [...namespaces.values()].flatMap((netns) => membersIn(netns, cluster));
  const members = found
    .toSorted((one, other) => compareMembers(one.member, other.member))
    .slice(0, partiesMax);
  const ways = waysTo(store);
  const router = namespaces.get('host:router');
  const destinations = members.flatMap(({ netns, member }, place) =>
    portsOf(netns, member, ways).map((port) => ({
      ...port,
      member: place,
      isRouted: member.owner.group !== 'pods' || hasRoute(router, member.party.address),
    })),
  );
  return {
    members: members.map(({ member }) => member),
    destinations,
    leftOut: found.length - members.length,
    policies: enforcement === 'nobody' ? [] : policyObjects(store),
    ...(typeof enforcement === 'object' && { implementation: enforcement }),
  };
}

interface Found {
  readonly netns: Netns;
  readonly member: Member;
}

function membersIn(netns: Netns, { store, spec }: Cluster): readonly Found[] {
  const [kind, path = ''] = netns.id.split(':');
  const address = addressOf(netns);
  if (address === undefined || isInfrastructure(netns) || isWorld(spec, address)) return [];
  const party = partyAt(store, address);
  if (kind === 'pod' && party.is === 'pod') {
    const { namespace, name } = party.pod.metadata;
    const sender: Sender = { kind: 'pod', namespace, name };
    const owner = ownerOf(party.pod, store);
    return [{ netns, member: { party, sender, sends: true, owner, name } }];
  }
  const group = kind === 'node' ? 'nodes' : 'outside';
  const sender: Sender = { kind: kind === 'node' ? 'node' : 'host', name: path };
  const owner: Owner = { group, namespace: '', kind: '', name: path };
  // Of the hosts outside, those that serve somebody do not ask.
  const sends = kind === 'node' || netns.listeners.length === 0;
  return [{ netns, member: { party, sender, sends, owner, name: path } }];
}

/** Of the hosts outside, routers and load balancers only pass things on. */
function isInfrastructure({ id, sysctls }: Netns): boolean {
  return id.startsWith('host:') && sysctls.ipForward;
}

/** Hosts of the internet, for which the client stands. */
function isWorld({ outside }: ClusterSpec, address: Ip): boolean {
  return [outside.resolver, ...outside.hosts.map((host) => host.address)].some(
    (known) => known === address,
  );
}

function addressOf({ interfaces }: Netns): Ip | undefined {
  for (const { name, addresses } of interfaces.values())
    if (name !== 'lo' && addresses[0]) return addresses[0].ip;
  return undefined;
}

/** The workload that a Pod belongs to: of a ReplicaSet that is controlled in turn, its Deployment. */
function ownerOf(pod: Pod, store: Store): Owner {
  const { namespace } = pod.metadata;
  const owner = controllerOf(pod);
  const between = owner && store.entry(owner.kind, namespace, owner.name)?.object;
  const { kind, name } = (between && controllerOf(between)) ??
    owner ?? { kind: pod.kind, name: pod.metadata.name };
  return { group: 'pods', namespace, kind, name };
}

const groups = ['pods', 'nodes', 'outside'] as const satisfies readonly Owner['group'][];

function compareMembers(one: Member, other: Member): number {
  const isSystem = ({ owner }: Member): number => Number(owner.namespace === systemNamespace);
  return (
    groups.indexOf(one.owner.group) - groups.indexOf(other.owner.group) ||
    isSystem(one) - isSystem(other) ||
    compareText(one.owner.namespace, other.owner.namespace) ||
    compareText(one.owner.name, other.owner.name) ||
    compareText(one.owner.kind, other.owner.kind) ||
    compareText(one.name, other.name)
  );
}

/** Whether a router knows more than the way out to an address. */
function hasRoute(router: Netns | undefined, address: Ip): boolean {
  return (router?.routes ?? []).some(
    ({ destination, type }) =>
      type === undefined && destination.prefix > 0 && contains(destination, address),
  );
}

type Port = Omit<Destination, 'member' | 'isRouted'>;

/** The ports that are listened on, that containers declare and that Services lead to; a ping where there is none of them. */
function portsOf(netns: Netns, { party, owner }: Member, ways: Ways): readonly Port[] {
  const { address } = party;
  const heard = netns.listeners.filter((each) => hears(each, address));
  const probes = new Map<string, { probe: Probe; because: readonly Ref[] }>();
  const add = (probe: Probe, because: readonly Ref[]): void => {
    if (!probes.has(keyOf(probe))) probes.set(keyOf(probe), { probe, because });
  };
  for (const { protocol, port, because } of heard) add({ protocol, port }, because);
  if (party.is === 'pod') for (const [probe, ref] of declaredBy(party.pod)) add(probe, [ref]);
  const led = ways.get(address) ?? [];
  for (const { probe, because } of led) add(probe, because);
  const asked = [...probes.values()].toSorted((one, other) =>
    compareProbes(one.probe, other.probe),
  );
  if (asked.length === 0 || owner.group === 'outside')
    asked.push({ probe: { protocol: 'ICMP' }, because: netns.because });
  return asked.map(({ probe, because }) => {
    const listener = heard.find((each) => keyOf(each) === keyOf(probe));
    return {
      probe,
      url: urlOf(address, probe, listener),
      listens: listener !== undefined || probe.protocol === 'ICMP',
      because,
      services: led.filter((each) => keyOf(each.probe) === keyOf(probe)).map(({ way }) => way),
    };
  });
}

function hears({ address }: Listener, own: Ip): boolean {
  return address === own || address === '0.0.0.0' || address === '::';
}

function declaredBy(pod: Pod): readonly (readonly [Probe, Ref])[] {
  return pod.spec.containers.flatMap(({ ports = [] }, container) =>
    ports.map(({ protocol, containerPort: port }, index) => {
      const path = itemOf(`${itemOf('spec.containers', container)}.ports`, index);
      return [{ protocol, port }, refTo(pod, `${path}.containerPort`)] as const;
    }),
  );
}

type Ways = ReadonlyMap<Ip, readonly Way[]>;
interface Way {
  readonly probe: Probe;
  readonly way: ServiceWay;
  readonly because: readonly Ref[];
}

/** The ports to which Services lead, by the address they have there. */
function waysTo(store: Store): Ways {
  const ways = new Map<Ip, Way[]>();
  for (const slice of store.list('EndpointSlice')) {
    const name = slice.metadata.labels?.[serviceNameLabel];
    const service =
      name === undefined ? undefined : store.get('Service', slice.metadata.namespace, name);
    if (!service) continue;
    for (const { name: portName, protocol = 'TCP', port } of slice.ports ?? []) {
      const index = (service.spec.ports ?? []).findIndex(
        (each) => (each.name ?? '') === (portName ?? ''),
      );
      const own = service.spec.ports?.[index];
      if (!own || port === undefined) continue;
      const { namespace } = service.metadata;
      const way: Way = {
        probe: { protocol, port },
        way: { namespace, name: service.metadata.name, port: own.port },
        because: [refTo(service, `${itemOf('spec.ports', index)}.targetPort`)],
      };
      for (const text of slice.endpoints.flatMap(({ addresses }) => addresses)) {
        const address = readIp(text);
        if (address) ways.set(address, [...(ways.get(address) ?? []), way]);
      }
    }
  }
  return ways;
}

function urlOf(address: Ip, { protocol, port }: Probe, listener: Listener | undefined): string {
  if (port === undefined) return `icmp://${address}`;
  const scheme = listener?.server === 'http' ? 'http' : protocol.toLowerCase();
  return `${scheme}://${withPort(address, port)}`;
}

function compareProbes(one: Probe, other: Probe): number {
  return (one.port ?? 0) - (other.port ?? 0) || compareText(one.protocol, other.protocol);
}
