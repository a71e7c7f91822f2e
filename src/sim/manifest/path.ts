import type { FieldPath } from './types.ts';

const plainKey = /^[A-Za-z0-9_-]+$/;
const indexInBrackets = /^(?:0|[1-9][0-9]*)$/;

/**
 * The path of the field `keyOrIndex` of the object or list at `base`, spelled as Kubernetes prints it:
 * `spec.ports`, `spec.ports[0]`, `metadata.labels[app.kubernetes.io/name]`. A key stands in brackets when it holds
 * anything but letters, digits, `_` and `-`.
 */
export function joinPath(base: FieldPath, keyOrIndex: string | number): FieldPath {
  if (typeof keyOrIndex === 'number' || !plainKey.test(keyOrIndex)) return `${base}[${keyOrIndex}]`;
  return base === '' ? keyOrIndex : `${base}.${keyOrIndex}`;
}

/**
 * The steps of a path: keys are strings, list indexes numbers; `[]` for `''`. The inverse of `joinPath`, except that
 * a key which itself holds `].` or `][` cannot be told from two keys.
 */
export function parsePath(path: FieldPath): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let from = 0; from < path.length;) {
    const to = stepEnd(path, from);
    steps.push(stepOf(path, from, to));
    from = to;
  }
  return steps;
}

/** The path of the object or list that holds the field; `undefined` for `''`, which nothing holds. */
export function parentPath(path: FieldPath): FieldPath | undefined {
  if (path === '') return undefined;
  let last = 0;
  for (let from = 0; from < path.length; from = stepEnd(path, from)) last = from;
  return path.slice(0, last);
}

/** Where the step that begins at `from` ends. Every step is at least one character, so walking over steps ends. */
function stepEnd(path: FieldPath, from: number): number {
  if (path[from] === '[') return bracketEnd(path, from);
  let to = from + 1;
  while (to < path.length && path[to] !== '.' && path[to] !== '[') to++;
  return to;
}

/** Behind the bracket that closes the step: the first that a new step, or nothing, follows. */
function bracketEnd(path: FieldPath, from: number): number {
  for (let to = path.indexOf(']', from); to !== -1; to = path.indexOf(']', to + 1)) {
    const next = path[to + 1];
    if (next === undefined || next === '.' || next === '[') return to + 1;
  }
  return path.length;
}

function stepOf(path: FieldPath, from: number, to: number): string | number {
  if (path[from] === '[') {
    const inside = path.slice(from + 1, path[to - 1] === ']' && to > from + 1 ? to - 1 : to);
    return indexInBrackets.test(inside) ? Number(inside) : inside;
  }
  return path[from] === '.' ? path.slice(from + 1, to) : path.slice(from, to);
}
