import { findingPhrase, fixPhrase, isComplete, type AllMessages } from '../../i18n/index.ts';
import { plain } from '../../i18n/phrase.ts';
import type { TimeTexts } from '../../i18n/en/time.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Outcome } from '../../sim/trace/types.ts';
import { outcomeOf } from '../caption/outcome.ts';
import { spansOf } from '../cause/causes.ts';
import { lineAt } from '../cause/place.ts';
import { useApp, useAppStore, useChrome, useMessages } from '../context/app.ts';
import { useReveal } from '../context/useReveal.ts';
import { PhraseText } from '../parts/PhraseText.tsx';
import { selectFindings, selectIsOver, selectWorld, selectTrace } from '../store/derived.ts';

/** How the request ended: in the words of the sender's program, in ours, and where to look. Before the end it would give it away. */
export function OutcomeCard() {
  const trace = useApp(selectTrace);
  const isOver = useApp(selectIsOver);
  const messages = useMessages();
  if (!trace || !isOver || !isComplete(messages)) return null;
  return <Card outcome={trace.outcome} messages={messages} />;
}

interface CardProps {
  readonly outcome: Outcome;
  readonly messages: AllMessages;
}

function Card({ outcome, messages }: CardProps) {
  const findings = useApp(selectFindings);
  const { outcome: words } = messages.chrome;
  const { heading, explanation } = outcomeOf(messages, outcome, findings);
  const good = outcome.result === 'delivered';
  return (
    <section className="outcome" data-good={good} aria-label={words.label}>
      <h3>{heading}</h3>
      {outcome.says !== '' && <pre className="says">{outcome.says}</pre>}
      <p>
        <PhraseText phrase={explanation} />
      </p>
      {findings.map((finding, index) => (
        <FindingLines
          key={finding.code}
          finding={finding}
          isFirst={index === 0}
          messages={messages}
        />
      ))}
      <AskAgain words={messages.time} isAnswered={good} />
    </section>
  );
}

/**
 * A connection that is kept open stays with the one who answered; what is sent from one UDP port stays with it for as long as conntrack
 * remembers.
 */
function AskAgain({
  words,
  isAnswered,
}: {
  readonly words: TimeTexts;
  readonly isAnswered: boolean;
}) {
  const protocol = useApp((state) => {
    const asking = selectTrace(state)?.legs.find(
      ({ purpose }) => purpose === 'request' || purpose === 'datagram',
    );
    return asking?.hops[0]?.before.transport.protocol;
  });
  const isOpen = useApp((state) => selectTrace(state)?.request.keepAlive);
  const { send } = useAppStore().getState();
  if (!isAnswered && !isOpen) return null;
  if (protocol !== 'TCP' && protocol !== 'UDP') return null;
  const { again, keepOpen } = words[protocol === 'TCP' ? 'connection' : 'socket'];
  return (
    <button
      type="button"
      className="small-button"
      onClick={() => send({ reuse: true, keepAlive: true })}
    >
      {isOpen ? again : keepOpen}
    </button>
  );
}

interface Told {
  readonly finding: Finding;
  readonly messages: AllMessages;
}

/** A further finding's sentence, and for each finding buttons that lead to its lines. */
function FindingLines({ finding, isFirst, messages }: Told & { readonly isFirst: boolean }) {
  return (
    <div className="finding">
      {!isFirst && (
        <p>
          <PhraseText phrase={findingPhrase(messages, finding)} />
        </p>
      )}
      <div className="finding-actions">
        <LineButtons finding={finding} />
        <AskInstead finding={finding} messages={messages} />
      </div>
    </div>
  );
}

function LineButtons({ finding }: { readonly finding: Finding }) {
  const { outcome: words } = useChrome();
  const world = useApp(selectWorld);
  const reveal = useReveal();
  return spansOf(world, finding.evidence).map((span) => (
    <button key={span.from} type="button" className="small-button" onClick={() => reveal(span)}>
      {words.showLine(lineAt(world.manifest.text, span.from))}
    </button>
  ));
}

/** Some findings are mended by another request instead of another manifest. */
function AskInstead({ finding: { fix }, messages }: Told) {
  const { setTo } = useAppStore().getState();
  if (fix?.fix !== 'send-to') return null;
  return (
    <button type="button" className="small-button" onClick={() => setTo(fix.to)}>
      {plain(fixPhrase(messages, fix))}
    </button>
  );
}
