import type { HttpRequest } from '../../../net/index.ts';

/** The request as it is inside the TLS that a proxy ends. */
export function withoutTls(request: HttpRequest): HttpRequest {
  const { tls: _, ...plain } = request;
  return plain;
}
