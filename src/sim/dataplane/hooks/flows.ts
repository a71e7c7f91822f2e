import { assert } from '../../../base/assert.ts';
import { destinationPortOf, hasPorts, sourcePortOf, type Packet } from '../../net/index.ts';
import type { RuleContext } from '../netfilter/types.ts';

/** Shows a packet with a mark to rules, and tells what came of it. Says the same whenever the rules get the same answers. */
type Show<Pass> = (packet: Packet, context: RuleContext, mark: number) => Pass;

/** What rules ask about a packet: the answer is all that they learn. */
interface Question {
  readonly ask: (packet: Packet, context: RuleContext, mark: number) => unknown;
  /** It is a roll of the dice, to be asked only once a packet. */
  readonly isRoll?: true;
}

/** A question that comes next, and where each answer leads; at the end, what came of packets that gave these answers. */
interface Place<Pass> {
  question?: Question;
  answers?: Map<unknown, Place<Pass>>;
  /** The answer that was heard last, and where it led: most packets say what the one before them said. */
  last?: unknown;
  next?: Place<Pass> | undefined;
  /** `unrepeatable` where rules have read or changed lists that they share: each packet is shown to them anew. */
  pass?: Pass | 'unrepeatable';
}

/** How many different outcomes are remembered; the next one starts anew. */
const flowsMax = 4096;

/**
 * What came of showing packets to rules, found again by the answers that these rules asked for. What a rule asks next follows
 * from the answers so far, so they make a tree; a packet that gives the same answers needs no rule to be read. Open vSwitch
 * remembers its verdicts by the fields that were looked at, too, and calls them megaflows (lib/classifier.h: flow_wildcards).
 * Dice are rolled for every packet, where the rules would.
 */
export class FlowCache<Pass extends object> {
  private readonly show: Show<Pass>;
  private root: Place<Pass> = {};
  private count = 0;

  constructor(show: Show<Pass>) {
    this.show = show;
  }

  /** The very answer that the rules would give. */
  pass(packet: Packet, context: RuleContext, mark: number): Pass {
    let rolled: readonly unknown[] = none;
    let at: Place<Pass> | undefined = this.root;
    while (at?.question) {
      const answer = at.question.ask(packet, context, mark);
      if (at.question.isRoll) rolled = [...rolled, answer];
      let next: Place<Pass> | undefined = answer === at.last ? at.next : undefined;
      if (!next) {
        next = at.answers?.get(answer);
        [at.last, at.next] = [answer, next];
      }
      at = next;
    }
    const pass = at?.pass;
    if (typeof pass === 'object') return pass;
    if (pass && rolled === none) return this.show(packet, context, mark);
    return this.learn(new Witness(packet, context, mark, rolled), mark);
  }

  private learn(witness: Witness, mark: number): Pass {
    const pass = this.show(witness.packet, witness, mark);
    if (this.count >= flowsMax) [this.root, this.count] = [{}, 0];
    let at = this.root;
    for (const { question, answer } of witness.heard) {
      at.question ??= question;
      at.answers ??= new Map();
      const next: Place<Pass> = at.answers.get(answer) ?? {};
      at.answers.set(answer, next);
      at = next;
    }
    if (at.pass === undefined) this.count += 1;
    at.pass = witness.isRepeatable ? pass : 'unrepeatable';
    return pass;
  }
}

const none: readonly unknown[] = [];

const aboutMark: Question = { ask: (_packet, _context, mark) => mark };

/** Everything rules can ask about the packet itself, by the name of the property they read. */
const aboutPacket: Readonly<Record<string, Question>> = {
  source: { ask: ({ source }) => source },
  destination: { ask: ({ destination }) => destination },
};
const aboutTransport: Readonly<Record<string, Question>> = {
  protocol: { ask: ({ transport }) => transport.protocol },
  sourcePort: { ask: sourcePortOf },
  destinationPort: { ask: destinationPortOf },
  flags: { ask: ({ transport }) => hasPorts(transport) && transport.flags?.join() },
};

/** Everything rules can ask about where it is, and what is known of its connection. */
const about = {
  inInterface: { ask: (_, { inInterface }) => inInterface },
  outInterface: { ask: (_, { outInterface }) => outInterface },
  bridgeInPort: { ask: (_, { bridgeInPort }) => bridgeInPort },
  bridgeOutPort: { ask: (_, { bridgeOutPort }) => bridgeOutPort },
  state: { ask: (_, { state }) => state },
  destinationTranslated: { ask: (_, { translated }) => translated.destination },
  sourceTranslated: { ask: (_, { translated }) => translated.source },
  virtualServer: { ask: (_, { virtualServer }) => virtualServer },
  originalDestination: { ask: (_, { originalDestination }) => originalDestination },
} satisfies Readonly<Record<string, Question>>;

/** Stands between rules and a packet, and writes down what they hear, each question once and every roll of the dice. */
class Witness implements RuleContext {
  readonly heard: { readonly question: Question; readonly answer: unknown }[] = [];
  isRepeatable = true;
  readonly hook: RuleContext['hook'];
  readonly packet: Packet;
  private readonly real: Packet;
  private readonly context: RuleContext;
  private readonly mark: number;
  /** The dice that have fallen already, for as long as there are some. */
  private readonly rolled: unknown[];

  constructor(packet: Packet, context: RuleContext, mark: number, rolled: readonly unknown[]) {
    this.hook = context.hook;
    this.real = packet;
    this.context = context;
    this.mark = mark;
    this.rolled = [...rolled];
    const transport = this.watched(packet.transport, aboutTransport);
    this.packet = this.watched({ ...packet, transport }, aboutPacket, transport);
    this.hear(aboutMark);
  }

  get inInterface(): RuleContext['inInterface'] {
    this.hear(about.inInterface);
    return this.context.inInterface;
  }

  get outInterface(): RuleContext['outInterface'] {
    this.hear(about.outInterface);
    return this.context.outInterface;
  }

  get bridgeInPort(): RuleContext['bridgeInPort'] {
    this.hear(about.bridgeInPort);
    return this.context.bridgeInPort;
  }

  get bridgeOutPort(): RuleContext['bridgeOutPort'] {
    this.hear(about.bridgeOutPort);
    return this.context.bridgeOutPort;
  }

  get state(): RuleContext['state'] {
    this.hear(about.state);
    return this.context.state;
  }

  get translated(): RuleContext['translated'] {
    this.hear(about.destinationTranslated);
    this.hear(about.sourceTranslated);
    return this.context.translated;
  }

  get virtualServer(): RuleContext['virtualServer'] {
    this.hear(about.virtualServer);
    return this.context.virtualServer;
  }

  get originalDestination(): RuleContext['originalDestination'] {
    this.hear(about.originalDestination);
    return this.context.originalDestination;
  }

  isLocal(...asked: Parameters<RuleContext['isLocal']>): boolean {
    return this.context.isLocal(...asked);
  }

  findInSet(...asked: Parameters<RuleContext['findInSet']>): ReturnType<RuleContext['findInSet']> {
    return this.context.findInSet(...asked);
  }

  roll<Outcome extends number | boolean>(outcomeOf: (number: number) => Outcome): Outcome {
    const question: Question = { ask: (_, context) => context.roll(outcomeOf), isRoll: true };
    const answer = this.rolled.length > 0 ? this.rolled.shift() : this.context.roll(outcomeOf);
    if (this.isRepeatable) this.heard.push({ question, answer });
    return answer as Outcome;
  }

  get nowSeconds(): number {
    this.isRepeatable = false;
    return this.context.nowSeconds;
  }

  get recent(): RuleContext['recent'] {
    this.isRepeatable = false;
    return this.context.recent;
  }

  private hear(question: Question): void {
    if (!this.isRepeatable || this.heard.some((known) => known.question === question)) return;
    const answer = question.ask(this.real, this.context, this.mark);
    this.heard.push({ question, answer });
  }

  /** The same thing, but it tells what is read of it. Properties that packets are not told apart by are not to be read. */
  private watched<Thing extends object>(
    thing: Thing,
    questions: Readonly<Record<string, Question>>,
    inside?: object,
  ): Thing {
    return new Proxy(thing, {
      get: (from, name) => {
        const value: unknown = Reflect.get(from, name);
        if (value === inside) return value;
        const question = questions[String(name)];
        assert(question, `flows are told apart by ${String(name)}, which a rule asks for`);
        this.hear(question);
        return value;
      },
    });
  }
}
