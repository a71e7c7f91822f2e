import { nameOf, nameOfServer } from '../names.ts';
import type { Scheduler } from '../types.ts';

/** Round robin: each in turn, from the one after the last on (ip_vs_rr_schedule). */
const rr: Scheduler = {
  name: 'rr',
  choose(server, _packet, { memory: { turns } }) {
    const { realServers } = server;
    const key = nameOfServer(server);
    const last = realServers.findIndex((each) => nameOf(each) === turns.get(key));
    const inTurn = [...realServers.slice(last + 1), ...realServers.slice(0, last + 1)];
    const next = inTurn.find(({ weight }) => weight > 0);
    if (next) turns.set(key, nameOf(next));
    return next;
  },
};
export default rr;
