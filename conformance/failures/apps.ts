import type { App, Socket } from './types.ts';

/** What runs in a Pod, in the words of the annotations by which anybody tells Podpath. */
export function annotationsOf(
  { listens = [], perContainer, paths }: App,
  containers: readonly { readonly name: string }[],
): Readonly<Record<string, string>> {
  const names = containers.map(({ name }) => name);
  const [first = ''] = names;
  const sockets = (name: string): readonly Socket[] =>
    perContainer?.[name] ?? (name === first ? listens : []);
  return {
    'podpath.dev/listens': names
      .map((name) => `${name}=${sockets(name).map(socket).join() || 'none'}`)
      .join('; '),
    ...(paths && {
      'podpath.dev/paths': `${first}=${Object.entries(paths)
        .map(([path, status]) => `${path}:${status}`)
        .join()}`,
    }),
  };
}

function socket({ address, port, protocol }: Socket): string {
  return `${address}:${port}/${protocol}`;
}
