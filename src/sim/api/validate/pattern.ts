const patterns = new Map<string, RegExp>();

/** A regular expression of Go's (RE2), as far as schemas and rules use them: beyond JavaScript's, `(?i)` for letters of either case. */
export function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text.replaceAll('(?i)', ''), flagsOf(text));
  patterns.set(text, known);
  return known;
}

function flagsOf(text: string): string {
  return text.includes('(?i)') ? 'i' : '';
}
