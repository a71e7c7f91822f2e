import type { Misread } from './types.ts';

const word = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))(?=\s|$)/;

/** The words of a line, as iptables-restore splits them: quotes hold a word together, a backslash in them takes the next character as it is. */
export function splitWords(line: string): readonly string[] | Misread {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const found = word.exec(rest);
    if (!found) return { misread: 'unclosed-quote', word: rest };
    words.push(found[1]?.replaceAll(/\\(.)/g, '$1') ?? found[2] ?? found[3] ?? '');
    rest = rest.slice(found[0].length).trimStart();
  }
  return words;
}
