/**
 * Throws when `condition` is false. For our own mistakes only: what a learner can get wrong is a value with a location,
 * never an exception.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${message}`);
}
