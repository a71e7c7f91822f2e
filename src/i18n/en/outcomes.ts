import type { Outcome, Result } from '../../sim/trace/types.ts';
import { netnsName } from '../facts.ts';
import { say, type Phrase } from '../phrase.ts';

/** What is said of the end of a request: a heading of a few words, and one sentence for somebody who sees it the first time. */
export interface OutcomeText {
  readonly heading: string;
  readonly explain: (outcome: Outcome) => Phrase;
}

const outcomes: Readonly<Record<Result, OutcomeText>> = {
  delivered: {
    heading: 'Answered',
    explain: ({ answeredBy }) =>
      answeredBy === undefined
        ? say`The request arrived and its answer came back.`
        : say`The request reached ${netnsName(answeredBy)} and its answer came back.`,
  },
  'http-error': {
    heading: 'Answered with an error',
    explain: ({ answeredBy = 'host:server' }) =>
      say`The way there works: ${netnsName(answeredBy)} answered, with an error.`,
  },
  'no-tls': {
    heading: 'Not in TLS',
    explain: () =>
      say`The connection stood, but what came back is no TLS: the server there speaks plainly.`,
  },
  'wrong-certificate': {
    heading: 'Certificate not trusted',
    explain: () =>
      say`The server answered in TLS, but the certificate that it showed is not for the name that was asked for.`,
  },
  refused: {
    heading: 'Connection refused',
    explain: () =>
      say`Somebody said no at once: the way there works, but nobody takes the connection.`,
  },
  reset: {
    heading: 'Connection reset',
    explain: () => say`The connection stood, and the other end broke it off (RST).`,
  },
  'timed-out': {
    heading: 'Timed out',
    explain: () => say`No answer came, not even a refusal; the sender waited and gave up.`,
  },
  unreachable: {
    heading: 'Unreachable',
    explain: () => say`A kernel on the way said that it cannot pass the packet on.`,
  },
  unresolved: {
    heading: 'Name not resolved',
    explain: () =>
      say`No address was found for the name, so no packet for the server was ever sent.`,
  },
};
export default outcomes;
