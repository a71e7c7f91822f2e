import type { HttpRequest, HttpResponse } from '../net/index.ts';
import type { Server, Serving } from './types.ts';

/**
 * A web server that answers requests like this. Words that are no HTTP get 400, as from nginx, and so do plain ones where it speaks TLS; a
 * connection alone gets silence. Its certificate is for the name it is asked by.
 */
export function answering(
  respond: (request: HttpRequest, serving: Serving) => Pick<HttpResponse, 'status' | 'body'>,
): Server['serve'] {
  return ({ payload }, serving) => {
    if (!payload) return undefined;
    const { name: servedBy, listener } = serving;
    if (
      payload.carries !== 'http-request' ||
      (payload.tls !== undefined) !== (listener.tls ?? false)
    )
      return { carries: 'http-response', status: 400, servedBy };
    const certificate = payload.tls === undefined ? undefined : [payload.tls];
    const answer = respond(payload, serving);
    return { carries: 'http-response', ...answer, servedBy, ...(certificate && { certificate }) };
  };
}
