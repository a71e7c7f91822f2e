import type { Span } from '../sim/manifest/index.ts';
import { UsageError, type Io } from './types.ts';

/** A place in one of the files on the command line; line and column count from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Several files as one text, which still knows where each piece of it came from. */
export interface JoinedFiles {
  readonly text: string;
  placeOf(span: Span): FilePlace;
}

interface File {
  readonly name: string;
  readonly text: string;
  /** Offset in the joined text. */
  readonly from: number;
}

/** What stands between two files: the documents of one never run into those of the next. */
const separator = '\n---\n';

/** Reads the files and joins them as `kubectl apply -f a -f b` would take them. */
export function readFiles(names: readonly string[], io: Io): JoinedFiles {
  if (names.length === 0) throw new UsageError('No FILE is given.');
  return joinFiles(
    names.map((name) => ({ name: name === '-' ? '<stdin>' : name, text: readFile(name, io) })),
  );
}

function joinFiles(given: readonly Omit<File, 'from'>[]): JoinedFiles {
  const files: File[] = [];
  let from = 0;
  for (const { name, text } of given) {
    files.push({ name, text, from });
    from += text.length + separator.length;
  }
  return {
    text: files.map(({ text }) => text).join(separator),
    placeOf: (span) => placeIn(files.findLast((file) => file.from <= span.from) ?? files[0], span),
  };
}

/** `shop.yaml:12:3`, as editors and terminals understand it. */
export function printPlace({ file, line, column }: FilePlace): string {
  return `${file}:${line}:${column}`;
}

function placeIn(file: File | undefined, span: Span): FilePlace {
  if (!file) return { file: '', line: 1, column: 1 };
  const before = file.text.slice(0, span.from - file.from);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    file: file.name,
    line: before.split('\n').length,
    column: before.length - lineStart + 1,
  };
}

function readFile(name: string, io: Io): string {
  try {
    return io.read(name).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(
      `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
