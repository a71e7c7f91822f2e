import { answer, shuffle } from '../../dns/index.ts';
import type { Server } from '../types.ts';

/** CoreDNS with kubeadm's Corefile. What is no DNS query gets no answer. */
const dns: Server = {
  name: 'dns',
  serve({ payload, destination }, { store, spec }) {
    if (payload?.carries !== 'dns' || payload.answer) return undefined;
    const { records, ...rest } = answer(store, payload.question, { addresses: [destination] });
    return { ...payload, answer: { ...rest, records: shuffle(records, spec.seed, payload.id) } };
  },
};
export default dns;
