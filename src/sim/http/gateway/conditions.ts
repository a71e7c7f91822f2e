import type { Ref } from '../../api/types.ts';

/** A condition in the status of an object, with the types and reasons of Gateway API; whoever shows it finds the words. */
export interface Condition {
  readonly type: 'Accepted' | 'Programmed' | 'ResolvedRefs' | 'Conflicted';
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** The fields that made it so, where it is not as it should be. */
  readonly because: readonly Ref[];
}

/** A condition that is as it should be; its reason is its type, but for conflicts. */
export function good(type: Condition['type']): Condition {
  return type === 'Conflicted'
    ? { type, status: 'False', reason: 'NoConflicts', because: [] }
    : { type, status: 'True', reason: type, because: [] };
}

/** A condition that is not as it should be. */
export function bad(
  type: Condition['type'],
  reason: string,
  ...because: readonly Ref[]
): Condition {
  return { type, status: type === 'Conflicted' ? 'True' : 'False', reason, because };
}

/** What the definitions of the kinds fill in until a controller comes: nobody has looked yet. */
export function pending(type: Condition['type'], ...because: readonly Ref[]): Condition {
  return { type, status: 'Unknown', reason: 'Pending', because };
}
