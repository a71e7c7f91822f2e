/** The moment in which a cluster comes to rest, of no meaning besides being one: virtual time has no date. */
const beginning = Date.UTC(2030, 0, 1);

/** A moment as Kubernetes writes it in its objects, to the second (RFC 3339). */
export function timeText(atMs: number): string {
  return new Date(beginning + Math.floor(atMs / 1000) * 1000).toISOString().replace('.000', '');
}
