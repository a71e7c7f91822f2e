import { assert } from '../../../base/assert.ts';
import type {
  Match,
  MatchDefinition,
  MatchName,
  Target,
  TargetDefinition,
  TargetName,
} from './types.ts';

const matchFiles = import.meta.glob<MatchDefinition>('./matches/*.ts', {
  eager: true,
  import: 'default',
});
const targetFiles = import.meta.glob<TargetDefinition>('./targets/*.ts', {
  eager: true,
  import: 'default',
});

const matches = new Map<MatchName, MatchDefinition>(
  Object.values(matchFiles).map((definition) => [definition.name, definition]),
);
const targets = new Map<TargetName, TargetDefinition>(
  Object.values(targetFiles).map((definition) => [definition.name, definition]),
);

/** How this match behaves, from its file in `matches/`. Throws when it has none. */
export function definitionOf(match: Match): MatchDefinition {
  const definition = matches.get(match.match);
  assert(definition, `the match ${match.match} has a file`);
  return definition;
}

/** How this target behaves, from its file in `targets/`. Throws when it has none. */
export function targetDefinitionOf(target: Target): TargetDefinition {
  const definition = targets.get(target.target);
  assert(definition, `the target ${target.target} has a file`);
  return definition;
}
