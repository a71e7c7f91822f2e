/**
 * The same function, answering from memory when it is asked again about the same object. Only for functions of that object
 * alone, which never change it. Nothing is kept of objects that are gone.
 */
export function remember<Key extends object, Answer>(
  ask: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.answer;
    const answer = ask(key);
    known.set(key, { answer });
    return answer;
  };
}
