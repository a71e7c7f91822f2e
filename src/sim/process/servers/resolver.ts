import { askOutside } from '../../dns/index.ts';
import type { Server } from '../types.ts';

/** The resolver outside. What it would have to ask of other servers, it knows. */
const resolver: Server = {
  name: 'resolver',
  serve({ payload }, { spec: { outside } }) {
    if (payload?.carries !== 'dns' || payload.answer) return undefined;
    return { ...payload, answer: askOutside(outside, payload.question) };
  },
};
export default resolver;
