/** One command of a shell script: a program's name and its arguments, quotes removed. */
export type Words = readonly [program: string, ...args: string[]];

const keywords = new Set([
  'while',
  'until',
  'do',
  'then',
  'if',
  'elif',
  'else',
  'exec',
  '!',
  'time',
  'nohup',
  'sudo',
  'busybox',
]);
const scriptMax = 20_000;

/**
 * The commands of a shell script in the order they are written, without loops, conditions and assignments around them. It
 * reads far less than a shell does, and enough to recognise `sleep` or a server.
 */
export function commandsOf(script: string): readonly Words[] {
  return lines(script.slice(0, scriptMax)).flatMap((words) => withoutPrefix(words));
}

function withoutPrefix(words: readonly string[]): readonly Words[] {
  let start = 0;
  while (
    start < words.length &&
    (keywords.has(words[start] ?? '') || /^\w+=/.test(words[start] ?? ''))
  )
    start++;
  const [program, ...args] = words.slice(start);
  if (program === undefined || ['for', 'in', 'done', 'fi', 'case', 'esac'].includes(program))
    return [];
  return [[program, ...args]];
}

/** Cuts a script into commands, and those into words, as sh(1) does at `;`, `&`, `|`, brackets and line ends. */
function lines(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let index = 0; index < script.length; index++) {
    const letter = script.charAt(index);
    if (letter === '\\') {
      const next = script.charAt(++index);
      if (next !== '\n') word = (word ?? '') + next;
    } else if (letter === "'" || letter === '"') {
      const end = script.indexOf(letter, index + 1);
      word = (word ?? '') + script.slice(index + 1, end < 0 ? undefined : end);
      index = end < 0 ? script.length : end;
    } else if (letter === '#' && word === undefined) {
      const end = script.indexOf('\n', index);
      index = end < 0 ? script.length : end - 1;
    } else if (/[;&|\n(){}`]/.test(letter)) {
      endWord();
      commands.push([]);
    } else if (/\s/.test(letter)) endWord();
    else word = (word ?? '') + letter;
  }
  endWord();
  return commands;
}
