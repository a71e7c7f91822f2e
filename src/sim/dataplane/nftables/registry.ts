import { assert } from '../../../base/assert.ts';
import type { Statement, StatementDefinition, StatementName } from './types.ts';

const files = import.meta.glob<StatementDefinition>('./statements/*.ts', {
  eager: true,
  import: 'default',
});
const definitions = new Map<StatementName, StatementDefinition>(
  Object.values(files).map((definition) => [definition.name, definition]),
);

/** How this statement behaves, from its file in `statements/`. Throws when it has none. */
export function definitionOf(statement: Statement): StatementDefinition {
  const definition = definitions.get(statement.statement);
  assert(definition, `the statement ${statement.statement} has a file`);
  return definition;
}
