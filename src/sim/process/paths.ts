import { readPieces } from './pieces.ts';

/**
 * What the annotation `podpath.dev/paths` of a Pod says of a container; `undefined` when it says nothing:
 *
 *     podpath.dev/paths: web=/:200,/healthz:503; sidecar=/metrics:200
 *
 * It says with which status its web servers answer which path, for those that do not answer everything with 200. Containers are separated by `;`,
 * paths by `,`. A container that is named answers any other path with 404. A piece that makes no sense is left out.
 */
export function readPaths(text: string, name: string): ReadonlyMap<string, number> | undefined {
  const said = [...readPieces(text)].filter(({ container }) => container === name);
  if (said.length === 0) return undefined;
  const written = said.flatMap(({ says }) => says.split(','));
  return new Map(
    written.flatMap((each) => {
      const [, path, status] = /^(\/\S*):([1-5]\d\d)$/.exec(each.trim()) ?? [];
      return path === undefined ? [] : [[path, Number(status)] as const];
    }),
  );
}
