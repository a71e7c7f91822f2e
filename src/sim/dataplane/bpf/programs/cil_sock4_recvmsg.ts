import { translateReverse } from '../lib/sock4.ts';
import type { SocketProgram } from '../types.ts';

/** recvmsg() of a UDP socket: the answer seems to come from the Service. */
export const cilSock4Recvmsg: SocketProgram = { name: 'cil_sock4_recvmsg', run: translateReverse };
