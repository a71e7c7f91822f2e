import type { FailureReason, Outcome } from '../../sim/trace/types.ts';
import { refTo } from '../facts.ts';
import { named, say, type Part, type Phrase } from '../phrase.ts';
import type { OutcomeText } from './outcomes.ts';

/** What is said of an end besides its result: why, and how long it takes to know. */
export interface EndingTexts {
  /**
   * How long somebody waits for what never comes. SYNs are sent again after 1, 2, 3, 4 and 5 s, then at doubled distances until 67 s, and
   * after 131 s connect() gives up (Linux, Documentation/networking/ip-sysctl.rst: tcp_syn_retries 6, tcp_syn_linear_timeouts 4); data
   * 15 times in at least 924 s (tcp_retries2).
   */
  readonly waits: Readonly<Record<Exclude<NonNullable<Outcome['waitedFor']>, 'name'>, Phrase>>;
  /** What becomes of a lookup that no name server could help with, after so many seconds (getaddrinfo(3)). */
  readonly lookup: (seconds: number) => Phrase;
  readonly reasons: Readonly<Record<FailureReason, OutcomeText>>;
}

const endings: EndingTexts = {
  waits: {
    connection: say`The kernel repeats the SYN, the last time after 67 seconds, and gives up after 131; many programs are less patient.`,
    answer: say`The kernel repeats what was not acknowledged for about 15 minutes; most programs give up sooner.`,
    datagram: say`The kernel repeats no datagram: how long to wait is for the program to decide.`,
  },
  lookup: (seconds) =>
    seconds === 0
      ? say`The resolver gives up at once; programs say “Temporary failure in name resolution” (EAI_AGAIN).`
      : say`The resolver waits ${seconds} seconds in all before it gives up; programs then say “Temporary failure in name resolution” (EAI_AGAIN).`,
  reasons: {
    'no-endpoints': {
      heading: 'Service without endpoints',
      explain: (outcome) =>
        say`${serviceOf(outcome) ?? 'The Service'} has an address, but no Pod that is ready stands behind it, so the request is refused at once.`,
    },
    'no-local-endpoints': {
      heading: 'No endpoint on this node',
      explain: (outcome) =>
        say`${serviceOf(outcome) ?? 'The Service'} has endpoints on other nodes only, and its traffic policy Local forbids to send the packet there, so it goes no further.`,
    },
    'nothing-listens': {
      heading: 'Nothing listens on this port',
      explain: () =>
        say`The packet arrived at the right address, but no process has opened this port there.`,
    },
    'stray-answer': {
      heading: 'Answer from an address nobody asked',
      explain: () =>
        say`The server answered, but its answer came back untranslated, from its own address. The sender’s kernel knows no such connection and resets it.`,
    },
    'unknown-connection': {
      heading: 'Connection is not known here',
      explain: () =>
        say`The connection was open, but whoever is at its other end now does not know it: the process or the Pod that did is gone.`,
    },
    'name-not-found': {
      heading: 'Unknown name',
      explain: () => say`DNS knows none of the names that the resolver tried (NXDOMAIN).`,
    },
    'name-without-record': {
      heading: 'Name without such a record',
      explain: () =>
        say`DNS knows the name, but has no record of the type that was asked for (NODATA); a lookup for a connection asks for addresses.`,
    },
    'server-failed': {
      heading: 'Name server failed',
      explain: () =>
        say`A name server was reached, but could not find the answer and said so (SERVFAIL or REFUSED).`,
    },
    'no-resolver': {
      heading: 'No name server',
      explain: () => say`The sender has no name server to ask: its resolv.conf names none.`,
    },
    'no-route': {
      heading: 'No route',
      explain: () => say`A routing table on the way has no line for the destination.`,
    },
    'dead-route': {
      heading: 'The route leads nowhere',
      explain: () =>
        say`The route that fits the destination best is there to stop packets (blackhole or unreachable), so nobody has this address.`,
    },
    'too-big': {
      heading: 'Too big for the way',
      explain: () =>
        say`The packet is larger than the MTU of a device on its way, and it may not be cut into pieces.`,
    },
    'no-neighbor': {
      heading: 'Nobody has this address',
      explain: () =>
        say`The packet reached the last link, and there nobody answered to the address (no route to host).`,
    },
    'hop-limit': {
      heading: 'Went in a circle',
      explain: () => say`The routes send the packet round and round until its TTL is used up.`,
    },
    'policy-denied': {
      heading: 'Denied by a policy',
      explain: ({ because: [policy] }) =>
        say`${policy ? named(policy, `${policy.kind} ${policy.name}`) : 'A network policy'} does not let this through: the packet was dropped, and the sender is not told.`,
    },
    'dropped-by-rule': {
      heading: 'Dropped by a rule',
      explain: () => say`A netfilter rule dropped the packet without telling the sender.`,
    },
    'dropped-by-program': {
      heading: 'Dropped by a BPF program',
      explain: () =>
        say`A BPF program of the CNI plugin dropped the packet without telling the sender.`,
    },
    'rejected-by-rule': {
      heading: 'Rejected by a rule',
      explain: () => say`A netfilter rule rejected the packet and told the sender.`,
    },
    'invalid-state': {
      heading: 'Belongs to no connection',
      explain: () =>
        say`Conntrack could not match the packet to a connection it knows, so a rule dropped it.`,
    },
    'no-answer': {
      heading: 'No answer',
      explain: () => say`The packet left, and nothing came back.`,
    },
    'unknown-sender': {
      heading: 'No such sender',
      explain: () => say`The Pod, node or host that should send does not exist, or does not run.`,
    },
    'bad-target': {
      heading: 'Target cannot be read',
      explain: () =>
        say`What was asked for is neither a name nor an address that a packet can be sent to.`,
    },
  },
};
export default endings;

function serviceOf(outcome: Outcome): Part | undefined {
  const ref = refTo(outcome.because, 'Service');
  return ref && named(ref, `Service ${ref.name}`);
}
