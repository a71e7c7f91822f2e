import type { Server } from '../types.ts';

/** A server that sends back what it got, as RFC 862 says. */
const echo: Server = {
  name: 'echo',
  serve: ({ payload }) => payload,
};
export default echo;
