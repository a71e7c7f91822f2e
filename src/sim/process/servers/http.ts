import type { Server } from '../types.ts';
import { answering } from '../web.ts';

/** A web server: whatever is asked for, the answer is 200 and says who gave it. */
const http: Server = { name: 'http', serve: answering(() => ({ status: 200 })) };
export default http;
