import type { TargetDefinition, TargetWording } from '../types.ts';

declare module '../types.ts' {
  interface Targets {
    /** Back to the chain that jumped here; in a built-in chain the policy decides. */
    RETURN: object;
  }
}

const returns: TargetDefinition<'RETURN'> = {
  name: 'RETURN',
  act: () => 'return',
  print: () => '-j RETURN',
};
export default returns;

export const wording: TargetWording<'RETURN'> = { options: {}, read: () => ({}) };
