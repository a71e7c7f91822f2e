import type { App, Crash, Socket, Template } from './types.ts';

/** What runs in a Pod, in the words of the annotations by which anybody tells Podpath. */
export function annotationsOf(
  { listens = [], perContainer, paths, crash }: App,
  containers: readonly Container[],
): Readonly<Record<string, string>> {
  const names = containers.map(({ name }) => name);
  const [first = ''] = names;
  const sockets = (name: string): readonly Socket[] =>
    perContainer?.[name] ?? (name === first ? listens : []);
  return {
    'podpath.dev/listens': names
      .map((name) => `${name}=${sockets(name).map(socket).join() || 'none'}`)
      .join('; '),
    ...(crash && { 'podpath.dev/exits': exits(crash, containers) }),
    ...(paths && {
      'podpath.dev/paths': `${first}=${Object.entries(paths)
        .map(([path, status]) => `${path}:${status}`)
        .join()}`,
    }),
  };
}

type Container = Template['spec']['containers'][number];

/** The containers whose process ends at once, or the variable that decides it. */
function exits(crash: Crash, containers: readonly Container[]): string {
  if (crash.when === 'env')
    return containers.map(({ name }) => `${name} if ${crash.name} is not a number`).join('; ');
  const words = JSON.stringify(crash.equals);
  const ends = containers.filter(({ command }) => JSON.stringify(command) === words);
  return ends.map(({ name }) => name).join('; ');
}

function socket({ address, port, protocol }: Socket): string {
  return `${address}:${port}/${protocol}`;
}
