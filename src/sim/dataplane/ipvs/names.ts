import { withPort } from '../../net/index.ts';
import type { End, VirtualServer } from './types.ts';

/** `10.96.0.10:80` */
export function nameOf({ address, port }: End): string {
  return withPort(address, port);
}

/** `TCP 10.96.0.10:80`, which tells virtual servers apart. */
export function nameOfServer({
  protocol,
  address,
  port,
}: Pick<VirtualServer, 'protocol'> & End): string {
  return `${protocol} ${withPort(address, port)}`;
}
