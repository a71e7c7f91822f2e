import { fieldOf, itemOf } from '../../../sim/api/index.ts';
import type { FieldPath, Span } from '../../../sim/manifest/types.ts';
import { outlineOf, type Node, type Word } from './outline.ts';

/** A step from a node of the outline to one of its children: a key, or the index of an item. */
export type Step = string | number;

/** The way from a document to a place in it, with the nodes passed: one more than steps. */
export interface Way {
  readonly steps: readonly Step[];
  readonly nodes: readonly Node[];
}

/** The path that these steps lead along, as Kubernetes writes it. */
export function pathOf(steps: readonly Step[]): FieldPath {
  return steps.reduce<FieldPath>(
    (path, step) => (typeof step === 'number' ? itemOf(path, step) : fieldOf(path, step)),
    '',
  );
}

/** Where somebody writes. */
export interface Place {
  /** A value stands behind its colon; a lone word may be one too, or become the first name of a map. */
  readonly role: 'name' | 'value' | 'word';
  /** To the map whose field is being named, or to the field whose value is being written. */
  readonly way: Way;
  /** What is there of the word, and what of it stands before the cursor. */
  readonly span: Span;
  readonly typed: string;
  /** Whether the word has a colon behind it already. */
  readonly hasColon: boolean;
  /** The sign in quotes: `''` when there is none. */
  readonly quote: '' | '"' | "'";
  /** Whether the document is JSON: every text in it stands in quotes. */
  readonly isJson: boolean;
  /** The names its map has besides. */
  readonly taken: ReadonlySet<string>;
}

/** Stands for the cursor in the text that is read: wherever it ends up, there the cursor is. YAML has no use for it. */
const marker = '\u0000';

/** Nobody waits for help in a document longer than this. */
const lengthMax = 100_000;

/** What is being written at `offset`; `undefined` in comments and where nothing can be said. */
export function placeAt(text: string, offset: number): Place | undefined {
  const around = documentAround(text, offset);
  if (!around) return undefined;
  const { from, to } = around;
  const marked = text.slice(from, offset) + marker + text.slice(offset, to);
  const found = findMarked(outlineOf(marked.replaceAll('\r', ' ')), [], []);
  if (!found) return undefined;
  const { word, node } = found;
  const quote = marked[word.from];
  const isQuoted = quote === '"' || quote === "'";
  const typed = word.text.slice(0, word.text.indexOf(marker));
  const start = from + word.from;
  return {
    role: found.role,
    way: found.way,
    // The marker is no part of the text.
    span: { from: start, to: from + word.to - 1 },
    typed,
    hasColon: found.role === 'name' && node.hasColon === true,
    quote: isQuoted ? quote : '',
    isJson: /^\s*[{[]/.test(marked),
    taken: found.taken,
  };
}

/** The field whose name or value is written at `offset`, and where its name stands. */
export function fieldAround(
  text: string,
  offset: number,
): { readonly way: Way; readonly span: Span } | undefined {
  const around = documentAround(text, offset);
  if (!around) return undefined;
  const { from, to } = around;
  const way = findField(
    outlineOf(text.slice(from, to).replaceAll('\r', ' ')),
    offset - from,
    [],
    [],
  );
  const key = way?.nodes.at(-1)?.key;
  return way && key && { way, span: { from: from + key.from, to: from + key.to } };
}

/** From behind the separator before the offset to the next one; `undefined` on a separator, and where a document is too long. */
export function documentAround(text: string, offset: number): Span | undefined {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  if (text.startsWith('---', line)) return undefined;
  const separator = line === 0 ? -1 : `\n${text}`.lastIndexOf('\n---', line - 1);
  const from = separator === -1 ? 0 : text.indexOf('\n', separator) + 1;
  const next = text.indexOf('\n---', offset);
  const to = next === -1 ? text.length : next + 1;
  return to - from > lengthMax ? undefined : { from, to };
}

interface Found {
  readonly role: Place['role'];
  readonly way: Way;
  readonly word: Word;
  readonly node: Node;
  readonly taken: ReadonlySet<string>;
}

function findMarked(node: Node, steps: readonly Step[], above: readonly Node[]): Found | undefined {
  const nodes = [...above, node];
  if (node.value?.text.includes(marker)) {
    const role = node.isInline ? 'value' : 'word';
    return { role, way: { steps, nodes }, word: node.value, node, taken: new Set() };
  }
  for (const [index, child] of node.children.entries()) {
    if (child.key?.text.includes(marker)) {
      const others = node.children.filter((other) => other !== child);
      const taken = new Set(others.flatMap(({ key }) => key?.text ?? []));
      return { role: 'name', way: { steps, nodes }, word: child.key, node: child, taken };
    }
    const found = findMarked(child, [...steps, child.key?.text ?? index], nodes);
    if (found) return found;
  }
  return undefined;
}

function findField(
  node: Node,
  offset: number,
  steps: readonly Step[],
  above: readonly Node[],
): Way | undefined {
  const nodes = [...above, node];
  const covers = [node.key, node.value].some(
    (word) => word && word.from <= offset && offset <= word.to,
  );
  if (covers) return withKey({ steps, nodes });
  for (const [index, child] of node.children.entries()) {
    const found = findField(child, offset, [...steps, child.key?.text ?? index], nodes);
    if (found) return found;
  }
  return undefined;
}

/** An item of a list has no name: its list has. */
function withKey({ steps, nodes }: Way): Way | undefined {
  const last = nodes.findLastIndex(({ key }) => key !== undefined);
  return last === -1 ? undefined : { steps: steps.slice(0, last), nodes: nodes.slice(0, last + 1) };
}
