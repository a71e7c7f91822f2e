import type { Server } from '../types.ts';

/** A web server: whatever is asked for, the answer is 200 and says who gave it. */
const http: Server = {
  name: 'http',
  serve({ payload }, { name }) {
    if (payload?.carries === 'http-request')
      return { carries: 'http-response', status: 200, servedBy: name };
    // nginx answers words that are no HTTP with 400; a connection alone with silence.
    return payload ? { carries: 'http-response', status: 400, servedBy: name } : undefined;
  },
};
export default http;
