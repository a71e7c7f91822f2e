import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { Refusal } from './refusal.ts';
import { spanOf } from './scalarEvent.ts';

/**
 * Refuses what the parser takes for an unquoted text within brackets and yaml.v2 (`yaml_parser_scan_plain_scalar` in
 * scannerc.go) does not: there `?` and a leading `:` always stand for themselves, as in `[http://x/?q=1]`.
 */
export function refuseInBrackets(text: string, event: ScalarEvent): void {
  if (event.style !== SCALAR_STYLE.PLAIN || event.valueStart === -1) return;
  if (text[event.valueStart] === ':')
    throw new Refusal('yaml-syntax', 'did not find expected node content', spanOf(event));
  const question = text.slice(event.valueStart + 1, event.valueEnd).indexOf('?');
  if (question === -1) return;
  const from = event.valueStart + 1 + question;
  throw new Refusal('yaml-syntax', "did not find expected ',' or bracket", { from, to: from + 1 });
}

const colon = /["']?[ \t\r\n]*:/y;

/** Besides, a key within brackets and its colon have to stand on one line, unless `?` introduces them. */
export function refuseKeyInBrackets(text: string, event: ScalarEvent): void {
  refuseInBrackets(text, event);
  if (event.valueStart === -1) return;
  colon.lastIndex = event.valueEnd;
  if (!colon.test(text) || !/[\r\n]/.test(text.slice(event.valueStart, colon.lastIndex))) return;
  const isIntroduced = /\?\s*["']?$/.test(
    text.slice(Math.max(0, event.valueStart - 100), event.valueStart),
  );
  if (!isIntroduced) throw new Refusal('yaml-syntax', "could not find expected ':'", spanOf(event));
}
