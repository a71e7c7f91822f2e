/**
 * The same function, answering from memory when it is asked again about the same object. Only for functions of that object
 * alone, which never change it. Nothing is kept of objects that are gone.
 */
export function remember<Key extends object, Answer>(
  ask: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new WeakMap<Key, Answer>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as Answer;
    const answer = ask(key);
    known.set(key, answer);
    return answer;
  };
}

/**
 * A memory of the last answer for each object. It is given again when the inputs are the very same, one by one. Only for
 * answers that follow from the object and the inputs alone. Nothing is kept of objects that are gone.
 */
export function rememberLast<Key extends object, Answer>(): (
  key: Key,
  inputs: readonly unknown[],
  ask: () => Answer,
) => Answer {
  const known = new WeakMap<
    Key,
    { readonly inputs: readonly unknown[]; readonly answer: Answer }
  >();
  return (key, inputs, ask) => {
    const before = known.get(key);
    if (before && isSame(before.inputs, inputs)) return before.answer;
    const answer = ask();
    known.set(key, { inputs, answer });
    return answer;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
