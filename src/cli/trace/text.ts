import { findingPhrase, outcomeWords } from '../../i18n/index.ts';
import { plain } from '../../i18n/phrase.ts';
import type { Finding } from '../../learn/diagnose/index.ts';
import type { Hop, Leg, Sender } from '../../sim/trace/index.ts';
import { printChange, printContent } from './header.ts';
import { netnsName, printRef, reasonOf, type Report } from './report.ts';

/** Headers are padded to at most this width; the sentence after a longer one starts further right. */
const headerWidthMax = 60;

/** The trace for a terminal: a line per hop (place, header before → after, reason), grouped by legs, then the outcome. */
export function traceAsText(report: Report): readonly string[] {
  const { trace } = report;
  return [
    ...trace.legs.flatMap((leg, index) => [...legLines(report, leg, index), '']),
    ...outcomeLines(report),
    ...report.findings.flatMap((finding) => findingLines(report, finding)),
  ];
}

function legLines(report: Report, leg: Leg, index: number): readonly string[] {
  const rows = leg.hops.map(
    (hop) =>
      [placeOf(report, hop), printChange(hop.before, hop.after), reasonOf(report, hop)] as const,
  );
  const placeWidth = Math.max(0, ...rows.map(([place]) => place.length));
  const headerWidth = Math.min(
    headerWidthMax,
    Math.max(0, ...rows.map(([, header]) => header.length)),
  );
  return [
    headingOf(leg, index),
    ...rows.map(
      ([place, header, reason]) =>
        `  ${place.padEnd(placeWidth)}  ${header.padEnd(headerWidth)}  ${reason}`,
    ),
  ];
}

function headingOf({ purpose, hops, end }: Leg, index: number): string {
  const [first] = hops;
  const content = first ? printContent(first.before) : '';
  return `${index + 1} ${purpose}${content === '' ? '' : ` ${content}`}: ${end}`;
}

function placeOf(report: Report, { place }: Hop): string {
  return `${netnsName(report, place.netns)} ${place.at}`;
}

function outcomeLines(report: Report): readonly string[] {
  const { request, outcome } = report.trace;
  const { heading, sentence } = outcomeWords(report.messages, outcome);
  const codes =
    outcome.reason === undefined ? outcome.result : `${outcome.result}, ${outcome.reason}`;
  return [
    `${printSender(request.from)} → ${request.to}: ${heading} (${codes})`,
    `  ${plain(sentence)}`,
    ...(outcome.says === '' ? [] : [`  ${outcome.says}`]),
    ...(outcome.result === 'delivered'
      ? []
      : outcome.because.map((ref) => `  ${printRef(report, ref)}`)),
  ];
}

function findingLines(report: Report, finding: Finding): readonly string[] {
  const { code, severity, evidence } = finding;
  return [
    '',
    `${severity} ${code}: ${plain(findingPhrase(report.messages, finding))}`,
    ...evidence.map((ref) => `  ${printRef(report, ref)}`),
  ];
}

function printSender(from: Sender): string {
  if (from.kind !== 'pod') return `${from.kind}/${from.name}`;
  return from.namespace === 'default' ? `pod/${from.name}` : `pod/${from.namespace}/${from.name}`;
}
