import type { ParseArgsConfig } from 'node:util';

/** How a command answers its question; the process ends with this number. */
export type ExitStatus = 0 | 1 | 2;

/** Yes: delivered, accepted, found. */
export const yes: ExitStatus = 0;
/** No: not delivered, refused, not found. */
export const no: ExitStatus = 1;
/** The command line or a manifest could not be used as it is. */
export const unusable: ExitStatus = 2;

/** What a command needs of the world around it; tests bring their own. */
export interface Io {
  /** The text of a file, `-` for what is piped in. Throws when it cannot be read. */
  read(file: string): string;
  exists(file: string): boolean;
  /** A line for standard output. */
  print(line: string): void;
  /** A line for standard error. */
  complain(line: string): void;
}

export type OptionValues = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>;

/** A command: the default export of a file in `commands/`. */
export interface Command {
  readonly name: string;
  /** What follows the name on the command line: `FILE... --from SENDER`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  run(
    positionals: readonly string[],
    values: OptionValues,
    io: Io,
  ): ExitStatus | Promise<ExitStatus>;
}

/** Something on the command line that makes no sense; the message is for the one who typed it. */
export class UsageError extends Error {}
