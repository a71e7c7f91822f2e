import type { Server } from '../types.ts';

/** A server with a protocol of its own (a database, a queue): it answers everything, HTTP too, with bytes nobody reads. */
const bytes: Server = {
  name: 'bytes',
  serve: ({ payload }, { name }) => payload && { carries: 'bytes', text: name },
};
export default bytes;
