import type { Ref } from '../../sim/api/types.ts';
import type { Answer, Explanation, Line, Probe } from '../../sim/matrix/index.ts';
import type { Because, Direction, Miss } from '../../sim/policy/types.ts';
import { address, named, say, type Part, type Phrase } from '../phrase.ts';
import { missed } from './policies.ts';

/** What is said of who reaches whom. */
export interface MatrixTexts {
  readonly title: string;
  /** What the marks of a cell mean. */
  readonly answers: Readonly<Record<Answer, string>>;
  readonly port: (probe: Probe | undefined) => string;
  /** A row or column with the number of Pods it stands for. */
  readonly line: (line: Pick<Line, 'name' | 'members'>) => string;
  /** The answer to one pair, and why. */
  readonly sentence: (explanation: Explanation) => Phrase;
  /** The plugin enforces nothing. */
  readonly ignored: (plugin: string) => string;
  /** What a plugin that enforces policies would do is shown instead. */
  readonly asIf: (plugin: string) => string;
  readonly leftOut: (count: number) => string;
  /** Of a cell that stands for several pairs with different answers. */
  readonly some: (allowed: number, pairs: number) => string;
  readonly from: string;
  readonly to: string;
  readonly forms: { readonly label: string; readonly picture: string; readonly table: string };
  readonly showAsIf: string;
  readonly showReal: string;
  readonly working: string;
  readonly failed: string;
  readonly retry: string;
  readonly empty: string;
  /** How the grid is used. */
  readonly help: string;
  /** Names the place where a cell is explained. */
  readonly about: string;
  readonly replay: string;
  /** The same packet by the name of a Service. */
  readonly through: (service: string) => string;
  readonly open: (name: string) => string;
  readonly close: (name: string) => string;
  /** A cell in the words of a screen reader. */
  readonly cell: (from: string, to: string, port: string, answer: string) => string;
}

const matrix: MatrixTexts = {
  title: 'Reachability',
  answers: {
    allowed: 'allowed',
    denied: 'denied by policy',
    silent: 'nobody listens',
    unrouted: 'no way there',
    mixed: 'depends on the Pod',
  },
  port: (probe) =>
    probe?.port === undefined
      ? 'ping'
      : `${probe.protocol === 'TCP' ? '' : `${probe.protocol} `}${probe.port}`,
  line: ({ name, members }) => (members.length > 1 ? `${name} ×${members.length}` : name),
  sentence: ({ answer, source, target, destination, verdict, near }) => {
    const to = say`${target.name} ${portOf(destination.probe)}`;
    if (answer === 'unrouted')
      return say`${source.name} knows no way to ${address(target.party.address)}: it is an address of the Pod network, and outside the cluster nobody has a route to it.`;
    const egress = reason(verdict.egress.because, 'egress', source.name, near.egress);
    const ingress = reason(verdict.ingress.because, 'ingress', target.name, near.ingress);
    if (answer === 'denied')
      return [
        ...say`${source.name} cannot reach ${to}.`,
        ...(verdict.egress.allowed ? [] : egress),
        ...(verdict.ingress.allowed ? [] : ingress),
      ];
    const why = [...egress, ...ingress];
    const decided = why.length > 0 ? why : [' No policy is in the way.'];
    if (answer === 'allowed') return [...say`${source.name} can reach ${to}.`, ...decided];
    return [
      ...say`Packets of ${source.name} get to ${to}, but nobody listens there`,
      ...destination.because.slice(0, 1).flatMap((ref) => say`, though ${field(ref)} speaks of it`),
      '.',
      ...decided,
    ];
  },
  ignored: (plugin) =>
    `${plugin} enforces no policies: the API server accepts them, and every packet passes.`,
  asIf: (plugin) =>
    `${plugin} enforces no policies. This is what a plugin that does would let pass.`,
  leftOut: (count) => `${count} more senders and receivers are left out.`,
  some: (allowed, pairs) => `Of ${pairs} pairs of Pods, ${allowed} get through. One that does not:`,
  from: 'From',
  to: 'To',
  forms: { label: 'Shown as', picture: 'Picture', table: 'Table' },
  showAsIf: 'Show what an enforcing plugin would do',
  showReal: 'Show what really passes',
  working: 'Finding out who reaches whom …',
  failed: 'Who reaches whom could not be found out.',
  retry: 'Try again',
  empty: 'Nobody can send: no Pod is running.',
  help: 'Point at a cell to read why. A click or Enter sends that packet; arrow keys go from cell to cell, and Enter on a name opens its Pods.',
  about: 'About this cell',
  replay: 'Send this packet',
  through: (service) => `Ask ${service} instead`,
  open: (name) => `Show the Pods of ${name} one by one`,
  close: (name) => `Put the Pods of ${name} together`,
  cell: (from, to, port, answer) => `${from} to ${to}, ${port}: ${answer}`,
};
export default matrix;

const ways: Readonly<Record<Direction, string>> = { egress: 'out', ingress: 'in' };

function reason(
  because: Because,
  direction: Direction,
  pod: string,
  near: Miss | undefined,
): Phrase {
  const way = ways[direction];
  switch (because.why) {
    case 'rule':
      return say` ${field(because.rule)} of ${object(because.rule)} decides about the way ${way}.`;
    case 'isolated':
      return [
        ...say` For the way ${way}, ${pod} is selected by ${list(because.by.map((ref) => [object(ref)]))}, and no rule there lets this pass.`,
        ...(near ? say` What comes nearest is ${missed({ miss: near, needsBoth: false })}` : []),
      ];
    case 'itself':
      return direction === 'egress' ? [' A Pod always reaches itself.'] : [];
    case 'own-node':
      return say` NetworkPolicies cannot come between ${pod} and its own node ${because.node.name}.`;
    case 'no-policy':
    case 'not-a-pod':
      return [];
  }
}

function portOf({ protocol, port }: Probe): string {
  return port === undefined ? 'with a ping' : `on ${protocol} port ${port}`;
}

/** The field alone: `spec.ingress[0].from[1]`. */
function field(ref: Ref): Part {
  return named(ref, ref.path);
}

function object(ref: Ref): Part {
  return named({ ...ref, path: '' }, `${ref.kind} ${ref.name}`);
}

function list(items: readonly Phrase[]): Phrase {
  return items.flatMap((item, index) => [
    ...(index === 0 ? [] : [index === items.length - 1 ? ' and ' : ', ']),
    ...item,
  ]);
}
