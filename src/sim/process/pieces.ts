/** What an annotation says of one container. */
export interface Piece {
  readonly container: string;
  readonly says: string;
}

/**
 * Reads `web=…; sidecar=…`, the form of annotations that speak of containers. What has another form goes to `unread`, as it was written.
 */
export function* readPieces(text: string, unread: string[] = []): Iterable<Piece> {
  for (const written of text.split(';').map((part) => part.trim())) {
    const [, container, says] = /^([^=\s]+)\s*=\s*([^=]*)$/.exec(written) ?? [];
    if (container !== undefined && says !== undefined) yield { container, says };
    else if (written !== '') unread.push(written);
  }
}
