import { isComplete, sentenceOf, type Messages } from '../../i18n/index.ts';
import { outcomeOf } from './outcome.ts';
import type { Phrase } from '../../i18n/phrase.ts';
import { senderLabel } from '../request/senders.ts';
import {
  selectFindings,
  selectHop,
  selectIsOver,
  selectSender,
  selectSentWorld,
  selectTrace,
} from '../store/derived.ts';
import type { Choices } from '../store/choices.ts';
import { placeName } from './place.ts';

/** The one sentence under the stage. */
export interface Caption {
  /** What it is about: nothing was sent yet, the hop at the playhead, or the end. */
  readonly about: 'start' | 'hop' | 'delivered' | 'failed';
  /** A word or two before the sentence; `''` where it speaks for itself. */
  readonly heading: string;
  readonly sentence: Phrase;
}

/** What just happened and why, in the reader's language. */
export function captionOf(messages: Messages, choices: Choices): Caption {
  const trace = selectTrace(choices);
  if (!trace) return startCaption(messages, choices);
  if (selectIsOver(choices) && isComplete(messages)) {
    const { heading, explanation } = outcomeOf(messages, trace.outcome, selectFindings(choices));
    const about = trace.outcome.result === 'delivered' ? 'delivered' : 'failed';
    return { about, heading, sentence: explanation };
  }
  const hop = selectHop(choices);
  const cluster = selectSentWorld(choices)?.cluster;
  if (!hop || !cluster) return startCaption(messages, choices);
  return {
    about: 'hop',
    heading: '',
    sentence: sentenceOf(messages, hop, placeName(cluster, hop.place.netns)),
  };
}

function startCaption({ chrome }: Messages, choices: Choices): Caption {
  const sender = selectSender(choices);
  const { start, nobody } = chrome.caption;
  const sentence = sender ? start(senderLabel(sender), choices.to.trim()) : nobody;
  return { about: 'start', heading: '', sentence };
}
