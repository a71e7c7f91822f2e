import { coreDns, shuffle, type Surroundings } from '../../dns/index.ts';
import type { Server } from '../types.ts';

const alone: Pick<Surroundings, 'ask' | 'cache'> = {
  ask: () => undefined,
  cache: { recall: () => undefined, keep: () => undefined },
};

/** CoreDNS. What is no DNS query gets no answer. */
const dns: Server = {
  name: 'dns',
  serve({ payload, destination }, { store, spec, pod, nameservers, resolving = alone }) {
    if (payload?.carries !== 'dns' || payload.answer) return undefined;
    const around = { store, pod, addresses: [destination], nameservers, ...resolving };
    const { records, ...rest } = coreDns(payload.question, around);
    return { ...payload, answer: { ...rest, records: shuffle(records, spec.seed, payload.id) } };
  },
};
export default dns;
