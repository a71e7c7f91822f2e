import type { Suite } from '../types.ts';
import { runPolicyCase, type PolicyFile } from './reach.ts';

/** Who may reach whom, as NetworkPolicies say. */
const suite: Suite = {
  name: 'netpol',
  run: (file) => {
    const given = file as PolicyFile;
    return given.cases.map((one) => runPolicyCase(one, given));
  },
};
export default suite;
