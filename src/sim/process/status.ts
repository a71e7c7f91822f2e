/** The status with which a web server that has these paths answers one, whatever is asked of it behind `?`; 200 where nothing is said of paths. */
export function statusFor(paths: ReadonlyMap<string, number> | undefined, path: string): number {
  return paths ? (paths.get(path.replace(/[?#].*/, '')) ?? 404) : 200;
}
