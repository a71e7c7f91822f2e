import type { Container, Pod } from '../api/kinds/types.ts';
import { commandsIn } from './command.ts';
import { basename } from './programs.ts';
import type { Words } from './script.ts';
import type { Variables } from './variables.ts';

/**
 * Annotation of a Pod that names containers whose process ends right after it was started, always or because of an environment variable
 * that it cannot read:
 *
 *     podpath.dev/exits: worker; redis if REDIS_PORT is not a number
 */
export const exitsAnnotation = 'podpath.dev/exits';

/** Whether the annotation says that a container of this name, with this environment, ends at once. */
export function isSaidToExit(text: string, name: string, variables: Variables): boolean {
  return text.split(';').some((piece) => {
    const [, container, variable] =
      /^(\S+)(?: if (\S+) is not a number)?$/.exec(piece.trim()) ?? [];
    if (container !== name) return false;
    if (variable === undefined) return true;
    const value = variables.get(variable);
    return value !== undefined && !/^\d+$/.test(value);
  });
}

/** Programs that are done as soon as they have begun. */
const brief = new Set(['true', 'false', ':', 'echo', 'printf', 'exit', 'date', 'hostname', 'ls']);

/** Whether a container's command has nothing to do that lasts. */
export function endsAtOnce({ command = [], args = [] }: Container): boolean {
  const [program, ...rest] = [...command, ...args];
  if (command.length === 0 || program === undefined) return false;
  const commands: readonly Words[] = commandsIn([program, ...rest]);
  return commands.length > 0 && commands.every(([name]) => brief.has(basename(name)));
}

/** Whether the kubelet starts a container again whenever it has ended. */
export function isAlwaysRestarted({ spec }: Pod): boolean {
  return (spec.restartPolicy ?? 'Always') === 'Always';
}
