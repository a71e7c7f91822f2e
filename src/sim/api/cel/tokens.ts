import { assert } from '../../../base/assert.ts';

/** A word of an expression: `text` is the value of a string, the spelling of everything else. */
export interface Token {
  readonly type: 'string' | 'name' | 'number' | 'sign' | 'end';
  readonly text: string;
}

const blank = String.raw`(?:\s|//.*)*`;
const string = String.raw`(?<raw>[rR]?)(?<quote>"""|'''|"|')(?<string>(?:\\[^]|(?!\k<quote>)[^])*)\k<quote>`;
const number = String.raw`(?<number>0x[\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`;
const sign = String.raw`(?<sign>&&|\|\||[=!<>]=|[-+*/%<>!?:.,()[\]{}])`;
const word = new RegExp(`${blank}(?:${string}|(?<name>[A-Za-z_]\\w*)|${number}|${sign}|$)`, 'y');

/** The words of an expression, then one that says it is over. Rules are ours: what cannot be read is our mistake. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  word.lastIndex = 0;
  while (tokens.at(-1)?.type !== 'end') {
    const groups = word.exec(source)?.groups;
    assert(groups, `${source} has only known signs`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { raw, string: written } = groups;
  if (written !== undefined)
    return { type: 'string', text: raw === '' ? unescaped(written) : written };
  for (const type of ['name', 'number', 'sign'] as const) {
    const text = groups[type];
    if (text !== undefined) return { type, text };
  }
  return { type: 'end', text: 'the end' };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(written: string): string {
  return written.replace(/\\([^])/g, (_all, letter: string) => escapes[letter] ?? letter);
}
