import { parseArgs } from 'node:util';
import { loadCnis } from '../sim/dataplane/index.ts';
import { installCustomKinds } from '../sim/api/index.ts';
import { loadCorefileReader } from '../sim/dns/index.ts';
import { loadTroubles } from '../sim/process/index.ts';
import { unusable, UsageError, yes, type Command, type ExitStatus, type Io } from './types.ts';

const files = import.meta.glob<Command>('./commands/*.ts', { eager: true, import: 'default' });

/** All commands, in order of name: one file each. */
export const commands: readonly Command[] = Object.values(files).sort((left, right) =>
  left.name < right.name ? -1 : 1,
);

/** Runs `podpath` with these arguments. Only mistakes of ours are thrown. */
export async function runCli(args: readonly string[], io: Io): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    help().forEach((line) => io.print(line));
    return name === undefined ? unusable : yes;
  }
  const command = commands.find((candidate) => candidate.name === name);
  await loadCnis();
  try {
    if (!command) throw new UsageError(`There is no command "${name}".`);
    await Promise.all([installCustomKinds(), loadCorefileReader(), loadTroubles()]);
    return await start(command, rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.complain(`podpath: ${error.message}`);
    io.complain(command ? `Usage: podpath ${usageOf(command)}` : 'See podpath --help.');
    return unusable;
  }
}

function start(
  command: Command,
  args: readonly string[],
  io: Io,
): ExitStatus | Promise<ExitStatus> {
  const { positionals, values } = read(command, args);
  if (values['help'] === true) {
    io.print(`${command.about}\nUsage: podpath ${usageOf(command)}`);
    return yes;
  }
  return command.run(positionals, values, io);
}

function read({ options }: Command, args: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function help(): readonly string[] {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Podpath follows packets through a Kubernetes cluster made from your manifests.',
    '',
    ...commands.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    '',
    'podpath COMMAND --help tells more. A FILE may be "-" for standard input.',
    'Exit status: 0 yes (delivered, accepted, found), 1 no, 2 the command line or a manifest cannot be used as it is.',
  ];
}

function usageOf({ name, usage }: Command): string {
  return `${name} ${usage}`;
}
