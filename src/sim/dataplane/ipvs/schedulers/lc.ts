import { overheadOf } from '../connections.ts';
import type { RealServer, Scheduler } from '../types.ts';

/** Least connections: the first of those that have the fewest (ip_vs_lc_schedule). */
const lc: Scheduler = {
  name: 'lc',
  choose(server, _packet, kernel) {
    const counts = overheadOf(server, kernel);
    let least: RealServer | undefined;
    for (const each of server.realServers)
      if (each.weight > 0 && (!least || (counts.get(each) ?? 0) < (counts.get(least) ?? 0)))
        least = each;
    return least;
  },
};
export default lc;
