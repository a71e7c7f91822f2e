import { translateForward } from '../lib/sock4.ts';
import type { SocketProgram } from '../types.ts';

/** connect() of a TCP socket: see {@link translateForward}. */
export const cilSock4Connect: SocketProgram = { name: 'cil_sock4_connect', run: translateForward };
