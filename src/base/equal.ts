/** Whether two values of JSON say the same, with fields in the same order. Objects are trees, so this ends. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false;
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other) && areEqual(one, other);
  return haveEqualFields(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function areEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => isEqual(each, other[index]));
}

function haveEqualFields(one: Fields, other: Fields): boolean {
  const names = Object.keys(one);
  const others = Object.keys(other);
  return (
    names.length === others.length &&
    names.every((name, index) => name === others[index] && isEqual(one[name], other[name]))
  );
}
