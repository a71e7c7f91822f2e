import type { ConntrackState } from '../../sim/dataplane/netfilter/types.ts';
import type { Listener } from '../../sim/dataplane/types.ts';

const known: Readonly<Record<Listener['known'], string>> = {
  image: 'known by its image',
  containerPort: 'as containerPort says',
  annotation: 'as an annotation says',
  cluster: 'part of every cluster',
};

/** What is said where one looks into a network namespace. */
export default {
  views: (name: string) => `Views of ${name}`,
  copy: {
    button: 'Copy',
    label: (command: string) => `Copy what ${command} prints`,
    done: 'Copied',
    failed: 'The browser does not allow copying. Select the text instead.',
  },
  /** Above what kubectl shows of an object. */
  columns: (kind: string) => kind,
  overview: {
    title: 'Overview',
    addresses: 'addresses',
    namespace: 'namespace',
    node: 'node',
    owner: 'made by',
    labels: 'labels',
    because: 'Because of',
    selectedBy: 'Policies that select it',
  },
  interfaces: {
    title: 'Interfaces',
    addresses: 'addresses',
    peer: 'other end',
    forwarding: 'Where its frames go',
  },
  routes: { title: 'Routes', used: 'taken by this packet' },
  neighbors: {
    title: 'Neighbours',
    none: 'No neighbour is known yet: the first packet to one makes this kernel ask by ARP.',
    states: { PERMANENT: 'written by a daemon', REACHABLE: 'asked for by ARP' },
  },
  rules: {
    title: 'Rules',
    search: 'Search rules',
    noneFound: 'No rule holds this text.',
    count: (count: number) => String(count),
    empty: 'Empty: a packet goes through unchanged.',
    skipped: (count: number) => (count === 1 ? 'one rule not shown' : `${count} rules not shown`),
    moreRules: (count: number) => `Show more of ${count} further rules`,
    moreChains: (count: number) => `Show more of ${count} further chains`,
    decided: 'decided',
    fitted: 'fits',
    inChain: (number: number, count: number) => `rule ${number} of ${count} in`,
    wholeChain: 'Whole chain',
    neighbors: 'The rule among its neighbours',
  },
  conntrack: {
    original: 'original',
    reply: 'reply',
    none: 'No connection is known yet. Entries appear as packets pass the hooks of this node.',
    unconfirmed:
      'Not in the table yet: an entry is confirmed when its first packet has passed the last hook.',
    current: 'this packet',
    left: (seconds: number) => `${seconds} s left`,
    timeless:
      'Each kernel has a table of its own, as it is at the playhead. An entry is forgotten when its time is up; each further packet of its connection gives it new time.',
  },
  hop: {
    rules: 'Rules that matched',
    program: 'BPF program and its maps',
    route: 'Route',
    conntrack: 'Conntrack entry',
    candidates: 'Names tried, in this order',
    looked: (count: number, state: ConntrackState) =>
      `${count === 1 ? 'One rule' : `${count} rules`} checked; connection state ${state}.`,
  },
  headers: {
    inner: 'Packet',
    outer: 'Outer packet (VXLAN)',
    was: 'was',
    becomes: 'becomes',
    fields: {
      sourceIp: 'source',
      destinationIp: 'destination',
      ttl: 'TTL',
      protocol: 'protocol',
      sourcePort: 'source port',
      destinationPort: 'destination port',
      flags: 'flags',
      icmpType: 'ICMP type',
      vni: 'VNI',
      sourceMac: 'inner source MAC',
      destinationMac: 'inner dest. MAC',
      payload: 'payload',
    },
  },
  sockets: {
    title: 'Sockets',
    about:
      'Sockets that wait, as ss -lntu lists them. No image is run here, so how each is known is said beside it.',
    nothingListens: 'Nothing listens here.',
    known,
  },
};
