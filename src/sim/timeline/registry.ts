import { assert } from '../../base/assert.ts';
import type { ActionDefinition, ActionName } from './types.ts';

const files = import.meta.glob<ActionDefinition>('./actions/*.ts', {
  eager: true,
  import: 'default',
});
const actions = new Map(Object.values(files).map((each) => [each.name, each]));

/** The action of this name: each file of `actions/` is one. */
export function actionNamed<Name extends ActionName>(name: Name): ActionDefinition<Name> {
  const action = actions.get(name);
  assert(action, `the action ${name} has a file`);
  return action as unknown as ActionDefinition<Name>;
}
