import type { FieldPath } from './types.ts';

const plainKey = /^[A-Za-z0-9_-]+$/;
const indexInBrackets = /^(?:0|[1-9][0-9]*)$/;

/**
 * The path of the field `key` of the object at `base`, spelled as Kubernetes prints it: `spec.ports`,
 * `metadata.labels[app.kubernetes.io/name]`. A key stands in brackets when it holds anything but letters, digits, `_`
 * and `-`.
 */
export function fieldOf(base: FieldPath, key: string): FieldPath {
  return joinPath(base, plainKey.test(key) ? key : `[${key}]`);
}

/** The path of an item of the list at `base`: `spec.ports[0]`. */
export function itemOf(base: FieldPath, index: number): FieldPath {
  return `${base}[${index}]`;
}

/** The way `base` and from there `rest`; either may be `''`. */
export function joinPath(base: FieldPath, rest: FieldPath): FieldPath {
  return base === '' || rest === '' || rest.startsWith('[') ? base + rest : `${base}.${rest}`;
}

/** What remains of `path` below `ancestor`, `''` when they are the same; `undefined` when it does not lie there. */
export function below(path: FieldPath, ancestor: FieldPath): FieldPath | undefined {
  if (ancestor === '') return path;
  if (!path.startsWith(ancestor)) return undefined;
  const rest = path.slice(ancestor.length);
  if (rest.startsWith('.')) return rest.slice(1);
  return rest === '' || rest.startsWith('[') ? rest : undefined;
}

/** The path of the object or list that holds the field; `undefined` for `''`, which nothing holds. */
export function parentOf(path: FieldPath): FieldPath | undefined {
  return path === '' ? undefined : path.slice(0, lastStepStart(path));
}

/** The last step of a path: `targetPort` of `spec.ports[0].targetPort`, `[0]` of `spec.ports[0]`. */
export function lastOf(path: FieldPath): FieldPath {
  const last = path.slice(lastStepStart(path));
  return last.startsWith('.') ? last.slice(1) : last;
}

/**
 * The steps of a path: keys are strings, list indexes numbers; `[]` for `''`. Steps put together by `fieldOf` and `itemOf`
 * come back as they were, except that a key which itself holds `].` or `][` cannot be told from two keys.
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

function lastStepStart(path: FieldPath): number {
  let last = 0;
  for (let from = 0; from < path.length; from = stepEnd(path, from)) last = from;
  return last;
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
