import type { HttpRequest, HttpResponse } from '../net/index.ts';
import type { Server, Serving } from './types.ts';

/** A web server that answers requests like this. Words that are no HTTP get 400, as from nginx; a connection alone gets silence. */
export function answering(
  respond: (request: HttpRequest, serving: Serving) => Pick<HttpResponse, 'status' | 'body'>,
): Server['serve'] {
  return ({ payload }, serving) => {
    if (!payload) return undefined;
    const answer = payload.carries === 'http-request' ? respond(payload, serving) : { status: 400 };
    return { carries: 'http-response', ...answer, servedBy: serving.name };
  };
}
