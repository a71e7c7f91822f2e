import { remember } from '../../base/remember.ts';
import type { Container } from '../api/kinds/types.ts';
import type { KnownPort } from './ports.ts';
import { basename, portsOfCommand } from './programs.ts';
import { commandsOf, type Words } from './script.ts';

/** What a container's command does. */
export interface CommandPorts {
  /** The field that says it. */
  readonly field: 'command' | 'args';
  /** What it listens on; empty when it sleeps. */
  readonly ports: readonly KnownPort[];
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/**
 * What a container's `command` (or, without one, its `args`) listens on, if that can be told: `sleep`, `tail -f /dev/null` and scripts
 * that only wait or ask listen on nothing; some servers are known by name. `undefined` when the image decides.
 */
export const portsOfContainerCommand = remember(
  (container: Container): CommandPorts | undefined => {
    const field = (container.command ?? []).length > 0 ? 'command' : 'args';
    const [program, ...args] = [...(container.command ?? []), ...(container.args ?? [])];
    if (program === undefined) return undefined;
    const ports = portsOfCommands(commandsIn([program, ...args]));
    return ports && { field, ports };
  },
);

/** The commands that a container's words come to: those of a shell's script, or the one they are. */
export function commandsIn(words: Words): readonly Words[] {
  const [program, ...args] = words;
  if (!shells.has(basename(program))) return [words];
  const option = args.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = option < 0 ? undefined : args[option + 1];
  if (script !== undefined) return commandsOf(script);
  // A shell alone waits for its terminal; with a file, only the file knows.
  const [file] = args.filter((word) => !word.startsWith('-'));
  return file === undefined ? [words] : [[file]];
}

/** A script serves if one of its commands does, and waits if all of them do nothing else; one unknown command leaves it open. */
function portsOfCommands(commands: readonly Words[]): readonly KnownPort[] | undefined {
  const ports = commands.map(portsOfCommand);
  const served = ports.flatMap((some) => some ?? []);
  if (served.length > 0) return served;
  return ports.length > 0 && ports.every((some) => some !== undefined) ? [] : undefined;
}
