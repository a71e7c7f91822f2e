import type { LateMessages } from '../messages.ts';
import cni from './cni.ts';
import endings from './endings.ts';
import findings from './findings.ts';
import inspect from './inspect.ts';
import matrix from './matrix.ts';
import objects from './objects.ts';
import problems from './problems.ts';
import { bpf } from './steps/bpf.ts';
import { ipvs } from './steps/ipvs.ts';
import { netfilter } from './steps/netfilter.ts';
import { proxy } from './steps/proxy.ts';
import { stop } from './steps/stop.ts';
import { bridge, cross, decapsulate, encapsulate, route, transmit } from './steps/travel.ts';
import time from './time.ts';

/** What is said by parts that are downloaded later, in Korean. */
const late: LateMessages = {
  cni,
  endings,
  findings,
  inspect,
  matrix,
  objects,
  problems,
  lateSteps: {
    netfilter,
    bpf,
    ipvs,
    proxy,
    stop,
    bridge,
    cross,
    decapsulate,
    encapsulate,
    route,
    transmit,
  },
  time,
};
export default late;
