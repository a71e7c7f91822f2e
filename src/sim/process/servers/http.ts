import { statusFor } from '../status.ts';
import type { Server } from '../types.ts';
import { answering } from '../web.ts';

/** A web server: whatever is asked for, the answer is 200 and says who gave it, unless its Pod tells which paths it has. */
const http: Server = {
  name: 'http',
  serve: answering(({ path }, { listener }) => ({ status: statusFor(listener.paths, path) })),
};
export default http;
