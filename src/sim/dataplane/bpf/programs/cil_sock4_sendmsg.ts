import { translateForward } from '../lib/sock4.ts';
import type { SocketProgram } from '../types.ts';

/** sendmsg() of a UDP socket: each datagram is translated on its own. */
export const cilSock4Sendmsg: SocketProgram = { name: 'cil_sock4_sendmsg', run: translateForward };
